import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GENESIS } from '@event-store/chain';
import { newEvent } from '@event-store/new-event';
import { Sqlite } from '@event-store/sqlite/driver';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { verify, type Asked } from '@event-store/verify';
import { hiddenFromIndex, SQLITE, type Row } from './raw-log';

const AGREEMENT = 'agreement-1';
const PLACE = 'position, id, stream, revision, type, chain, previous_hash, hash, metadata, data';

const OPENINGS = [
  (path: string) => SqliteEventStore.open(path),
  (path: string) => SqliteEventStore.openToRead(path),
];

/** What somebody can do who has the disk, so that a hash would not show it. */
describe('a log in a file that somebody wrote to past the program', () => {
  let folder: string;
  let path: string;
  let store: SqliteEventStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-forged-'));
    path = join(folder, 'events.db');
    store = SqliteEventStore.open(path);
    for (const type of ['AgreementSigned', 'AgreementEnteredIntoForce', 'AgreementTerminated'])
      for (const stream of [AGREEMENT, 'agreement-2'])
        await store.append(stream, 'any', [
          newEvent({ id: randomUUID(), type, data: {}, metadata: { actor: 'u1' } }),
        ]);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const forge = (change: (db: Database) => void): void => {
    const db = new Sqlite(path);
    db.unsafeMode();
    change(db);
    db.close();
  };

  const said = async (asked: Asked = {}): Promise<readonly string[]> => {
    const all: string[] = [];
    for await (const { breaks } of verify(store, asked))
      all.push(...breaks.map(({ kind, detail }) => `${kind} ${detail.en}`));
    return all;
  };

  const typesOf = async (stream: string) => (await store.readStream(stream)).map(({ type }) => type);

  /** One more event with a hash that agrees, where nobody walks by. */
  const putIn = (position: number | bigint, stream: string): void => {
    const rows = SQLITE.read(path);
    const like = rows.find(({ type }) => type === 'AgreementEnteredIntoForce') as Row;
    const last = rows.findLast((row) => row.stream === stream);
    const revision = last === undefined ? 0 : last.revision + 1;
    const forged = SQLITE.relinked(
      { ...like, id: randomUUID(), stream, revision },
      last === undefined ? GENESIS : SQLITE.hashOf(last),
    );
    const values = PLACE.split(', ').map((column) => (column === 'position' ? position : forged[column]));
    forge((db) => db.prepare(`INSERT INTO events VALUES (${PLACE.replace(/\w+/g, '?')})`).run(values));
  };

  const TERMINATED = ['AgreementSigned', 'AgreementEnteredIntoForce', 'AgreementTerminated'];

  it.each([
    ['at the place before the first', 0, AGREEMENT],
    ['far before the first', -7, 'agreement-3'],
  ])('tells of an event that stands %s, and nobody reads it', async (_, position, stream) => {
    const honest = await typesOf(stream);
    putIn(position, stream);
    expect(await typesOf(stream)).toEqual(honest);
    expect(await typesOf(AGREEMENT)).toEqual(TERMINATED);
    const fault = `DAMAGED ${stream} revision ${String(honest.length)} stands at position ${String(position)}, where no append puts an event and no reader looks`;
    for (const asked of [{}, { stream: AGREEMENT }]) expect(await said(asked)).toEqual([fault]);
  });

  it('goes on from the last event that is read, not from one that was put before the first', async () => {
    putIn(0, 'agreement-3');
    const next = newEvent({ id: randomUUID(), type: 'AgreementSigned', data: {}, metadata: {} });
    await expect(store.append('agreement-3', 0, [next])).rejects.toMatchObject({
      name: 'WrongExpectedRevision',
      actual: -1,
    });
  });

  it.each([0, -7, 2n ** 53n])(
    'is opened neither to be written nor to be read where an event stands at %d',
    (position) => {
      putIn(position, AGREEMENT);
      for (const open of OPENINGS)
        expect(() => open(path)).toThrow(
          expect.objectContaining({
            name: 'UnsoundLog',
            message: expect.stringContaining(
              `${AGREEMENT} revision 3 stands at position ${String(position)}`,
            ),
          }),
        );
    },
  );

  it('is told to have an index that gives a stream fewer events than its table holds', async () => {
    await store.close();
    hiddenFromIndex(path, 5);
    store = SqliteEventStore.openToRead(path);
    expect(await typesOf(AGREEMENT)).toEqual(TERMINATED.slice(0, 2));
    const row = 'DAMAGED the file contradicts itself: row 5 missing from index sqlite_autoindex_events_1';
    for (const asked of [{}, { stream: AGREEMENT }]) expect(await said(asked)).toEqual([row]);
  });

  const OTHER_TABLE = 'CREATE TABLE hidden AS SELECT * FROM events WHERE position < 6';
  const asWritten = (sql: string) => `UPDATE sqlite_master SET sql = ${sql} WHERE name = 'events'`;

  it.each<[string, string, string]>([
    [
      'a trigger that alters what is appended',
      `CREATE TRIGGER later AFTER INSERT ON events BEGIN UPDATE events SET data = '{}' WHERE position = new.position; END`,
      'trigger later',
    ],
    ['a view', 'CREATE VIEW last AS SELECT max(position) FROM events', 'view last'],
    [
      'a view in the place of the events',
      `${OTHER_TABLE}; DROP TABLE events; CREATE VIEW events AS SELECT * FROM hidden WHERE random() > 0`,
      'view events',
    ],
    ['a table besides', OTHER_TABLE, 'table hidden'],
    ['statistics that nobody took', 'ANALYZE', 'table sqlite_stat1'],
    ['no events', 'DROP TABLE events', 'table events'],
    ['an index besides', 'CREATE INDEX quick ON events (type)', 'index quick'],
    [
      'an index over a part of the events',
      `CREATE INDEX part ON events (stream, revision) WHERE revision < 2`,
      'index part',
    ],
    ['an index of an expression', 'CREATE INDEX upper_case ON events (upper(stream))', 'index upper_case'],
    [
      'a generated column',
      'ALTER TABLE events ADD COLUMN shown TEXT GENERATED ALWAYS AS (data)',
      'table events',
    ],
    [
      'another order of its texts',
      asWritten("replace(sql, 'stream TEXT NOT NULL', 'stream TEXT COLLATE NOCASE NOT NULL')"),
      'table events',
    ],
    ['other laws', asWritten("replace(sql, 'STRICT', '')"), 'table events'],
    [
      'a check that lets nothing in any more',
      asWritten("replace(sql, 'type TEXT NOT NULL', 'type TEXT NOT NULL CHECK (revision < 3)')"),
      'table events',
    ],
  ])('is not opened, to write or to read, where the file has %s', (_, sql, named) => {
    forge((db) => {
      db.pragma('writable_schema = ON');
      db.exec(sql);
    });
    for (const open of OPENINGS)
      expect(() => open(path)).toThrow(
        expect.objectContaining({
          name: 'UnsoundLog',
          message: expect.stringContaining(`${named} is not as in a log`),
        }),
      );
  });

  it('is told not to have the tables of a log where that was done while it was open', async () => {
    forge((db) => db.exec(OTHER_TABLE));
    expect(await said()).toEqual(['DAMAGED table hidden is not as in a log']);
  });

  it('is told to hold what is no text, where its table takes nothing else', async () => {
    forge((db) => {
      db.pragma('writable_schema = ON');
      db.exec(asWritten("replace(sql, ' STRICT', '')"));
      db.pragma('writable_schema = RESET');
      db.exec("UPDATE events SET stream = CAST(stream AS BLOB) WHERE stream = 'agreement-2'");
      db.pragma('writable_schema = ON');
      db.exec(asWritten("sql || ' STRICT'"));
    });
    await store.close();
    store = SqliteEventStore.openToRead(path);
    expect(await said({ stream: AGREEMENT })).toContain(
      'DAMAGED the file contradicts itself: non-TEXT value in events.stream',
    );
  });

  it('is not opened where the write-ahead log of another file lies beside it, which would be read for its own', async () => {
    const copy = join(folder, 'copy.db');
    forge((db) => db.exec(`PRAGMA wal_checkpoint(TRUNCATE); VACUUM INTO '${copy}'`));
    for (const open of OPENINGS) await open(copy).close();
    const sound = join(folder, 'sound.db');
    forge((db) => db.exec(`VACUUM INTO '${sound}'; DELETE FROM events WHERE stream = '${AGREEMENT}'`));
    copyFileSync(`${path}-wal`, `${sound}-wal`);
    for (const open of OPENINGS)
      expect(() => open(sound)).toThrow(
        expect.objectContaining({
          name: 'UnsoundLog',
          message: expect.stringContaining('sound.db-wal lies beside it and is not its own'),
        }),
      );
  });

  it('is opened as before with the index of ids that the first version made', async () => {
    const first = join(folder, 'first.db');
    await SqliteEventStore.open(first).close();
    const db = new Sqlite(first);
    const sql = db.prepare<[], string>("SELECT sql FROM sqlite_master WHERE name = 'events'").pluck().get();
    db.exec(`DROP TABLE events; ${String(sql).replace('id TEXT NOT NULL', 'id TEXT NOT NULL UNIQUE')}`);
    db.close();
    for (const open of OPENINGS) await open(first).close();
  });
});
