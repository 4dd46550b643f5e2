import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { canonicalOf, chainHash, GENESIS } from '@event-store/chain';
import { START, type RecordedEvent } from '@event-store/event-store';
import { Sqlite } from '@event-store/sqlite/driver';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { verify } from '@event-store/verify';
import { benched } from './append';
import { byCallers, sideBySide, type Line, type Work } from './measure';
import { SEALED_EVENTS, sealEvery } from './seal-every';
import { Unchained } from './unchained';

/** Seals in a thread of its own, as the county does: a round of it is what is due of what was appended before. */
class SealingThread {
  private readonly worker: Worker;

  constructor(path: string) {
    this.worker = new Worker(new URL('./sealing-thread.js', import.meta.url), { workerData: path });
  }

  async round(): Promise<void> {
    this.worker.postMessage(null);
    await once(this.worker, 'message');
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

const CALLERS = 32;
const COUNT = 2_048;

/** What sealing and the chain take from an append. */
export const sealingLines = async (folder: string, rounds: number): Promise<readonly Line[]> => {
  const sealedPath = join(folder, 'sealed.db');
  const sealed = SqliteEventStore.open(sealedPath);
  const plain = SqliteEventStore.open(join(folder, 'plain.db'));
  const thread = new SealingThread(sealedPath);
  const into = (store: SqliteEventStore) => () =>
    store.append(`bench-${randomUUID()}`, 'no-stream', [benched()]);
  const appending = (store: SqliteEventStore) => byCallers(CALLERS, COUNT / CALLERS, into(store));
  const withSeals: Work = async () => {
    const [done] = await Promise.all([appending(sealed)(), thread.round()]);
    return done;
  };
  const unchained = new Unchained(join(folder, 'unchained.db'));
  const bare = byCallers(CALLERS, COUNT / CALLERS, () =>
    unchained.append(`bench-${randomUUID()}`, benched()),
  );
  const lines = [
    await sideBySide(
      `append, 32 callers, chained and sealed every ${SEALED_EVENTS.toLocaleString('en-US')} events, against the same with neither`,
      'events/s',
      { ours: withSeals, raw: bare, rounds },
    ),
    await sideBySide(
      `append, 32 callers, sealed every ${SEALED_EVENTS.toLocaleString('en-US')} events, against the same without seals`,
      'events/s',
      { ours: withSeals, raw: appending(plain), rounds },
    ),
    await sideBySide('append, 32 callers, against computing the hash of the chain alone', 'events/s', {
      ours: appending(plain),
      raw: hashing,
      rounds,
    }),
  ];
  unchained.close();
  await thread.end();
  await sealed.close();
  await plain.close();
  return lines;
};

const hashing: Work = () => {
  const { id, type, data, metadata } = benched();
  const event: RecordedEvent = { id, type, data, metadata, stream: 'bench-1', revision: 0, position: START };
  let previous = GENESIS;
  for (let index = 0; index < COUNT; index += 1) previous = chainHash(previous, canonicalOf(event));
  return Promise.resolve(COUNT);
};

/** How much memory a verification took at most beyond what was in use before it. */
export interface Footprint {
  readonly events: number;
  readonly mebibytes: number;
}

/** Verifies a log of so many events in a tenth as many streams, against reading its rows and hashing their bytes. */
export const verifyingAt = async (
  folder: string,
  events: number,
  rounds: number,
): Promise<{ readonly line: Line; readonly footprint: Footprint }> => {
  const path = join(folder, `verify-${String(events)}.db`);
  const store = SqliteEventStore.open(path);
  await fill(store, events);
  const what = `verify ${events.toLocaleString('en-US')} events and their seals, against reading and hashing the raw log`;
  const line = await sideBySide(what, 'events/s', {
    ours: () => verified(store),
    raw: () => Promise.resolve(readAndHashed(path)),
    rounds,
  });
  const footprint = { events, mebibytes: await peakOf(store) };
  await store.close();
  return { line, footprint };
};

const fill = async (store: SqliteEventStore, events: number): Promise<void> => {
  const streams = Array.from({ length: events / 10 }, () => `bench-${randomUUID()}`);
  for (let from = 0; from < streams.length; from += 256)
    await Promise.all(
      streams.slice(from, from + 256).map((stream) =>
        store.append(
          stream,
          'no-stream',
          Array.from({ length: 10 }, () => benched()),
        ),
      ),
    );
  await sealEvery(store).sealNow();
};

const verified = async (store: SqliteEventStore, look: () => void = () => undefined): Promise<number> => {
  let events = 0;
  for await (const progress of verify(store)) {
    if (progress.breaks.length > 0) throw new Error('the log that is measured is broken');
    ({ events } = progress);
    look();
  }
  return events;
};

const readAndHashed = (path: string): number => {
  const db = new Sqlite(path, { readonly: true });
  const sum = createHash('sha256');
  let events = 0;
  const rows = db.prepare<[], string[]>('SELECT id, stream, type, metadata, data FROM events').raw();
  for (const row of rows.iterate()) {
    for (const text of row) sum.update(text);
    events += 1;
  }
  sum.digest();
  db.close();
  return events;
};

const MEBIBYTE = 2 ** 20;

const peakOf = async (store: SqliteEventStore): Promise<number> => {
  const before = process.memoryUsage.rss();
  let peak = before;
  await verified(store, () => (peak = Math.max(peak, process.memoryUsage.rss())));
  return (peak - before) / MEBIBYTE;
};
