import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ordered } from '@event-store/canonical';
import type { NewEvent } from '@event-store/event-store';
import { Sqlite } from '@event-store/sqlite/driver';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { byCallers, sideBySide, type Line, type Work } from './measure';

/** In canonical order, as the house writes. */
const DATA = ordered({
  text: 'x'.repeat(400),
  amountFen: 123_456,
  on: '2025-03-01',
  items: { a1: 1, b1: 2, c1: 3 },
});
const METADATA = ordered({
  actor: 'bench',
  role: 'SYSTEM',
  effectiveDate: '2025-03-01',
  recordedAt: '2025-03-01T00:00:00.000Z',
  schemaVersion: 1,
});

export const benched = (): NewEvent => ({
  id: randomUUID(),
  type: 'Benched',
  data: DATA,
  metadata: METADATA,
});

/** A table with the same durability and the same bytes, and nothing else. */
export const bareTable = (path: string) => {
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE events (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, stream TEXT, revision INTEGER, type TEXT, data TEXT, metadata TEXT)',
  );
  const insert = db.prepare(
    'INSERT INTO events (id, stream, revision, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const row = () =>
    insert.run(
      randomUUID(),
      `bench-${randomUUID()}`,
      0,
      'Benched',
      JSON.stringify(DATA),
      JSON.stringify(METADATA),
    );
  const grouped = db.transaction((count: number) => {
    for (let index = 0; index < count; index += 1) row();
  });
  return { row, grouped, close: () => db.close() };
};

const COUNT = 1_024;
const CALLERS = 32;

/** One event an append, chain on, against a bare insert with the same durability. */
export const appendLines = async (folder: string, rounds: number): Promise<readonly Line[]> => {
  const store = SqliteEventStore.open(join(folder, 'append.db'));
  const bare = bareTable(join(folder, 'bare.db'));
  const append = () => store.append(`bench-${randomUUID()}`, 'no-stream', [benched()]);
  const alone = byCallers(1, COUNT / 4, append);
  const together = byCallers(CALLERS, COUNT / CALLERS, append);
  const single: Work = async () => {
    for (let index = 0; index < COUNT / 4; index += 1) bare.row();
    return COUNT / 4;
  };
  const grouped: Work = async () => {
    for (let index = 0; index < COUNT / CALLERS; index += 1) bare.grouped(CALLERS);
    return COUNT;
  };
  const lines = [
    await sideBySide('append, 1 caller, against one bare insert a transaction', 'events/s', {
      ours: alone,
      raw: single,
      rounds,
    }),
    await sideBySide('append, 32 callers, against one bare insert a transaction', 'events/s', {
      ours: together,
      raw: single,
      rounds,
    }),
    await sideBySide('append, 32 callers, against 32 bare inserts a transaction', 'events/s', {
      ours: together,
      raw: grouped,
      rounds,
    }),
  ];
  await store.close();
  bare.close();
  return lines;
};
