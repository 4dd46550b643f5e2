import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import type { JudgedAgreement } from './agreement-memory';
import { benefitsPaid } from './benefits-paid';
import type { BindingMemory } from './binding-memory';
import type { DistributionMemory } from './distribution-memory';
import { known } from './story';

const day = calendarDate('2025-12-20');

/** Promises so many fen for the whole year to these households. */
const agreement = (id: string, yearlyFen: number, ...householdIds: readonly string[]): JudgedAgreement => {
  const span = known.spans[0]?.span;
  if (!span) throw new Error('the story has no agreement');
  const paper = {
    ...{ on: null, householdIds, promisedPerYearFen: yearlyFen, hasRiskClause: true },
    ...({ mode: 'GUARANTEED', paymentDay: '12-20' } as const),
  };
  const lastDay = calendarDate('2025-12-31');
  return { id, span, lastDay, paper, householdIds, promisedTwelvefoldFen: 12 * yearlyFen };
};

interface Paid {
  readonly on?: string;
  readonly share?: DistributionMemory['householdShare'];
}

/** A distribution of a year with one payment. */
const dividend = (
  of: { readonly under: string | null; readonly year: number },
  [householdId, amountFen]: readonly [string, number],
  { on = day, share = null }: Paid = {},
): DistributionMemory => ({
  ...{ id: `${String(of.under)}-${String(of.year)}`, entityId: 'coop', agreementId: of.under },
  ...{ declared: { year: of.year, on: day }, householdShare: share },
  ...{ payDates: [{ on: day, payDate: day }], calculatedOn: day, dues: [] },
  payments: [{ householdId, amountFen, on: calendarDate(on) }],
});

/** What a household got and confirmed in 2025. */
const benefit = (householdId: string, amountFen: number): BindingMemory => ({
  ...{ id: `b-${householdId}`, entityId: 'coop', householdId, switches: [] },
  benefits: { b: { mode: 'PRODUCT_PRICE', amountFen, on: day, isConfirmed: true } },
});

interface Given {
  readonly distributions?: readonly DistributionMemory[];
  readonly bindings?: readonly BindingMemory[];
}

const paid = (judged: readonly JudgedAgreement[], { distributions = [], bindings = [] }: Given) => {
  const review = { year: 2025, plannedOn: calendarDate('2026-01-15') };
  const { numerator, denominator } = benefitsPaid({ distributions, bindings }, review, judged);
  return [numerator, denominator];
};

describe('benefits paid of those agreed (4.11)', () => {
  const one = agreement('a', 1_000, 'h1');
  const of = (year: number) => ({ under: 'a', year });

  it('are those of the year that the period ends in: arrears of the year before hide nothing', () => {
    const arrears = dividend(of(2024), ['h1', 900], { on: '2025-02-01' });
    expect(paid([one], { distributions: [arrears] })).toEqual([0, 1_000]);
    const early = dividend(of(2025), ['h1', 400], { on: '2024-12-30' });
    expect(paid([one], { distributions: [arrears, early] })).toEqual([400, 1_000]);
  });

  it('may be paid until the evaluation is planned: on time is asked apart', () => {
    const late = (on: string) => ({ distributions: [dividend(of(2025), ['h1', 400], { on })] });
    expect(paid([one], late('2026-01-15'))).toEqual([400, 1_000]);
    expect(paid([one], late('2026-01-16'))).toEqual([0, 1_000]);
  });

  it('count for no agreement beyond what it owes: one that is overpaid hides no other', () => {
    const two = [one, agreement('b', 3_000, 'h2')];
    expect(paid(two, { distributions: [dividend(of(2025), ['h1', 5_000])] })).toEqual([1_000, 4_000]);
  });

  it('are, of fiscal money, owed to the households by their share (R13)', () => {
    const share = { numerator: 70, denominator: 100 };
    const distributions = [dividend(of(2025), ['h1', 700], { share })];
    expect(paid([one], { distributions })).toEqual([700, 700]);
    const odd = agreement('a', 1_001, 'h1');
    expect(paid([odd], { distributions })).toEqual([700, 701]);
    const before = dividend(of(2024), ['h1', 700], { share });
    expect(paid([one], { distributions: [before] })).toEqual([0, 700]);
  });

  it('count where they name no agreement for those that list the household, as far as they owe', () => {
    const two = [one, agreement('b', 300, 'h1', 'h2')];
    const nameless = dividend({ under: null, year: 2025 }, ['h1', 1_200]);
    expect(paid(two, { distributions: [nameless] })).toEqual([1_200, 1_300]);
    expect(paid(two, { distributions: [nameless], bindings: [benefit('h2', 60)] })).toEqual([1_260, 1_300]);
    expect(paid(two, { bindings: [benefit('h2', 1_000)] })).toEqual([300, 1_300]);
    expect(paid(two, { bindings: [benefit('nobody', 1_000)] })).toEqual([0, 1_300]);
  });

  it('are never less than nothing where more was taken back than paid', () => {
    const reclaimed = dividend(of(2025), ['h1', -50]);
    expect(paid([one], { distributions: [reclaimed] })).toEqual([0, 1_000]);
  });

  it('do not apply where nothing was agreed for the year', () => {
    expect(paid([], { bindings: [benefit('h1', 10)] })).toEqual([0, 0]);
  });
});
