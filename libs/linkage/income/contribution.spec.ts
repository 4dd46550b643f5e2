import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, calendarDate, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import { ancestorAt, within } from '@kernel/division-code';
import { NO_SUCCESSORS, territoryOf, type SuccessorMap } from '@kernel/succession';
import { tallyBy, tallyIn } from '@projection/tally';
import type { TallyBucket } from '@projection/tally-bucket';
import { givenEvents } from '@testing/projection';
import { COMPARISONS, OUTCOMES } from './comparison';
import { CATEGORIES, keysOf, outcomeMeasure, type Choice, type Subject } from './contribution';
import { GROWTH_ITEMS, growthAnswer } from './growth';
import { grownHousehold, type GrowthSide } from './growth-line';
import { comparedHousehold, registeredHousehold, type Asking } from './household-list';
import type { HouseholdDossier } from './knowledge';
import { endOf, period, yearBefore } from './period';
import { incomeFigures } from './projector';
import { county, income, otherVillage, registered, town, village } from './story';

const day = (n: number): CalendarDate => addDays(calendarDate('2024-01-01'), n);
const noon = (n: number): string => `${day(n)}T04:00:00.000Z`;

const sheet = fc
  .record({
    n: fc.integer({ min: 1, max: 4 }),
    year: fc.constantFrom(2024, 2025),
    quarter: fc.constantFrom<Quarter>(1, 2, 3, 4),
    b1: fc.integer({ min: 0, max: 3 }),
    c1: fc.integer({ min: 0, max: 3 }),
    e1: fc.integer({ min: 0, max: 2 }),
    people: fc.integer({ min: 1, max: 3 }),
    known: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ n, year, quarter, known, people, ...items }) => ({
    known,
    happening: income(n, [year, quarter, { known: day(known), people }], items),
  }));

const change = fc
  .record({
    n: fc.integer({ min: 1, max: 4 }),
    type: fc.constantFrom(
      'HouseholdMoved',
      'LowIncomeSet',
      'LowIncomeCleared',
      'MonitoringIdentified',
      'RiskEliminated',
      'HouseholdSplit',
      'HouseholdVanished',
    ),
    on: fc.integer({ min: 0, max: 700 }),
    known: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ n, type, on, known }) => ({
    known,
    happening: {
      stream: registered(n)[0]?.stream ?? '',
      type,
      data: { on: day(on), to: n % 2 ? otherVillage : village },
      recordedAt: noon(known),
    },
  }));

const history = fc
  .array(fc.oneof({ weight: 4, arbitrary: sheet }, change), { maxLength: 40 })
  .map((all) => [...all].sort((a, b) => a.known - b.known).map(({ happening }) => happening));

/** The other village lies in another town. */
const successors = fc.constantFrom<SuccessorMap>(
  ...[NO_SUCCESSORS, new Map([[village, otherVillage]]), new Map([[otherVillage, village]])],
  new Map([
    [village, otherVillage],
    [ancestorAt(otherVillage, 'TOWN'), town],
  ]),
);

const question = fc.record({
  division: fc.constantFrom(county, town, village, otherVillage, ancestorAt(otherVillage, 'TOWN')),
  successors,
  year: fc.constantFrom(2024, 2025),
  quarter: fc.constantFrom<Quarter>(1, 2, 3, 4),
  known: fc.integer({ min: 0, max: 900 }),
  categories: fc.option(fc.subarray([...CATEGORIES], { minLength: 1 }), { nil: undefined }),
  includeRiskEliminated: fc.boolean(),
});

const MEASURES = COMPARISONS.flatMap((comparison) => OUTCOMES.map((outcome) => ({ comparison, outcome })));

const measuresOf = (buckets: readonly TallyBucket[], asking: Asking, ...subjects: readonly Subject[]) => {
  const keys = subjects.flatMap((subject) => keysOf(subject, asking));
  const mine = buckets.filter((bucket) => keys.includes(bucket.key));
  return tallyIn(tallyBy('division', mine), territoryOf(asking.division, asking.successors), asking);
};

const tallied = (buckets: readonly TallyBucket[], asking: Asking) => {
  const figures = measuresOf(buckets, asking, asking.period, 'HOUSEHOLDS');
  const names = MEASURES.map(({ comparison, outcome }) => outcomeMeasure(comparison, outcome));
  return [...names, 'households', 'recorded'].map((name) => figures[name] ?? 0);
};

