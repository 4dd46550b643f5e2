import type { Database } from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { position, START } from '@event-store/event-store';
import { Sqlite } from '@event-store/sqlite/driver';
import type { Collections, Document, ReadStore } from '../read-store';
import { ViewsDamaged } from '../unavailable';
import { SqliteReadStore } from './sqlite-read-store';

const PAGE = 4_096;
const LEDGER = { name: 'ledger', version: 1 };
const COLLECTIONS: Collections = { account: { indexes: [{ fields: ['place', 'rank'] }] } };

const account = (n: number): Document => ({
  ...{ id: `a${String(n)}`, place: `p${String(n % 7)}`, rank: n % 50 },
  remark: '此户已核。'.repeat(n % 40),
});

/** Of no use to anybody, and the same each time. */
const rubbish = (bytes: number): Buffer =>
  createHash('shake256', { outputLength: bytes }).update('').digest();

/** What a disk may leave of a page. */
const TEARS: Readonly<Record<string, (page: Buffer) => Buffer>> = {
  zeroed: () => Buffer.alloc(PAGE),
  'zeroed in its second half': (page) => Buffer.concat([page.subarray(0, PAGE / 2)], PAGE),
  'torn in its second half': (page) => Buffer.concat([page.subarray(0, PAGE / 2), rubbish(PAGE / 2)]),
};

describe('read models in a damaged file', () => {
  let folder: string;
  let path: string;
  let whole: Buffer;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-views-'));
    path = join(folder, 'views.db');
    const store = SqliteReadStore.open(path);
    await store.prepare(LEDGER, COLLECTIONS, 'live');
    const writes = Array.from({ length: 300 }, (_, n) => account(n)).map((doc) => ({
      ...{ collection: 'account', id: doc.id, doc },
    }));
    await store.commit(LEDGER, START, position(300n), writes);
    await store.notes.write('trouble', { id: 'projector 1' });
    await store.close();
    whole = readFileSync(path);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** All that a county may ask of them: by id, by an index, in an order, and where they stand. */
  const asked = async (store: ReadStore): Promise<readonly unknown[]> => {
    await store.examine?.();
    const reader = store.reader('ledger');
    return [
      await store.standings(),
      await store.parked(),
      await store.notes.all('trouble'),
      await reader.find('account', { limit: 1_000 }),
      await reader.find('account', { filter: { place: 'p3' }, sort: [['rank', -1]], limit: 1_000 }),
      await reader.getMany('account', ['a7', 'a250']),
      await reader.count('account', { place: 'p5' }),
    ];
  };

  const answers = async (): Promise<readonly unknown[] | 'damaged'> => {
    let store: ReadStore | null = null;
    try {
      store = SqliteReadStore.open(path);
      return await asked(store);
    } catch (error) {
      expect(error).toBeInstanceOf(ViewsDamaged);
      expect((error as Error).message).toContain(path);
      return 'damaged';
    } finally {
      await store?.close();
    }
  };

  it.each(Object.entries(TEARS))('say so or answer as before, whichever page is %s', async (_, tear) => {
    const before = await answers();
    expect(before).toHaveLength(7);
    let damaged = 0;
    for (let at = 0; at < whole.length; at += PAGE) {
      const bytes = Buffer.from(whole);
      tear(bytes.subarray(at, at + PAGE)).copy(bytes, at);
      writeFileSync(path, bytes);
      const after = await answers();
      if (after === 'damaged') damaged += 1;
      else expect(after).toEqual(before);
    }
    expect(damaged).toBeGreaterThan((whole.length / PAGE) * 0.8);
  });

  it('are opened all the same, and answer nothing, where no page says what is in the file', async () => {
    writeFileSync(path, Buffer.concat([Buffer.alloc(PAGE), whole.subarray(PAGE)]));
    const store = SqliteReadStore.open(path);
    await expect(store.standings()).rejects.toThrow(ViewsDamaged);
    await expect(store.reader('ledger').count('account', {})).rejects.toThrow(ViewsDamaged);
    await expect(store.prepare(LEDGER, COLLECTIONS, 'live')).rejects.toThrow(ViewsDamaged);
    await store.close();
  });

  it('answer nothing more from then on, not even what could still be read', async () => {
    const store = SqliteReadStore.open(path);
    writeFileSync(path, Buffer.concat([whole.subarray(0, -PAGE), Buffer.alloc(PAGE)]));
    await expect(store.examine()).rejects.toThrow(ViewsDamaged);
    await expect(store.standings()).rejects.toThrow(ViewsDamaged);
    await expect(store.commit(LEDGER, position(300n), position(301n), [])).rejects.toThrow(ViewsDamaged);
    await store.close();
  });

  it('are there again once the file is put away and they are built anew', async () => {
    writeFileSync(path, rubbish(PAGE * 3));
    expect(await answers()).toBe('damaged');
    rmSync(path);
    const store = SqliteReadStore.open(path);
    expect(await store.prepare(LEDGER, COLLECTIONS, 'live')).toMatchObject({ checkpoint: START });
    await store.close();
  });
});

