import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { unlinked } from '../chain';
import { LIMITS, START, type EventStore, type NewEvent, type RecordedEvent } from '../event-store';
import { SqliteEventStore } from '../sqlite/sqlite-event-store';
import { compare } from './comparison';
import { pour, type Poured } from './pouring';

const memory = (): EventStore => SqliteEventStore.open(':memory:');

const event = (n: number, more: NewEvent['data'] = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Noted',
  data: { n, ...more },
  metadata: { actor: 'u1', effectiveDate: '2024-02-29', recordedAt: '2024-03-01T01:00:00.000Z' },
});

const all = async (store: EventStore): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const batch of store.readAll({ from: START })) events.push(...batch.events);
  return events;
};

const unplaced = (events: readonly RecordedEvent[]) => events.map(({ position: _, ...rest }) => rest);

/** Streams that grow by turns, so that neighbours in the log are of different streams, and some of one. */
const filled = async (store: EventStore, events: number): Promise<EventStore> => {
  const revisions = new Map<string, number>();
  for (let n = 0; n < events;) {
    const stream = `note-${String(n % 7)}`;
    const part = Array.from({ length: 1 + (n % 3) }, (_, index) => event(n + index));
    const last = revisions.get(stream) ?? -1;
    await store.append(stream, last < 0 ? 'no-stream' : last, part);
    revisions.set(stream, last + part.length);
    n += part.length;
  }
  return store;
};

const poured = async (source: EventStore, target: EventStore): Promise<Poured> => {
  let last: Poured = { found: 0, poured: 0, position: START };
  for await (const progress of pour({ source, target, until: await source.head() })) last = progress;
  return last;
};

/** An engine that keeps nothing together, as a server. */
const oneByOne = (store: EventStore): EventStore =>
  Object.create(store, { together: { value: undefined } }) as EventStore;

/** As a log reads in which somebody has changed the data of one event. */
const changedAt = (place: number, store: EventStore): EventStore => {
  let seen = 0;
  const changed = (event: RecordedEvent): RecordedEvent =>
    (seen += 1) === place ? { ...event, data: { n: -1 } } : event;
  const readAll: EventStore['readAll'] = async function* (selection) {
    for await (const batch of store.readAll(selection)) yield { ...batch, events: batch.events.map(changed) };
  };
  return Object.create(store, { readAll: { value: readAll } }) as EventStore;
};

describe('pouring a log into another', () => {
  it.each([
    ['many appends at a time', (store: EventStore) => store],
    ['one append at a time', oneByOne],
  ])('keeps order, ids, data, metadata and hashes, %s', async (_, as) => {
    const source = await filled(memory(), 1_300);
    const target = as(memory());
    expect(await poured(source, target)).toMatchObject({ found: 0, poured: (await all(source)).length });
    expect(unplaced(await all(target))).toEqual(unplaced(await all(source)));
  });

  it('goes on behind what an earlier attempt has written', async () => {
    const source = await filled(memory(), 90);
    const target = memory();
    for (const { stream, revision, id, type, data, metadata } of (await all(source)).slice(0, 31))
      await target.append(stream, revision === 0 ? 'no-stream' : revision - 1, [
        { id, type, data, metadata: unlinked(metadata) },
      ]);
    expect(await poured(source, target)).toMatchObject({ found: 31 });
    expect(unplaced(await all(target))).toEqual(unplaced(await all(source)));
    expect(await poured(source, target)).toMatchObject({ poured: 0 });
  });

  it('puts no more into one append than an engine takes', async () => {
    const source = memory();
    const long = 'x'.repeat(LIMITS.appendBytes / 5);
    for (let n = 0; n < 12; n += 1)
      await source.append('note-1', n === 0 ? 'no-stream' : n - 1, [event(n, { long })]);
    for (let n = 0; n < 1_100; n += 1)
      await source.append('note-2', n === 0 ? 'no-stream' : n - 1, [event(n)]);
    const target = memory();
    await poured(source, target);
    expect(unplaced(await all(target))).toEqual(unplaced(await all(source)));
  });

  it('refuses a target with an event of its own, and writes nothing', async () => {
    const source = await filled(memory(), 30);
    const target = memory();
    await target.append('note-foreign', 'no-stream', [event(1)]);
    await expect(poured(source, target)).rejects.toThrow(/its event 1 is Noted .* of note-foreign/);
    expect(await all(target)).toHaveLength(1);
  });

  it('refuses a target that has gone on by itself behind the end of the source', async () => {
    const source = await filled(memory(), 30);
    const target = memory();
    await poured(source, target);
    await target.append('note-later', 'no-stream', [event(1)]);
    await expect(poured(source, target)).rejects.toThrow('where the source has ended');
  });

  it('refuses a target that holds the same events in another order', async () => {
    const [source, target] = [memory(), memory()];
    const [one, other] = [event(1), event(2)];
    for (const store of [source, target]) {
      const turn = store === source ? [one, other] : [other, one];
      for (const each of turn) await store.append(`note-${each.id}`, 'no-stream', [each]);
    }
    await expect(poured(source, target)).rejects.toThrow('no beginning of the source');
  });

  it('stops before an event of the source that was changed', async () => {
    const source = changedAt(40, await filled(memory(), 60));
    const target = memory();
    await expect(poured(source, target)).rejects.toThrow(/source is broken: CHANGED at position 0+28/);
    expect((await all(target)).length).toBeLessThan(40);
  });
});

describe('comparing two logs', () => {
  it('counts by category and finds no difference where there is none', async () => {
    const source = await filled(memory(), 40);
    await source.append('person-1', 'no-stream', [event(1)]);
    const target = memory();
    await poured(source, target);
    const counted = (await all(source)).length;
    expect(await compare({ source, target, until: await source.head() })).toEqual({
      categories: [
        { category: 'note', source: counted - 1, target: counted - 1 },
        { category: 'person', source: 1, target: 1 },
      ],
      all: { source: counted, target: counted },
      firstDifference: null,
    });
  });

  it('stops reading the one where the other cannot be read to its end', async () => {
    const [source, target] = [await filled(memory(), 30), await filled(memory(), 30)];
    let isBeingRead = false;
    const readAll: EventStore['readAll'] = async function* (selection) {
      isBeingRead = true;
      try {
        yield* target.readAll({ ...selection, batchSize: 10 });
      } finally {
        isBeingRead = false;
      }
    };
    const damaged: EventStore['readAll'] = async function* (selection) {
      for await (const batch of source.readAll({ ...selection, batchSize: 10 })) {
        yield batch;
        expect(isBeingRead).toBe(true);
        throw new Error('damaged');
      }
    };
    const [read, broken] = [Object.create(target) as EventStore, Object.create(source) as EventStore];
    const move = {
      source: Object.assign(broken, { readAll: damaged }),
      target: Object.assign(read, { readAll }),
    };
    await expect(compare({ ...move, until: await source.head() })).rejects.toThrow('damaged');
    expect(isBeingRead).toBe(false);
  });

  it('names the first event that differs, and counts what only one side has', async () => {
    const [source, target] = [await filled(memory(), 20), memory()];
    const until = await source.head();
    await poured(source, target);
    await target.append('person-1', 'no-stream', [event(1)]);
    const { all: counts, firstDifference } = await compare({ source, target, until });
    expect(counts.target).toBe(counts.source + 1);
    expect(firstDifference).toBe(counts.source + 1);
  });
});
