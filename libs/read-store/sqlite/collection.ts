import { codeOf } from '@event-store/sqlite/error-code';
import { BadWrite, type CollectionSpec, type IndexSpec, type ProjectionRef, type Write } from '../read-store';
import type { Connection } from './connection';
import { indexOf, tableOf, valueOf } from './names';

/** `ANY` keeps the id as it is bound, so that a number is never taken for the text of its digits. */
const tableSql = (table: string): string =>
  `CREATE TABLE ${table} (id ANY NOT NULL PRIMARY KEY, doc TEXT NOT NULL) STRICT`;

/**
 * SQLite cannot index the elements of an array: those fields are left out. `id` last makes every order total, and would
 * make every document unique.
 */
const keysOf = ({ fields, unique }: IndexSpec, arrays: readonly string[]): readonly string[] => {
  if (unique === true) return fields;
  const keys = fields.filter((field) => field !== 'id' && !arrays.includes(field));
  return keys.length === 0 ? [] : [...keys, 'id'];
};

const indexSql = (table: string, spec: IndexSpec, keys: readonly string[]): string =>
  `CREATE ${spec.unique === true ? 'UNIQUE ' : ''}INDEX ${indexOf(table, spec)} ON ${table} (${keys.map(valueOf).join(', ')})`;

const makeTable = (connection: Connection, table: string, spec: Required<CollectionSpec>): void => {
  connection.define(tableSql(table));
  for (const index of spec.indexes) {
    const keys = keysOf(index, spec.arrays);
    if (keys.length > 0) connection.define(indexSql(table, index, keys));
  }
};

/** Those of one version. */
export const makeTables = (
  connection: Connection,
  projection: ProjectionRef,
  collections: ReadonlyMap<string, Required<CollectionSpec>>,
): void => {
  for (const [collection, spec] of collections) makeTable(connection, tableOf(projection, collection), spec);
};

export const dropTable = (connection: Connection, table: string): void => {
  connection.define(`DROP TABLE ${table}`);
};

const isDuplicate = (error: unknown): boolean => codeOf(error) === 'SQLITE_CONSTRAINT_UNIQUE';

/** @throws BadWrite when another document holds the same unique values */
export const applyWrite = (connection: Connection, table: string, write: Write): void => {
  const { id, doc } = write;
  if (doc === null) {
    connection.run(`DELETE FROM ${table} WHERE id = ?`, id);
    return;
  }
  const sql = `INSERT INTO ${table} (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc`;
  try {
    connection.run(sql, id, JSON.stringify(doc));
  } catch (error) {
    throw isDuplicate(error) ? new BadWrite(write, 'another document holds the same unique values') : error;
  }
};
