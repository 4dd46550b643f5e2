import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { READING_SQL } from '@event-store/sqlite/reading';
import { EXACT_COLUMNS } from '@event-store/sqlite/row';
import { MEMORY, openLog } from '@event-store/sqlite/schema';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { verify } from '@event-store/verify';
import { WRITING_SQL } from '@event-store/sqlite/writing';
import type { EventStore } from '@event-store/event-store';
import { eventStoreContract } from './contract';
import { child } from '../../e2e/command-line';
import { event, freshStream, idsOf, type TestedLog } from './tested-log';

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
    ...[stream(), stream(EXACT_COLUMNS)],
    ...[log(undefined), log(2), log(undefined, EXACT_COLUMNS), log(2, EXACT_COLUMNS)],
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

interface Acknowledged {
  readonly stream: string;
  readonly ids: readonly string[];
}

describe('a log in a file whose process is killed', () => {
  /** What the appender said until it had said so much, and nothing of a line that was broken off. */
  const saidUntilKilled = async (path: string, appends: number): Promise<readonly Acknowledged[]> => {
    const appender = child('./test/contract/event-store/appender.ts', [path]);
    const exit = once(appender, 'exit');
    const said: Acknowledged[] = [];
    for await (const line of createInterface({ input: appender.stdout })) {
      if (line.endsWith('}')) said.push(JSON.parse(line) as Acknowledged);
      if (said.length === appends) appender.kill('SIGKILL');
    }
    await exit;
    return said;
  };

  it.each([1, 40, 200])(
    'holds all that was acknowledged, each append whole and in its place, after %d appends',
    async (appends) => {
      const folder = mkdtempSync(join(tmpdir(), 'event-store-killed-'));
      const path = join(folder, 'events.db');
      const said = await saidUntilKilled(path, appends);
      expect(said.length).toBeGreaterThanOrEqual(appends);
      const store = SqliteEventStore.open(path);
      for (const stream of new Set(said.map((one) => one.stream))) {
        const acknowledged = said.filter((one) => one.stream === stream).flatMap(({ ids }) => ids);
        const found = await store.readStream(stream);
        expect(idsOf(found).slice(0, acknowledged.length)).toEqual(acknowledged);
        expect(found.length % 2).toBe(0);
        const next = await store.append(stream, found.length - 1, [event()]);
        expect(next.revision).toBe(found.length);
      }
      for await (const { breaks } of verify(store)) expect(breaks).toEqual([]);
      await store.close();
      rmSync(folder, { recursive: true });
    },
    60_000,
  );
});

describe('a log in a file with one writer', () => {
  /** In memory where the machine has such a place: what is counted is the appends, not the turns of a disk. */
  const quick = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

  it('takes 10 000 appends one after the other without refusing any', async () => {
    const folder = mkdtempSync(join(quick, 'event-store-'));
    const store = SqliteEventStore.open(join(folder, 'events.db'));
    const stream = freshStream();
    for (let n = 0; n < 10_000; n += 1)
      await store.append(stream, n === 0 ? 'no-stream' : n - 1, [event({ n })]);
    expect((await store.readStream(stream)).map(({ data }) => data['n'])).toEqual(
      Array.from({ length: 10_000 }, (_, n) => n),
    );
    await store.close();
    rmSync(folder, { recursive: true });
  });
});
