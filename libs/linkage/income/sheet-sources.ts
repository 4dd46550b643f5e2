import { refTo, type EventRef } from '@kernel/explanation';
import { spansOf, type Comparison } from './comparison';
import { factsOf, ofIncome, ofSheet, type Happened } from './household-facts';
import { quarterOfPeriod, yearOfPeriod, type Period } from './period';
import { householdIncomeId } from './state';

/** What was said last of each quarter, and what says where the household lives and to which groups it belongs. */
export const sourcesOf = (events: readonly Happened[], periods: readonly Period[]): readonly EventRef[] => {
  const sheets = periods.flatMap((period) => lastOf(events, period) ?? []);
  const facts = events.filter((event) => event.stream.startsWith('household-') && factsOf(event).length > 0);
  return [...facts, ...sheets].map(refTo);
};

/** What was said last of the period: its sheet, or that there is none. */
const lastOf = (events: readonly Happened[], period: Period) =>
  events.findLast(
    (event) =>
      ofIncome(event) &&
      event.data.year === yearOfPeriod(period) &&
      event.data.quarter === quarterOfPeriod(period),
  );

/** The last that was known. */
export const sheetOf = (events: readonly Happened[], period: Period) => {
  const last = lastOf(events, period);
  return last !== undefined && ofSheet(last) ? last : undefined;
};

/** Streams of the household that tell of these periods. */
export const incomeIds = (householdId: string, periods: readonly Period[]): readonly string[] =>
  [...new Set(periods.map(yearOfPeriod))].map((year) => householdIncomeId(householdId, year));

/** Periods that a growth or comparison reads. */
export const periodsRead = (period: Period, comparison: Comparison): readonly Period[] =>
  spansOf(comparison, period).flat();
