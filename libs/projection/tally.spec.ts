import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, calendarDate, type CalendarDate } from '@kernel/calendar-date';
import type { Write } from '@read-store/read-store';
import { View } from './documents';
import { tallyAt, tallyBy, tallyAdditions, tallyFilter, tallyNeeds, tallyWrites } from './tally';
import type { Contribution, TallyChange } from './tally';
import type { TallyBucket } from './tally-bucket';
import { stepDeltas, type Measures, type Steps } from './tally-steps';

const day = (n: number): CalendarDate => addDays(calendarDate('2024-12-20'), n);

/** The buckets after all changes, as a projector would keep them. */
const bucketsAfter = (changes: readonly TallyChange[]): readonly TallyBucket[] => {
  const kept = new Map<string, TallyBucket>();
  for (const change of changes) for (const write of writesOf(change, kept)) keep(kept, write);
  return [...kept.values()];
};

const writesOf = (change: TallyChange, kept: ReadonlyMap<string, TallyBucket>): readonly Write[] => {
  const additions = tallyAdditions(change);
  const documents = new View({ find: (_, id) => kept.get(id) ?? null });
  documents.ask(tallyNeeds('tallies', additions));
  return tallyWrites('tallies', additions, documents);
};

const keep = (kept: Map<string, TallyBucket>, { id, doc }: Write): void => {
  kept.delete(id);
  if (doc !== null) kept.set(id, doc as TallyBucket);
};

const of = (buckets: readonly TallyBucket[], key: string, division: string): readonly TallyBucket[] =>
  buckets.filter((bucket) => bucket.key === key && bucket.division === division);

const bound = (from: number, count = 1): Steps => [{ from: day(from), measures: { count } }];

describe('step functions', () => {
  it('differ by what has to be added on each day', () => {
    const before: Steps = [{ from: day(0), measures: { a: 1, b: 2 } }];
    const after: Steps = [
      { from: day(0), measures: { a: 1 } },
      { from: day(5), measures: { a: 4 } },
    ];
    expect(stepDeltas([before], [after])).toEqual([
      { effective: day(5), measure: 'a', amount: 3 },
      { effective: day(0), measure: 'b', amount: -2 },
    ]);
    expect(stepDeltas([after], [after])).toEqual([]);
  });
});

describe('a tally', () => {
  const villages = ['530424102201', '530424102000'];

  it('answers as of one day and as known on another', () => {
    const late: TallyChange = {
      recorded: day(40),
      before: [],
      after: [{ key: 'tea', divisions: villages, steps: bound(3) }],
    };
    const buckets = of(bucketsAfter([late]), 'tea', '530424102000');
    expect(tallyAt(buckets, day(2), day(90))).toEqual({});
    expect(tallyAt(buckets, day(3), day(39))).toEqual({});
    expect(tallyAt(buckets, day(3), day(40))).toEqual({ count: 1 });
    expect(tallyAt(buckets, day(80), day(90))).toEqual({ count: 1 });
  });

  it('keeps what a subject moves within a division out of that division', () => {
    const [from, to] = ['530424102201', '530424102202'].map((village) => ({
      key: 'tea',
      divisions: [village, '530424102000'],
      steps: bound(0),
    }));
    if (from === undefined || to === undefined) throw new Error('two villages');
    const additions = tallyAdditions({ recorded: day(9), before: [from], after: [to] });
    expect(additions.map(({ division, total }) => [division, total['count']])).toEqual([
      ['530424102201', -1],
      ['530424102202', 1],
    ]);
  });

  it('forgets a bucket that is left empty', () => {
    const tea = [{ key: 'tea', divisions: villages, steps: bound(0) }];
    const there = { recorded: day(1), before: [], after: tea };
    expect(bucketsAfter([there])).toHaveLength(2);
    expect(bucketsAfter([there, { recorded: day(1), before: tea, after: [] }])).toEqual([]);
  });

  it('adds equal days up, in the order of the days', () => {
    const tea = (from: number): Contribution[] => [{ key: 'tea', divisions: ['v'], steps: bound(from) }];
    const changes = [14, 13, 14].map((from) => ({ recorded: day(15), before: [], after: tea(from) }));
    expect(bucketsAfter(changes)).toEqual([
      {
        ...{ id: 'tea|v|2025-01|2025-01', key: 'tea', division: 'v' },
        ...{ effectiveMonth: '2025-01', recordedMonth: '2025-01', total: { count: 3 } },
        days: [
          [day(13), day(15), 'count', 1],
          [day(14), day(15), 'count', 2],
        ],
      },
    ]);
  });

  it('is found by months', () => {
    expect(tallyFilter({ keys: ['tea'], divisions: ['v'], asOf: day(0), knownAt: day(20) })).toEqual({
      ...{ key: { $in: ['tea'] }, division: { $in: ['v'] } },
      ...{ effectiveMonth: { $lte: '2024-12' }, recordedMonth: { $lte: '2025-01' } },
    });
  });

  it('groups its buckets for figures side by side', () => {
    const after = ['tea', 'rice'].map((key) => ({ key, divisions: villages, steps: bound(1) }));
    const groups = tallyBy('division', bucketsAfter([{ recorded: day(1), before: [], after }]));
    expect([...groups].map(([division, buckets]) => [division, buckets.length])).toEqual(
      villages.map((v) => [v, 2]),
    );
  });
});

