import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, calendarDate, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import { within } from '@kernel/division-code';
import { tallyAt } from '@projection/tally';
import type { TallyBucket } from '@projection/tally-bucket';
import { givenEvents } from '@testing/projection';
import { COMPARISONS, OUTCOMES } from './comparison';
import { CATEGORIES, keysOf, outcomeMeasure, type Choice } from './contribution';
import { comparedHousehold, registeredHousehold, type Asking } from './household-list';
import type { HouseholdDossier } from './knowledge';
import { endOf, period } from './period';
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
    known: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ n, year, quarter, b1, known }) => ({
    known,
    happening: income(n, [year, quarter, { known: day(known) }], { b1 }),
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

const question = fc.record({
  division: fc.constantFrom(county, town, village, otherVillage),
  year: fc.constantFrom(2024, 2025),
  quarter: fc.constantFrom<Quarter>(1, 2, 3, 4),
  known: fc.integer({ min: 0, max: 900 }),
  categories: fc.option(fc.subarray([...CATEGORIES], { minLength: 1 }), { nil: undefined }),
  includeRiskEliminated: fc.boolean(),
});

const MEASURES = COMPARISONS.flatMap((comparison) => OUTCOMES.map((outcome) => ({ comparison, outcome })));

const tallied = (buckets: readonly TallyBucket[], { division, period: of, ...at }: Asking) => {
  const keys = [...keysOf(of, at), ...keysOf('HOUSEHOLDS', at)];
  const mine = buckets.filter((bucket) => keys.includes(bucket.key) && bucket.division === division);
  const figures = tallyAt(mine, at.asOf, at.knownAt);
  const names = MEASURES.map(({ comparison, outcome }) => outcomeMeasure(comparison, outcome));
  return [...names, 'households', 'recorded'].map((name) => figures[name] ?? 0);
};

const counted = (dossiers: readonly HouseholdDossier[], asking: Asking) => {
  const count = (row: (dossier: HouseholdDossier) => object | null) =>
    dossiers.filter((dossier) => row(dossier) !== null).length;
  return [
    ...MEASURES.map((which) => count((one) => comparedHousehold(one, asking, which))),
    count((one) => registeredHousehold(one, asking, undefined)),
    count((one) => registeredHousehold(one, asking, true)),
  ];
};

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
