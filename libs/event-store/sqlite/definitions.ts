import type { Database } from 'better-sqlite3';
import { Sqlite } from './driver';

/** A table, index, trigger or view, and everything that the file says of it but where it lies. */
export interface Definition {
  readonly what: string;
  readonly text: string;
}

const DEFINED = `SELECT concat(type, ' ', name) AS what,
  quote(type) || quote(name) || quote(tbl_name) || quote(sql) AS text FROM sqlite_master`;

export const definitionsIn = (db: Database): readonly Definition[] =>
  db.prepare<[], Definition>(DEFINED).all();

/** Those of a database that such statements make. */
export const definedBy = (sql: string): readonly Definition[] => {
  const db = new Sqlite(':memory:');
  try {
    db.exec(sql);
    return definitionsIn(db);
  } finally {
    db.close();
  }
};

/** What is too many, missing, or another than is due. */
export const differing = (found: readonly Definition[], due: readonly Definition[]): readonly string[] => {
  const [there, wanted] = [found, due].map((all) => new Set(all.map(({ text }) => text)));
  const strange = [
    ...found.filter(({ text }) => wanted?.has(text) === false),
    ...due.filter(({ text }) => there?.has(text) === false),
  ];
  return [...new Set(strange.map(({ what }) => what))];
};
