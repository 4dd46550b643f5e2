import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { accept } from '../acceptance';
import { START, type NewEvent } from '../event-store';
import { Sqlite } from './driver';
import { GroupCommit } from './group-commit';
import { openLog } from './schema';
import { SqliteEventStore } from './sqlite-event-store';
import { Writing } from './writing';

let folder: string;
let file: string;
let other: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-event-store-'));
  file = join(folder, 'deeper', 'events.db');
  openLog(file, 0).close();
  other = new Sqlite(file);
});

afterEach(() => {
  other.close();
  rmSync(folder, { recursive: true });
});

const event = (data: NewEvent['data'] = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Noted',
  data,
  metadata: {},
});

const stored = (): unknown => other.prepare('SELECT count(*) FROM events').pluck().get();

describe('the group commit', () => {
  const grouped = (tries = 0) => {
    const db = openLog(file, 0);
    const writing = new Writing(db);
    const seen: unknown[] = [];
    const hooks = { write: writing.write.bind(writing), onCommit: () => seen.push(stored()) };
    return { db, commits: new GroupCommit(db, hooks, { tries, pauseMs: 1 }), seen };
  };
  const submitAll = (commits: GroupCommit, count: number, data: NewEvent['data'] = {}) =>
    Array.from({ length: count }, (_, index) =>
      commits.submit(accept(`noted-${index}`, 'no-stream', [event(data)])),
    );

  it('writes 32 appends of one turn in one transaction, and nothing before it commits', async () => {
    const { db, commits, seen } = grouped();
    const answers = submitAll(commits, 32);
    expect(stored()).toBe(0);
    await Promise.all(answers);
    expect(seen).toEqual([32]);
    db.close();
  });

  it('answers only what others can see already', async () => {
    const { db, commits } = grouped();
    const counts = await Promise.all(submitAll(commits, 5).map((answer) => answer.then(stored)));
    expect(counts).toEqual([5, 5, 5, 5, 5]);
    db.close();
  });

  it('parts a great crowd, so that nobody waits for all', async () => {
    const { db, commits, seen } = grouped();
    await Promise.all(submitAll(commits, 600));
    expect(seen).toEqual([256, 512, 600]);
    db.close();
  });

  it('lets a refused append fall alone', async () => {
    const { db, commits, seen } = grouped();
    const refused = commits.submit(accept('noted-x', 4, [event(), event()]));
    const kept = submitAll(commits, 3);
    await expect(refused).rejects.toMatchObject({ name: 'WrongExpectedRevision', actual: -1 });
    await Promise.all(kept);
    expect(seen).toEqual([3]);
    db.close();
  });

  it('stores nothing of a group that the disk has no room for, tells each, and goes on when there is room', async () => {
    const { db, commits, seen } = grouped();
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${String(pages + 10)}`);
    const answers = await Promise.allSettled(submitAll(commits, 20, { fill: 'x'.repeat(8_000) }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(answers[0]).toMatchObject({ reason: { name: 'LogUnavailable', cause: { code: 'SQLITE_FULL' } } });
    expect([stored(), seen]).toEqual([0, []]);
    db.pragma('max_page_count = 100000');
    await Promise.all(submitAll(commits, 20, { fill: 'x'.repeat(8_000) }));
    expect(stored()).toBe(20);
    db.close();
  });

  it('waits for a lock of somebody else without blocking, and then writes what came in meanwhile', async () => {
    const { db, commits, seen } = grouped(1_000);
    other.exec('BEGIN IMMEDIATE');
    const early = submitAll(commits, 2);
    await turn();
    await turn();
    const late = commits.submit(accept('late-1', 'no-stream', [event()]));
    other.exec('ROLLBACK');
    await Promise.all([...early, late]);
    expect(seen.at(-1)).toBe(3);
    db.close();
  });

  it('gives up on a lock that stays, with nothing written, and takes the same appends later', async () => {
    const { db, commits } = grouped(3);
    const append = accept('noted-1', 'no-stream', [event()]);
    other.exec('BEGIN IMMEDIATE');
    await expect(commits.submit(append)).rejects.toMatchObject({
      name: 'LogUnavailable',
      cause: { code: 'SQLITE_BUSY' },
    });
    other.exec('ROLLBACK');
    expect(stored()).toBe(0);
    await expect(commits.submit(append)).resolves.toMatchObject({ revision: 0 });
    db.close();
  });
});

describe('the SQLite event store', () => {
  it('syncs every commit of a write-ahead log', () => {
    const db = openLog(file, 0);
    const pragmas = ['journal_mode', 'synchronous'].map((name) => db.pragma(name, { simple: true }));
    expect(pragmas).toEqual(['wal', 2]);
    db.close();
  });

  it('refuses a file of another schema and leaves it alone', () => {
    other.exec('UPDATE event_log SET schema = 99');
    expect(() => SqliteEventStore.open(file)).toThrow('schema 99, not 1');
  });

  it('writes what waits when it is closed, and may be closed twice', async () => {
    const store = SqliteEventStore.open(file);
    const appending = store.append('noted-1', 'no-stream', [event()]);
    await Promise.all([store.close(), store.close()]);
    await expect(appending).resolves.toMatchObject({ revision: 0 });
    expect(stored()).toBe(1);
  });

  it('refuses what waits when it is closed while somebody else holds the lock', async () => {
    const store = SqliteEventStore.open(file, { busyTimeoutMs: 1 });
    other.exec('BEGIN IMMEDIATE');
    const appending = store.append('noted-1', 'no-stream', [event()]);
    const closing = store.close();
    await expect(appending).rejects.toMatchObject({ name: 'LogUnavailable' });
    await closing;
    other.exec('ROLLBACK');
    expect(stored()).toBe(0);
  });

  it('sees what a writer appends who tells nobody', async () => {
    const store = SqliteEventStore.open(file);
    const end = new AbortController();
    const first = await store.append('noted-1', 'no-stream', [event()]);
    const copy = `INSERT INTO events (id, stream, revision, type, chain, previous_hash, hash, metadata, data)
      SELECT '${randomUUID()}', stream, 1, type, chain, hash, hash, metadata, data FROM events`;
    const revisions: number[] = [];
    for await (const batch of store.subscribe({ from: START }, end.signal)) {
      revisions.push(...batch.events.map(({ revision }) => revision));
      if (batch.position === first.position) setImmediate(() => other.exec(copy));
      else end.abort();
    }
    expect(revisions).toEqual([0, 1]);
    await store.close();
  });

  it('looks through many foreign events in steps, and says how far it is', async () => {
    const store = SqliteEventStore.open(file);
    other.exec(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 24999)
      INSERT INTO events (id, stream, revision, type, chain, previous_hash, hash, metadata, data)
      SELECT 'id' || i, 'foreign-1', i, 'Noted', 'v1', '', '', '{}', '{}' FROM n`);
    await store.append('own-1', 'no-stream', [event()]);
    const commits: number[] = [];
    for await (const batch of store.readAll({ from: START, categories: ['own'] }))
      commits.push(Number.parseInt(batch.position.slice(0, 16), 16));
    expect(commits).toEqual([10_000, 20_000, 25_001]);
    await store.close();
  });
});