const counted = (dossiers: readonly HouseholdDossier[], asking: Asking) => {
  const count = (row: (dossier: HouseholdDossier) => object | null) =>
    dossiers.filter((dossier) => row(dossier) !== null).length;
  return [
    ...MEASURES.map(({ comparison, outcome }) =>
      count((one) => comparedHousehold(one, asking, { comparison, outcome: [outcome] })),
    ),
    count((one) => registeredHousehold(one, asking, undefined)),
    count((one) => registeredHousehold(one, asking, true)),
  ];
};

/** A growth by how it is reckoned and for which item. */
const GROWTHS = GROWTH_ITEMS.flatMap((item) =>
  (['ALL', 'SAME_PANEL'] as const).flatMap((panel) =>
    (['GROSS', 'NET'] as const).map((amount) => ({ item, basis: { per: 'TOTAL', panel, amount } as const })),
  ),
);

const grown = (buckets: readonly TallyBucket[], asking: Asking) => {
  const current = measuresOf(buckets, asking, asking.period);
  const before = measuresOf(buckets, asking, yearBefore(asking.period));
  return GROWTHS.flatMap((growth) => {
    const found = growthAnswer({ current, before }, { ...growth, target: null }, asking);
    return [found.current, found.base].map(({ households, people, totalFen }) => [
      ...[households, people, totalFen],
    ]);
  });
};

/** By the list of each side alone, and of both sides by the one that is not narrowed. */
const summed = (dossiers: readonly HouseholdDossier[], asking: Asking, growth: (typeof GROWTHS)[number]) => {
  const linesOf = (side?: GrowthSide) =>
    dossiers.flatMap((one) => grownHousehold(one, asking, { ...growth, side }) ?? []);
  const both = linesOf();
  const sumOf = (side: GrowthSide, name: 'current' | 'base') => {
    const amounts = linesOf(side).map((line) => line[`${name}Fen`]);
    const people = both.map((line) => line[`${name}People`] ?? 0);
    return [amounts.length, total(people), total(amounts.map((fen) => fen ?? NaN))];
  };
  return [sumOf('CURRENT', 'current'), sumOf('BASE', 'base')];
};

const total = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0);

describe('any figure of incomes', () => {
  it('is what the list behind it counts, for any place, group, quarter and day of knowledge', () => {
    const households = [1, 2, 3, 4].flatMap((n) =>
      registered(n, village, n === 1 ? [] : ['AlleviatedRecordSet']),
    );
    const questions = fc.array(question, { minLength: 1, maxLength: 8 });
    const property = fc.property(history, questions, (happened, asked) => {
      const folded = givenEvents(...households, ...happened).project(incomeFigures);
      const buckets = folded.all('income-tally') as readonly TallyBucket[];
      const dossiers = folded.all('income-household') as unknown as readonly HouseholdDossier[];
      for (const { year, quarter, known, ...where } of asked) {
        const of = period(year, quarter);
        const asking: Asking = { ...where, period: of, asOf: endOf(of), knownAt: day(known) };
        expect(tallied(buckets, asking)).toEqual(counted(dossiers, asking));
        const heard = dossiers.filter(({ periods }) => periods.includes(of));
        expect(grown(buckets, asking)).toEqual(GROWTHS.flatMap((growth) => summed(heard, asking, growth)));
      }
    });
    fc.assert(property, { numRuns: 25 });
  });

  it('finds every household in exactly one set of groups', () => {
    expect(within(village, town)).toBe(true);
    const keys = (categories: Choice['categories'], includeRiskEliminated = true) =>
      new Set(keysOf('HOUSEHOLDS', { categories, includeRiskEliminated }));
    expect(keys(undefined).size).toBe(12);
    expect([...keys(['GENERAL'])]).toEqual(['HOUSEHOLDS|GENERAL']);
    expect([...keys(['GENERAL'], false)]).toEqual([
      'HOUSEHOLDS|GENERAL',
      'HOUSEHOLDS|MONITORED+RISK_ELIMINATED',
    ]);
    expect([keys(['ALLEVIATED', 'MONITORED']).size, keys(['MONITORED'], false).size]).toEqual([10, 4]);
  });
});
