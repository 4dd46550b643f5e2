import type { Database } from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Sqlite } from './driver';
import { codeOf } from './error-code';
import { requireOwnJournal, requireSound } from './soundness';
import { SCHEMA, TABLES } from './tables';

export const MEMORY = ':memory:';

const OPENING_MS = 5_000;

/** Streams are scattered over their index: its pages are written home once for many commits. */
const CHECKPOINT_PAGES = 4_000;

/**
 * WAL with a sync at every commit: what is acknowledged survives a loss of power. SQLite's small cache of pages is left as it
 * is: whenever a page of an index is split, the commit goes through the whole of it, which costs more than a page read again.
 */
export const openLog = (path: string, busyTimeoutMs: number): Database => {
  if (path !== MEMORY) mkdirSync(dirname(path), { recursive: true });
  requireOwnJournal(path);
  const db = new Sqlite(path, { timeout: OPENING_MS });
  try {
    prepare(db, path);
    db.pragma(`busy_timeout = ${String(busyTimeoutMs)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Changes nothing, not even the file's journal. @throws where there is no log */
export const openLogToRead = (path: string, busyTimeoutMs: number): Database => {
  const db = readOnly(path);
  try {
    requireSchema(db, path);
    db.pragma(`busy_timeout = ${String(busyTimeoutMs)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const readOnly = (path: string): Database => {
  if (!existsSync(path)) throw new Error(`${path}: there is no such file`);
  requireOwnJournal(path);
  return new Sqlite(path, { readonly: true, fileMustExist: true, timeout: OPENING_MS });
};

const prepare = (db: Database, path: string): void => {
  if (path !== MEMORY) turnToWal(db);
  db.pragma('synchronous = FULL');
  db.pragma(`wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
  db.transaction(() => {
    if (!isEmpty(db)) return;
    db.exec(TABLES);
    db.prepare('INSERT INTO event_log VALUES (?)').run(SCHEMA);
  }).immediate();
  requireSchema(db, path);
};

/** A database of something else is not made a log besides. */
const isEmpty = (db: Database): boolean => db.prepare('SELECT 1 FROM sqlite_master').get() === undefined;

const requireSchema = (db: Database, path: string): void => {
  const isLog = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'event_log'").get() !== undefined;
  if (!isLog) throw new Error(`${path} is no event log`);
  const schema = db.prepare<[], number>('SELECT schema FROM event_log').pluck().get();
  if (schema !== SCHEMA)
    throw new Error(`${path} is an event log of schema ${String(schema)}, not ${String(SCHEMA)}`);
  requireSound(db, path);
};

/** The switch to WAL does not honour the busy timeout where two open a new file at once. */
const turnToWal = (db: Database): void => {
  const until = Date.now() + OPENING_MS;
  while (!isWal(db, until)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
};

const isWal = (db: Database, until: number): boolean => {
  try {
    const mode = db.pragma('journal_mode = WAL', { simple: true });
    if (mode !== 'wal') throw new Error(`the log cannot be kept in WAL mode, only in ${String(mode)}`);
    return true;
  } catch (error) {
    if (!isBusy(error) || Date.now() > until) throw error;
    return false;
  }
};

export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');
