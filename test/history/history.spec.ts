import { describe, expect, it } from '@jest/globals';
import { fold } from '@kernel/decider';
import { currentEvents, eventVersions } from '@county/county';
import { aggregates, policies, projectors } from '@county/modules';
import { canonicalOf, chainHash, GENESIS } from '@event-store/chain';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { MemoryFold } from '@testing/memory-fold';
import { allGolden, exampleOf, goldenCategories, goldenOf } from './golden-files';

const versions = eventVersions();
const upcast = currentEvents();
const golden = allGolden().flat();

/** Golden events are events of old logs, kept for ever: whatever the code becomes, it must read them. */
describe('the golden history', () => {
  it('has an example of every event type in every version there ever was, and of nothing else', () => {
    const declared = Object.entries(versions).flatMap(([type, current]) =>
      Array.from({ length: current }, (_, index) => `${type}@${String(index + 1)}`),
    );
    expect([...new Set(golden.map(exampleOf))].sort()).toEqual(declared.sort());
  });

  it('holds every stream once', () => {
    const streams = allGolden().map(([first]) => first?.stream);
    expect(streams.filter((stream, index) => streams.indexOf(stream) !== index)).toEqual([]);
  });

  it('keeps every event as it was hashed when it was stored', () => {
    for (const stream of allGolden()) {
      let previous = GENESIS;
      for (const event of stream) {
        expect([event.id, event.metadata['previousHash']]).toEqual([event.id, previous]);
        previous = chainHash(previous, canonicalOf(event));
        expect([event.id, event.metadata['hash']]).toEqual([event.id, previous]);
      }
    }
  });

  it('names the plan as the last event known where an evaluation was frozen at a position of the log of then', () => {
    const first = golden.filter((event) => exampleOf(event) === 'EvaluationDataFrozen@1');
    expect(first.length).toBeGreaterThan(0);
    for (const event of first) {
      const [plan] = allGolden().find(([begun]) => begun?.stream === event.stream) ?? [];
      expect(event.data['knownAt']).toBe(plan?.position);
      expect(upcast(event).data['knownAt']).toBe(`${event.stream}@0`);
    }
  });

  it.each(goldenCategories())('%s: every prefix of every stream folds', (category) => {
    const handled = aggregates.find(({ aggregate }) => aggregate.category === category);
    if (handled === undefined) {
      expect(['claim', 'meeting', 'seal']).toContain(category);
      return;
    }
    const prefixes = goldenOf(category).flatMap((stream) =>
      stream.map((_event, index) => stream.slice(0, index + 1)),
    );
    for (const prefix of prefixes) {
      const state = fold(handled.aggregate, prefix.map(upcast) as never);
      expect(handled.aggregate.scope(state) === null).toBe(category === 'parameter');
    }
  });

  it('folds in any aggregate also where a stream begins in the middle: what has happened has happened', () => {
    for (const stream of allGolden()) {
      const handled = aggregates.find(
        ({ aggregate }) => aggregate.category === categoryOf(stream[0]?.stream ?? ''),
      );
      if (handled === undefined) continue;
      const step = (event: RecordedEvent) => fold(handled.aggregate, [upcast(event)] as never);
      for (const event of stream) expect(() => step(event)).not.toThrow();
    }
  });

  it.each([...projectors, ...policies].map((projector) => [projector.name, projector] as const))(
    '%s digests all of it, and twice the same',
    (_name, projector) => {
      const log = [...golden].sort((a, b) => (a.position < b.position ? -1 : 1)).map(upcast);
      const mine = log.filter(({ stream }) => projector.categories.includes(categoryOf(stream)));
      const [once, again] = [new MemoryFold(projector), new MemoryFold(projector)];
      for (const event of mine) {
        once.take(event);
        again.take(event);
      }
      for (const collection of Object.keys(projector.collections))
        expect(again.all(collection)).toEqual(once.all(collection));
    },
  );
});
