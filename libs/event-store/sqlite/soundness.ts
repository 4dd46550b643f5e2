import type { Database } from 'better-sqlite3';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { ToldError, type Words } from '@kernel/words';
import { definitionsIn } from './definitions';
import { isCorrupt } from './error-code';
import { strangeIn } from './tables';

/** Somebody wrote into the file past this program, so that one reader would see another log than the next. Nothing of it is read. */
export class UnsoundLog extends ToldError {
  constructor(path: string, faults: readonly Words[]) {
    const [zh, en] = [faults.map((fault) => fault.zh).join('；'), faults.map((fault) => fault.en).join('; ')];
    super({
      zh: `${path}被本程序以外的人或程序改过：${zh}。不再使用：请保留原件备查，从备份恢复`,
      en: `${path} was altered by somebody else than this program: ${en}. It is not used: keep it for whoever looks into that, and restore a backup`,
    });
    this.name = 'UnsoundLog';
  }
}

/** Of the file format: how the database is written, 2 with a write-ahead log. */
const WRITE_VERSION_AT = 18;

/**
 * A write-ahead log that lies beside a file is read as a part of it, whatever file it is of. Where there is one of its own, the
 * file says so: that was written first. @throws UnsoundLog
 */
export const requireOwnJournal = (path: string): void => {
  const wal = `${path}-wal`;
  if (sizeOf(wal) === 0 || sizeOf(path) === 0 || byteAt(path, WRITE_VERSION_AT) === 2) return;
  throw new UnsoundLog(path, [
    { zh: `旁边的${wal}不是它的`, en: `${wal} lies beside it and is not its own` },
  ]);
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const byteAt = (path: string, at: number): number | undefined => {
  const [file, byte] = [openSync(path, 'r'), Buffer.alloc(1)];
  try {
    readSync(file, byte, 0, 1, at);
    return byte[0];
  } finally {
    closeSync(file);
  }
};

/** What can be seen at opening, however long the log is. @throws UnsoundLog */
export const requireSound = (db: Database, path: string): void => {
  const tables = strangeTables(db);
  const faults = tables.length > 0 ? tables : outsiders(db);
  if (faults.length > 0) throw new UnsoundLog(path, faults);
};

/** Looks at every page and at every entry of every index: a second or two for a million events. */
export const faultsOf = (db: Database): readonly Words[] => {
  const tables = strangeTables(db);
  return tables.length > 0 ? tables : [...outsiders(db), ...contradictions(db)];
};

const strangeTables = (db: Database): readonly Words[] =>
  strangeIn(definitionsIn(db)).map((what) => ({
    zh: `${what}不是事件库应有的`,
    en: `${what} is not as in a log`,
  }));

interface Outsider {
  readonly place: string;
  readonly stream: string;
  readonly revision: number;
}

/** Further than this a number is not one position any more but several. */
const LAST = Number.MAX_SAFE_INTEGER;

const OUTSIDERS = ['position < 1', `position > ${String(LAST)}`].map(
  (where) =>
    `SELECT CAST(position AS TEXT) AS place, stream, revision FROM events WHERE ${where} ORDER BY position LIMIT 20`,
);

/** Events at places that no append is given. */
const outsiders = (db: Database): readonly Words[] =>
  OUTSIDERS.flatMap((sql) => legible(() => db.prepare<[], Outsider>(sql).all(), [])).map(
    ({ place, stream, revision }) => ({
      zh: `${stream}版本${String(revision)}的位置是${place}，写入的事件不会在那里，也没有谁读到那里`,
      en: `${stream} revision ${String(revision)} stands at position ${place}, where no append puts an event and no reader looks`,
    }),
  );

const contradictions = (db: Database): readonly Words[] => {
  const found = legible(() => db.prepare<[], string>('PRAGMA integrity_check').pluck().all(), ['malformed']);
  return found
    .filter((text) => text !== 'ok')
    .map((text) => ({ zh: `文件自相矛盾：${text}`, en: `the file contradicts itself: ${text}` }));
};

/** A page that is damaged is no forgery: whoever reads comes upon it. */
const legible = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch (error) {
    if (isCorrupt(error)) return otherwise;
    throw error;
  }
};
