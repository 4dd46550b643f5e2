import type { BackupMetadata } from 'better-sqlite3';
import { Sqlite } from './driver';

const BUSY_MS = 15_000;
const PAGES_AT_ONCE = 2_000;

export type OnPages = (done: number, total: number) => void;

/**
 * Copies a database as it is at one moment while others read and write it. The open transaction holds the moment: without
 * it SQLite begins anew at every commit of somebody else, and would never end beside a busy writer. The copy is one file,
 * complete without a journal, and looked through. @throws where it is damaged
 */
export const copyOnline = async (from: string, to: string, onPages: OnPages): Promise<void> => {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    const progress = ({ totalPages, remainingPages }: BackupMetadata): number => {
      onPages(totalPages - remainingPages, totalPages);
      return PAGES_AT_ONCE;
    };
    await source.backup(to, { progress });
  } finally {
    source.close();
  }
  settle(to);
};

const settle = (path: string): void => {
  const copy = new Sqlite(path);
  try {
    copy.pragma('journal_mode = DELETE');
    const found = copy.pragma('quick_check', { simple: true });
    if (found !== 'ok') throw new Error(`${path}: the database is damaged: ${String(found)}`);
  } finally {
    copy.close();
  }
};
