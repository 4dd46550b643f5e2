import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  categoryOf,
  type Appended,
  type EventStore,
  type Expected,
  type NewEvent,
} from '@event-store/event-store';
import { verify } from '@event-store/verify';
import fc from 'fast-check';
import {
  beside,
  collect,
  event,
  eventsIn,
  freshStream,
  idsOf,
  isRefused,
  outcome,
  type Engine,
  type TestedLog,
} from './tested-log';

interface Step {
  readonly stream: number;
  readonly expected: Expected;
  readonly count: number;
  /** Sends an earlier step once more, in place of new events. */
  readonly again: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.nat({ max: 2 }),
  expected: fc.oneof(fc.constantFrom<Expected>('any', 'no-stream', 'stream-exists'), fc.nat({ max: 6 })),
  count: fc.integer({ min: 1, max: 3 }),
  again: fc.boolean(),
});

interface Sent {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly NewEvent[];
}

/** As few streams as steps contend for, each step with its own ids or those of the step before. */
const sentOf = (steps: readonly Step[]): readonly Sent[] => {
  const first = freshStream();
  const streams = [first, beside(first), beside(first)];
  const all: Sent[] = [];
  for (const { stream, expected, count, again } of steps) {
    const before = all.at(-1);
    const fresh = {
      stream: streams[stream] ?? first,
      expected,
      events: Array.from({ length: count }, () => event()),
    };
    all.push(again && before ? before : fresh);
  }
  return all;
};

const holds = (expected: Expected, revision: number): boolean => {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return revision === -1;
  return expected === 'stream-exists' ? revision >= 0 : revision === expected;
};

export const histories = (engine: Engine): void => {
  describe('any interleaving of appends', () => {
    let log: TestedLog;
    let store: EventStore;
    beforeAll(async () => {
      log = await engine.open();
      store = log.store;
    });
    afterAll(() => log.dispose());

    /** What was acknowledged stands together where its expectation held; what was refused stands nowhere. */
    const check = async ({ stream, expected, events }: Sent, answer: Appended | Error): Promise<void> => {
      const stored = await store.readStream(stream);
      const start = stored.findIndex(({ id }) => id === events[0]?.id);
      if (isRefused(answer)) {
        expect(answer.name).toBe('WrongExpectedRevision');
        expect(start).toBe(-1);
        return;
      }
      expect(idsOf(stored.slice(start, start + events.length))).toEqual(idsOf(events));
      expect(holds(expected, start - 1)).toBe(true);
      expect(answer).toMatchObject({
        revision: start + events.length - 1,
        position: stored[answer.revision]?.position,
      });
    };

    it('keeps every promise at once', async () => {
      const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24 }), async (steps) => {
        const from = await store.head();
        const sent = sentOf(steps);
        const answers = await Promise.all(
          sent.map((one) => outcome(store.append(one.stream, one.expected, one.events))),
        );
        for (const [index, one] of sent.entries())
          await check(one, answers[index] ?? new Error('not answered'));
        const categories = [categoryOf(sent[0]?.stream ?? '-')];
        const all = eventsIn(await collect(store.readAll({ from, categories, batchSize: 5 })));
        const kept = sent.filter((_, index) => !isRefused(answers[index] ?? new Error('not answered')));
        expect(new Set(idsOf(all))).toEqual(new Set(kept.flatMap(({ events }) => idsOf(events))));
        expect(new Set(idsOf(all)).size).toBe(all.length);
        for (const stream of new Set(sent.map((one) => one.stream)))
          expect(all.filter((one) => one.stream === stream).map(({ revision }) => revision)).toEqual(
            (await store.readStream(stream)).map((_, index) => index),
          );
      });
      await fc.assert(property, { numRuns: 40 });
    });

    it('leaves chains that hold', async () => {
      const stream = freshStream();
      for (let n = 0; n < 20; n += 1) await store.append(stream, 'any', [event({ n, 名: '𠮷' }), event()]);
      for await (const { breaks } of verify(store, { stream })) expect(breaks).toEqual([]);
      if (engine.startsEmpty) for await (const { breaks } of verify(store)) expect(breaks).toEqual([]);
    });
  });
};
