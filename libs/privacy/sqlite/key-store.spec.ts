import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { KeysUnavailable } from '../key-store';
import { SqliteKeyStore } from './key-store';

describe('data keys in a file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-keys-'));
    path = join(folder, 'keys.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const wrapped = Buffer.alloc(3_000, 7);

  it('are not there while the disk has no room for them, and go on when it has', async () => {
    await SqliteKeyStore.open(path).close();
    const db = new Database(path);
    const keys = new SqliteKeyStore(db);
    await keys.getOrCreate('first', () => Promise.resolve(wrapped));
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${String(pages)}`);
    const later = ['second', 'third'].map((subject) =>
      keys.getOrCreate(subject, () => Promise.resolve(wrapped)),
    );
    const answers = await Promise.allSettled(later);
    expect(answers.at(-1)).toMatchObject({ status: 'rejected', reason: { cause: { code: 'SQLITE_FULL' } } });
    expect(await keys.get('third')).toBeNull();
    expect(await keys.get('first')).toEqual(wrapped);
    db.pragma('max_page_count = 100000');
    expect(await keys.getOrCreate('third', () => Promise.resolve(wrapped))).toEqual(wrapped);
    await keys.close();
  });

  it('are not there while somebody else holds the file, and say so as what may pass', async () => {
    await SqliteKeyStore.open(path).close();
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const keys = new SqliteKeyStore(new Database(path, { timeout: 10 }));
    await expect(keys.destroy('first')).rejects.toThrow(KeysUnavailable);
    other.exec('ROLLBACK');
    other.close();
    await keys.destroy('first');
    await keys.close();
  });

  it('are read without being changed', async () => {
    await SqliteKeyStore.open(path).close();
    const keys = SqliteKeyStore.openToRead(path);
    const kept = keys.getOrCreate('first', () => Promise.resolve(wrapped));
    // The driver makes its errors in the realm of whoever loaded it first, so no `toThrow` here.
    await expect(kept).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
    await keys.close();
  });
});