describe('a log that is opened to be read', () => {
  it('is not made where there is none, and another database is not taken for one', () => {
    const notes = join(folder, 'notes.db');
    const db = new Sqlite(notes);
    db.exec('CREATE TABLE notes (id TEXT)');
    db.close();
    expect(() => SqliteEventStore.openToRead(join(folder, 'none.db'))).toThrow('no such file');
    expect(() => SqliteEventStore.openToRead(notes)).toThrow('is no event log');
    expect(() => SqliteEventStore.open(notes)).toThrow('is no event log');
  });

  it('shows what others append meanwhile, and takes nothing itself', async () => {
    const writer = SqliteEventStore.open(file);
    const reader = SqliteEventStore.openToRead(file);
    const written = event();
    await writer.append('note-1', 'no-stream', [written]);
    expect(await reader.readStream('note-1')).toMatchObject([{ id: written.id }]);
    await expect(reader.append('note-2', 'no-stream', [event()])).rejects.toThrow('could not be written');
    await reader.close();
    await writer.close();
  });
});

describe('a stretch without events', () => {
  it('is passed in one step, however long somebody has made it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-stretch-'));
    const path = join(folder, 'events.db');
    const store = SqliteEventStore.open(path);
    for (const stream of ['noted-a', 'noted-b']) await store.append(stream, 'no-stream', [event()]);
    const forger = new Sqlite(path);
    forger.prepare('UPDATE events SET position = ? WHERE position = 2').run(2 ** 50);
    forger.close();
    const read: string[] = [];
    for await (const { events } of store.readAll({ from: START }))
      read.push(...events.map(({ stream }) => stream));
    expect(read).toEqual(['noted-a', 'noted-b']);
    await store.close();
    rmSync(folder, { recursive: true });
  });
});
