import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sqlite } from '@event-store/sqlite/driver';
import { KeysDamaged, KeysUnavailable, type StoredKey } from '../key-store';
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
    const db = new Sqlite(path);
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
    const other = new Sqlite(path);
    other.exec('BEGIN IMMEDIATE');
    const keys = new SqliteKeyStore(new Sqlite(path, { timeout: 10 }));
    await expect(keys.destroy('first')).rejects.toThrow(KeysUnavailable);
    other.exec('ROLLBACK');
    other.close();
    await keys.destroy('first');
    await keys.close();
  });

  it('are destroyed for certain only when they are out of the file and its journal', async () => {
    const secret = Buffer.from('wrapped-key-of-somebody-forgotten');
    const bytes = () =>
      Buffer.concat(
        ['', '-wal']
          .map((end) => `${path}${end}`)
          .filter(existsSync)
          .map((file) => readFileSync(file)),
      );
    const db = new Sqlite(path, { timeout: 10 });
    for (const pragma of ['journal_mode = WAL', 'secure_delete = ON']) db.pragma(pragma);
    await SqliteKeyStore.open(path).close();
    const keys = new SqliteKeyStore(db);
    await keys.getOrCreate('first', () => Promise.resolve(secret));
    const reader = new Sqlite(path, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT subject FROM keys').all();
    await expect(keys.destroy('first')).rejects.toThrow(KeysUnavailable);
    await expect(keys.purge()).rejects.toThrow(KeysUnavailable);
    expect([await keys.get('first'), bytes().includes(secret)]).toEqual([null, true]);
    reader.exec('COMMIT');
    await keys.purge();
    expect(bytes().includes(secret)).toBe(false);
    reader.close();
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

const PAGE = 4_096;

describe('data keys in a damaged file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-keys-'));
  const path = join(folder, 'keys.db');
  afterAll(() => rmSync(folder, { recursive: true }));

  const keyOf = (n: number): Buffer =>
    createHash('shake256', { outputLength: 69 }).update(String(n)).digest();
  const subjects = Array.from({ length: 400 }, (_, n) => `household-${String(n)}`);

  const entries = async (): Promise<readonly StoredKey[]> => {
    const keys = SqliteKeyStore.open(path);
    const found: StoredKey[] = [];
    try {
      for await (const one of keys.entries()) found.push(one);
      for (const { subject, wrapped } of found) expect(await keys.get(subject)).toEqual(wrapped);
      return found;
    } finally {
      await keys.close();
    }
  };

  it('are not opened, for a key that cannot be found would pass for one that was destroyed', async () => {
    const keys = SqliteKeyStore.open(path);
    for (const [n, subject] of subjects.entries())
      await keys.getOrCreate(subject, () => Promise.resolve(keyOf(n)));
    await keys.close();
    const whole = readFileSync(path);
    expect(whole.length / PAGE).toBeGreaterThan(8);
    expect(await entries()).toHaveLength(subjects.length);
    for (let at = 0; at < whole.length; at += PAGE / 2) {
      writeFileSync(
        path,
        Buffer.concat([whole.subarray(0, at), Buffer.alloc(PAGE / 2), whole.subarray(at + PAGE / 2)]),
      );
      const found = await entries().catch((error: unknown) => error);
      if (Array.isArray(found)) expect(found).toHaveLength(subjects.length);
      else
        expect(found).toMatchObject({
          name: 'KeysDamaged',
          message: expect.stringContaining(path) as unknown,
        });
    }
    writeFileSync(path, Buffer.concat([whole.subarray(0, -PAGE), Buffer.alloc(PAGE)]));
    expect(() => SqliteKeyStore.open(path)).toThrow(KeysDamaged);
    expect(() => SqliteKeyStore.openToRead(path)).toThrow('from the latest backup');
    writeFileSync(path, whole);
    expect(await entries()).toHaveLength(subjects.length);
  });
});
