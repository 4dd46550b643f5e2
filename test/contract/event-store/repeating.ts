import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Appended, EventStore, Expected, NewEvent, RecordedEvent } from '@event-store/event-store';
import {
  beside,
  event,
  events,
  freshStream,
  idsOf,
  type Engine,
  type TestedLog,
  omitted,
} from './tested-log';

type Letter = 'a' | 'b' | 'd' | 'new';

interface Repeat {
  readonly title: string;
  readonly expected: Expected;
  readonly sent: readonly Letter[];
  /** Revision it is acknowledged with, or the error. */
  readonly answer: number | 'WrongExpectedRevision';
}

/** The stream holds a and b, appended together, then d. */
const REPEATS: readonly Repeat[] = [
  { title: 'the first append', expected: 'no-stream', sent: ['a', 'b'], answer: 1 },
  { title: 'the first append, expecting anything', expected: 'any', sent: ['a', 'b'], answer: 1 },
  { title: 'the first append, expecting the stream', expected: 'stream-exists', sent: ['a', 'b'], answer: 1 },
  { title: 'the last append', expected: 1, sent: ['d'], answer: 2 },
  { title: 'the last append, expecting anything', expected: 'any', sent: ['d'], answer: 2 },
  { title: 'the beginning of an append', expected: 'no-stream', sent: ['a'], answer: 0 },
  { title: 'the end of an append at its place', expected: 0, sent: ['b'], answer: 1 },
  { title: 'two appends as one', expected: 'no-stream', sent: ['a', 'b', 'd'], answer: 2 },
  { title: 'a known id, then a new one', expected: 0, sent: ['b', 'new'], answer: 'WrongExpectedRevision' },
  {
    title: 'the first id, then a new one',
    expected: 'no-stream',
    sent: ['a', 'new'],
    answer: 'WrongExpectedRevision',
  },
  {
    title: 'the first id, then a new one, expecting anything',
    expected: 'any',
    sent: ['a', 'new'],
    answer: 'WrongExpectedRevision',
  },
  {
    title: 'a new id at an old place',
    expected: 'no-stream',
    sent: ['new'],
    answer: 'WrongExpectedRevision',
  },
  {
    title: 'known ids in another order',
    expected: 'no-stream',
    sent: ['b', 'a'],
    answer: 'WrongExpectedRevision',
  },
  {
    title: 'known ids that did not stand together',
    expected: 'no-stream',
    sent: ['a', 'd'],
    answer: 'WrongExpectedRevision',
  },
];

export const repeating = (engine: Engine): void => {
  describe('sending again', () => {
    let log: TestedLog;
    let store: EventStore;
    let stream: string;
    let known: Readonly<Record<Letter, NewEvent>>;
    let before: readonly RecordedEvent[];
    beforeAll(async () => {
      log = await engine.open();
      store = log.store;
    });
    afterAll(() => log.dispose());
    beforeEach(async () => {
      stream = freshStream();
      known = { a: event({ n: 0 }), b: event({ n: 1 }), d: event({ n: 2 }), new: event({ n: 3 }) };
      await store.append(stream, 'no-stream', [known.a, known.b]);
      await store.append(stream, 1, [known.d]);
      before = await store.readStream(stream);
    });

    it.each(REPEATS)('$title: $answer', async ({ expected, sent, answer }) => {
      const appending = store.append(
        stream,
        expected,
        sent.map((letter) => known[letter]),
      );
      if (typeof answer === 'number') await expect(appending).resolves.toEqual(placeOf(before[answer]));
      else await expect(appending).rejects.toMatchObject({ name: answer });
      expect(await store.readStream(stream)).toEqual(before);
    });

    it('reports the real revision where a known id is followed by a new one', async () => {
      await expect(store.append(stream, 0, [known.b, known.new])).rejects.toMatchObject({
        actual: 2,
        expected: 0,
      });
    });

    it('compares ids only: another body at the same place is acknowledged and not kept', async () => {
      const other = { ...known.d, data: { n: 99 } };
      expect(await store.append(stream, 1, [other])).toEqual(placeOf(before[2]));
      expect(await store.readStream(stream)).toEqual(before);
    });

    it('looks for an id at its place only: in another stream it is another event', async () => {
      const target = beside(stream);
      await store.append(target, 'no-stream', [known.d]);
      expect(idsOf(await store.readStream(target))).toEqual([known.d.id]);
      expect(await store.readStream(stream)).toEqual(before);
    });

    it('writes once what is sent twice at the same time', async () => {
      const target = beside(stream);
      const sent = events(2);
      const answers = await Promise.all([1, 2, 3].map(() => store.append(target, 'no-stream', sent)));
      expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
      expect(idsOf(await store.readStream(target))).toEqual(idsOf(sent));
    });

    const ifShared = engine.isShared ? it : omitted;
    ifShared('is acknowledged by another instance as well', async () => {
      const other = await log.another();
      expect(await other.append(stream, 'no-stream', [known.a, known.b])).toEqual(placeOf(before[1]));
      expect(await store.readStream(stream)).toEqual(before);
    });

    const ifOutlives = engine.outlivesItsProcess ? it : omitted;
    ifOutlives('is acknowledged after a kill as well', async () => {
      const found = await log.afterKill();
      expect(await found.append(stream, 'no-stream', [known.a, known.b])).toEqual(placeOf(before[1]));
      expect(await found.readStream(stream)).toEqual(before);
    });
  });
};

const placeOf = (of: RecordedEvent | undefined): Appended => {
  if (of === undefined) throw new Error('no such event');
  return { revision: of.revision, position: of.position };
};
