import type { DivisionCode } from '@kernel/division-code';
import { NO_AMOUNTS, plus, type Amounts } from '@kernel/income-formula';
import { groupsOn, isGoneOn, villageOn, type Group, type Known } from './knowledge';
import { endOf, quarterBefore, yearBefore, yearToDate, type Period } from './period';

/** `deduction.comparison`, R22: what a quarter is compared with. */
export const COMPARISONS = ['YOY_CUMULATIVE', 'YOY_QUARTER', 'PREV_QUARTER'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** 「生产经营收入下降」 (S4): operating income; equal is no decline. MISSING: there was a value before and is none now. */
export const OUTCOMES = ['DECLINED', 'NOT_DECLINED', 'MISSING'] as const;
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
}

export const sidesOf = (known: Known, period: Period, comparison: Comparison): Sides => {
  const [current, base] = spansOf(comparison, period);
  return { current: totalOf(known, current), base: totalOf(known, base) };
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
export const outcomeOf = ({ current, base }: Sides, isGone: boolean): Outcome | null => {
  if (base === null) return null;
  if (current === null) return isGone ? null : 'MISSING';
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
