import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS, START, type EventStore, type Expected, type NewEvent } from '@event-store/event-store';
import {
  beside,
  event,
  events,
  fill,
  freshStream,
  idsOf,
  type Engine,
  type TestedLog,
  omitted,
} from './tested-log';

/** The stream of the table has three events, or does not exist; `number`: the revision the append ends at. */
const EXPECTATIONS: readonly [at: 'missing' | 'present', Expected, number | 'refused'][] = [
  ['missing', 'no-stream', 0],
  ['missing', 'any', 0],
  ['missing', 'stream-exists', 'refused'],
  ['missing', 0, 'refused'],
  ['missing', 3, 'refused'],
  ['present', 'no-stream', 'refused'],
  ['present', 'any', 3],
  ['present', 'stream-exists', 3],
  ['present', 2, 3],
  ['present', 1, 'refused'],
  ['present', 0, 'refused'],
  ['present', 7, 'refused'],
];

export const appending = (engine: Engine): void => {
  describe('appending', () => {
    let log: TestedLog;
    let store: EventStore;
    beforeAll(async () => {
      log = await engine.open();
      store = log.store;
    });
    afterAll(() => log.dispose());

    const ifOwn = engine.startsEmpty ? it : omitted;
    ifOwn('begins with an empty log at the start of all positions', async () => {
      expect(await store.head()).toBe(START);
    });

    it.each(EXPECTATIONS)('to a %s stream with the expectation %j ends at %j', async (at, expected, ends) => {
      const stream = freshStream();
      if (at === 'present') await store.append(stream, 'no-stream', events(3));
      const before = await store.readStream(stream);
      const appending = store.append(stream, expected, [event()]);
      if (ends !== 'refused') {
        await expect(appending).resolves.toMatchObject({ revision: ends });
        return;
      }
      const actual = at === 'present' ? 2 : -1;
      await expect(appending).rejects.toMatchObject({
        name: 'WrongExpectedRevision',
        stream,
        expected,
        actual,
      });
      expect(await store.readStream(stream)).toEqual(before);
    });

    it('answers the revision and position of the last event', async () => {
      const stream = freshStream();
      const appended = await store.append(stream, 'no-stream', events(3));
      const last = (await store.readStream(stream)).at(-1);
      expect(appended).toEqual({ revision: last?.revision, position: last?.position });
      expect(appended.revision).toBe(2);
    });

    it('leaves the stream writable at its real revision after a conflict', async () => {
      const stream = freshStream();
      await store.append(stream, 'no-stream', events(3));
      await expect(store.append(stream, 1, [event()])).rejects.toMatchObject({ actual: 2 });
      expect(await store.append(stream, 2, [event()])).toMatchObject({ revision: 3 });
      expect(await store.append(stream, 3, [event()])).toMatchObject({ revision: 4 });
    });

    it('keeps a thousand appends made one after the other, each on the revision before', async () => {
      const stream = freshStream();
      const sent = events(1_000);
      for (const [index, one] of sent.entries())
        expect(await store.append(stream, index === 0 ? 'no-stream' : index - 1, [one])).toMatchObject({
          revision: index,
        });
      expect(idsOf(await store.readStream(stream))).toEqual(idsOf(sent));
    });

    it('chains every event to the one before it in its stream', async () => {
      const stream = freshStream();
      await store.append(stream, 'no-stream', events(2));
      await store.append(beside(stream), 'no-stream', events(1));
      await store.append(stream, 1, events(1));
      const hashes = (await store.readStream(stream)).map(({ metadata }) => metadata.hash);
      const previous = (await store.readStream(stream)).map(({ metadata }) => metadata.previousHash);
      expect(previous).toEqual(['0'.repeat(64), ...hashes.slice(0, 2)]);
      expect(new Set(hashes).size).toBe(3);
    });

    const wrong = (value: unknown): never => value as never;
    const id = event().id;
    it.each<[string, readonly NewEvent[]]>([
      ['no events', []],
      ['an id that is no UUID', [event({}, 'e1')]],
      ['one id twice', [event({}, id), event({}, id)]],
      ['undefined', [event({ a: wrong(undefined) })]],
      ['a number JSON cannot carry', [event({ a: Number.NaN })]],
      ['a bigint', [event({ a: wrong(1n) })]],
      ['half a character', [event({ a: '\ud842' })]],
      ['more than the limit of bytes', [event({ fill: 'x'.repeat(LIMITS.appendBytes) })]],
      ['more than the limit of events', events(LIMITS.eventsPerAppend + 1)],
    ])('refuses %s and goes on', async (_, given) => {
      const stream = freshStream();
      await expect(store.append(stream, 'no-stream', given)).rejects.toMatchObject({
        name: 'UnacceptableEvent',
      });
      expect(await store.append(stream, 'no-stream', [event()])).toMatchObject({ revision: 0 });
    });

    it('refuses a stream name without a category', async () => {
      await expect(store.append('', 'any', [event()])).rejects.toMatchObject({ name: 'UnacceptableEvent' });
    });

    it('keeps as much as the limits allow', async () => {
      const stream = freshStream();
      await store.append(stream, 'no-stream', [event({ fill: 'x'.repeat(LIMITS.appendBytes - 1_000) })]);
      expect(await store.append(stream, 0, events(LIMITS.eventsPerAppend))).toMatchObject({
        revision: LIMITS.eventsPerAppend,
      });
      expect(await store.readStream(stream)).toHaveLength(LIMITS.eventsPerAppend + 1);
    });

    const ifExplained = engine.explainsItself ? it : omitted;
    ifExplained('never looks through all streams or all events to append or to read', () => {
      const plans = log.plans();
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.filter((step) => !step.startsWith('SEARCH'))).toEqual([]);
    });

    const ifOutlives = engine.outlivesItsProcess ? it : omitted;
    ifOutlives('has what was acknowledged when its process is killed', async () => {
      const stream = freshStream();
      const sent = await fill(store, stream, 300);
      const found = await log.afterKill();
      expect(idsOf(await found.readStream(stream))).toEqual(idsOf(sent));
      expect(await found.append(stream, 299, [event()])).toMatchObject({ revision: 300 });
    });
  });
};
