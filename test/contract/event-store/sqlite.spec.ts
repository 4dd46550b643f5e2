import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { READING_SQL } from '@event-store/sqlite/reading';
import { MEMORY, openLog } from '@event-store/sqlite/schema';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { WRITING_SQL } from '@event-store/sqlite/writing';
import type { EventStore } from '@event-store/event-store';
import { eventStoreContract } from './contract';
import type { TestedLog } from './tested-log';

const file = (): Promise<TestedLog> => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  const path = join(folder, 'events.db');
  const opened: EventStore[] = [];
  const open = (at: string): EventStore => {
    const store = SqliteEventStore.open(at);
    opened.push(store);
    return store;
  };
  return Promise.resolve({
    store: open(path),
    another: () => Promise.resolve(open(path)),
    afterKill: () => Promise.resolve(open(copyOf(path, join(folder, `${randomUUID()}.db`)))),
    plans: () => plansOf(path),
    dispose: async () => {
      for (const store of opened) await store.close();
      rmSync(folder, { recursive: true });
    },
  });
};

/** The files as they are on disk now, without the memory the living share. */
const copyOf = (path: string, target: string): string => {
  for (const part of ['', '-wal']) if (existsSync(path + part)) copyFileSync(path + part, target + part);
  return target;
};

const plansOf = (path: string): readonly string[] => {
  const db = openLog(path, 0);
  const { head, stream, log } = READING_SQL;
  const statements = [
    WRITING_SQL.tail,
    WRITING_SQL.revision,
    WRITING_SQL.places,
    head,
    stream,
    log(undefined),
    log(2),
  ];
  const explain = (sql: string): readonly string[] => {
    const parameters = sql
      .split('?')
      .slice(1)
      .map(() => 1);
    const steps = db.prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    return steps.map(({ detail }) => detail);
  };
  const all = statements.flatMap(explain);
  db.close();
  return all;
};

const memory = (): Promise<TestedLog> => {
  const store = SqliteEventStore.open(MEMORY);
  const same = (): Promise<EventStore> => Promise.resolve(store);
  const plans = (): readonly string[] => plansOf(MEMORY);
  return Promise.resolve({ store, another: same, afterKill: same, plans, dispose: () => store.close() });
};

eventStoreContract('sqlite (file)', file);
eventStoreContract('sqlite (memory)', memory, { isShared: false, outlivesItsProcess: false });