describe('read models in a file that somebody wrote to past the program', () => {
  let folder: string;
  let path: string;
  let store: SqliteReadStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-altered-'));
    path = join(folder, 'views.db');
    store = SqliteReadStore.open(path);
    await store.prepare(LEDGER, COLLECTIONS, 'live');
    const writes = Array.from({ length: 42 }, (_, n) => account(n)).map((doc) => ({
      ...{ collection: 'account', id: doc.id, doc },
    }));
    await store.commit(LEDGER, START, position(42n), writes);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const altered = (change: (db: Database) => void): void => {
    const db = new Sqlite(path);
    db.unsafeMode();
    change(db);
    db.close();
  };

  const TABLE = '"ledger@1/account"';
  const INDEX = 'ledger@1/account#place,rank';

  it('are sound where nobody did, whatever versions there are of them', async () => {
    await store.prepare({ name: 'ledger', version: 2 }, {}, 'building');
    await store.notes.write('trouble', { id: 'projector 1' });
    await store.examine({ wholly: true });
    await store.clear();
    await store.examine({ wholly: true });
  });

  it('say so where an index leaves out of a list what the document by its id shows', async () => {
    altered((db) => {
      const index = db.prepare('SELECT * FROM sqlite_master WHERE name = ?').raw().get(INDEX);
      const doc = db.prepare<[], string>(`SELECT doc FROM ${TABLE} WHERE id = 'a3'`).pluck().get();
      db.exec(`UPDATE ${TABLE} SET doc = json_set(doc, '$.place', 'elsewhere') WHERE id = 'a3'`);
      db.pragma('writable_schema = ON');
      db.prepare('DELETE FROM sqlite_master WHERE name = ?').run(INDEX);
      db.pragma('writable_schema = RESET');
      db.prepare(`UPDATE ${TABLE} SET doc = ? WHERE id = 'a3'`).run(doc);
      db.pragma('writable_schema = ON');
      db.prepare('INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)').run(index);
    });
    await store.close();
    store = SqliteReadStore.open(path);
    const reader = store.reader('ledger');
    expect(await reader.count('account', { place: 'p3' })).toBe(5);
    expect(await reader.get('account', 'a3')).toMatchObject({ place: 'p3' });
    await store.examine();
    await expect(store.examine({ wholly: true })).rejects.toMatchObject({
      name: 'ViewsDamaged',
      cause: { message: expect.stringContaining(`missing from index ${INDEX}`) },
    });
    await expect(reader.count('account', { place: 'p3' })).rejects.toThrow(ViewsDamaged);
  });

  it.each([
    ['a trigger', `CREATE TRIGGER later AFTER INSERT ON ${TABLE} BEGIN SELECT 1; END`, 'trigger later'],
    [
      'a view in the place of documents',
      `ALTER TABLE ${TABLE} RENAME TO other; CREATE VIEW ${TABLE} AS SELECT * FROM other WHERE random() > 0`,
      'view ledger@1/account',
    ],
    ['no index where one was declared', `DROP INDEX "${INDEX}"`, `index ${INDEX}`],
    [
      'an index of another order',
      `DROP INDEX "${INDEX}"; CREATE INDEX "${INDEX}" ON ${TABLE} (json_extract(doc, '$.place') COLLATE NOCASE)`,
      `index ${INDEX}`,
    ],
  ])('say so where there is %s', async (_, sql, named) => {
    altered((db) => db.exec(sql));
    await expect(store.examine({ wholly: true })).rejects.toMatchObject({
      name: 'ViewsDamaged',
      cause: { message: expect.stringContaining(named) },
    });
  });
});