/** One subject: what was known of it from which recorded day on. */
type History = readonly { readonly recorded: number; readonly contributions: readonly Contribution[] }[];

const steps: fc.Arbitrary<Steps> = fc
  .uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 4 })
  .chain((days) =>
    fc.tuple(
      ...days
        .sort((a, b) => a - b)
        .map((from) =>
          fc
            .dictionary(fc.constantFrom('count', 'fen'), fc.integer({ min: -3, max: 9 }), { maxKeys: 2 })
            .map((measures) => ({ from: day(from), measures })),
        ),
    ),
  );

const contribution: fc.Arbitrary<Contribution> = fc.record({
  key: fc.constantFrom('tea', 'rice'),
  divisions: fc.constantFrom(['v1', 't1', 'c'], ['v2', 't1', 'c'], ['v3', 't2', 'c']),
  steps,
});

const history: fc.Arbitrary<History> = fc
  .array(
    fc.record({
      recorded: fc.integer({ min: 0, max: 120 }),
      contributions: fc.array(contribution, { maxLength: 2 }),
    }),
    { maxLength: 4 },
  )
  .map((known) => [...known].sort((a, b) => a.recorded - b.recorded));

const changesOf = (subjects: readonly History[]): readonly TallyChange[] =>
  subjects.flatMap((known) =>
    known.map(({ recorded, contributions }, index) => ({
      recorded: day(recorded),
      before: known[index - 1]?.contributions ?? [],
      after: contributions,
    })),
  );

/** Looks at every subject as it was known then, and counts. */
const counted =
  (subjects: readonly History[], key: string, division: string) =>
  (asOf: number, knownAt: number): Measures => {
    const sums = new Map<string, number>();
    const known = subjects.flatMap(
      (subject) => subject.filter(({ recorded }) => recorded <= knownAt).at(-1)?.contributions ?? [],
    );
    for (const mine of known.filter((one) => one.key === key && one.divisions.includes(division)))
      for (const [measure, amount] of Object.entries(
        mine.steps.filter(({ from }) => from <= day(asOf)).at(-1)?.measures ?? {},
      ))
        sums.set(measure, (sums.get(measure) ?? 0) + amount);
    return Object.fromEntries(sums);
  };

const withoutZeros = (measures: Measures): Measures =>
  Object.fromEntries(Object.entries(measures).filter(([, amount]) => amount !== 0));

describe('any figure of a tally', () => {
  it('is what counting all subjects one by one gives, for any two dates', () => {
    const property = fc.property(
      fc.array(history, { maxLength: 5 }),
      fc.constantFrom('tea', 'rice'),
      fc.constantFrom('v1', 'v2', 'v3', 't1', 't2', 'c'),
      fc.array(fc.tuple(fc.nat(130), fc.nat(130)), { minLength: 1, maxLength: 10 }),
      (subjects, key, division, questions) => {
        const buckets = of(bucketsAfter(changesOf(subjects)), key, division);
        const count = counted(subjects, key, division);
        for (const [asOf, knownAt] of questions)
          expect(withoutZeros(tallyAt(buckets, day(asOf), day(knownAt)))).toEqual(
            withoutZeros(count(asOf, knownAt)),
          );
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
