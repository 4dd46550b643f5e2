import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { NO_AMOUNTS, plus, type Amounts } from '@kernel/income-formula';
import { groupsOn, isGoneOn, splitBetween, villageOn, type Group, type Known } from './knowledge';
import { endOf, quarterBefore, startOf, yearBefore, yearToDate, type Period } from './period';

/** `deduction.comparison`, R22: what a quarter is compared with. */
export const COMPARISONS = ['YOY_CUMULATIVE', 'YOY_QUARTER', 'PREV_QUARTER'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/**
 * 「生产经营收入下降」 (S4): operating income; equal is no decline. MISSING: there was a value before and is none now.
 * NOT_COMPARABLE: the household was split in between, so that not the same people earned the two.
 */
export const OUTCOMES = ['DECLINED', 'NOT_DECLINED', 'MISSING', 'NOT_COMPARABLE'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Income of some quarters together; people at the end of the last of them. */
export type Total = Amounts & { readonly populationCount: number };

/** Null unless every one of the quarters is recorded. */
export const totalOf = ({ records }: Known, periods: readonly Period[]): Total | null => {
  let total: Total = { ...NO_AMOUNTS, populationCount: 0 };
  for (const period of periods) {
    const record = records.get(period);
    if (record === undefined) return null;
    total = { ...plus(total, record), populationCount: record.populationCount };
  }
  return total;
};

/** Both sides of a comparison. */
export interface Sides {
  readonly current: Total | null;
  readonly base: Total | null;
  /** When the household was split from the first day of the base to the last of what is compared with it; null where it was not. */
  readonly splitOn: CalendarDate | null;
}

export const sidesOf = (known: Known, period: Period, comparison: Comparison): Sides => {
  const [current, base] = spansOf(comparison, period);
  const [from, to] = [base[0] ?? period, current.at(-1) ?? period];
  const splitOn = splitBetween(known, startOf(from), endOf(to));
  return { current: totalOf(known, current), base: totalOf(known, base), splitOn };
};

/** The quarters on both sides. */
export const spansOf = (comparison: Comparison, period: Period): Spans => SPANS[comparison](period);

type Spans = readonly [current: readonly Period[], base: readonly Period[]];

const SPANS: Readonly<Record<Comparison, (period: Period) => Spans>> = {
  YOY_CUMULATIVE: (period) => [yearToDate(period), yearToDate(yearBefore(period))],
  YOY_QUARTER: (period) => [[period], [yearBefore(period)]],
  PREV_QUARTER: (period) => [[period], [quarterBefore(period)]],
};

/** Null where there was nothing to compare with, or nobody any more. */
export const outcomeOf = ({ current, base, splitOn }: Sides, isGone: boolean): Outcome | null => {
  if (base === null) return null;
  if (current === null) return isGone ? null : 'MISSING';
  if (splitOn !== null) return 'NOT_COMPARABLE';
  return current.operatingFen < base.operatingFen ? 'DECLINED' : 'NOT_DECLINED';
};

/** Where a household is counted in a quarter. */
export interface Place {
  readonly villageCode: DivisionCode;
  readonly groups: readonly Group[];
  /** In the register and still there on the last day of the quarter. */
  readonly isRegistered: boolean;
  readonly isGone: boolean;
}

/** By the last day of the quarter; a household that was registered later is counted where its income was recorded. */
export const placeIn = (known: Known, period: Period): Place | null => {
  const day = endOf(period);
  const village = villageOn(known, day);
  const villageCode = village ?? [...known.records.values()].at(0)?.villageCode ?? null;
  if (villageCode === null) return null;
  const isGone = isGoneOn(known, day);
  return { villageCode, groups: groupsOn(known, day), isRegistered: village !== null && !isGone, isGone };
};
