import { HOUSEHOLD_HEADS, STAFF } from '@kernel/actor';
import { quarterEnd } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { derived, NO_AMOUNTS, perCapita, plus } from '@kernel/income-formula';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { entry, EntryQuery } from '@query/register';
import { withHeads } from '@registry/household/queries';
import { requiredParameter } from '@registry/parameter/queries';
import { yearly } from '@linkage/income/queries';

/** R37: one household's year by the window of the place, built from the quarters. */
export class HouseholdIncomeYear extends EntryQuery {
  static readonly title = '农户收入年度';
  static readonly askedBy = STAFF;
  static readonly askedOfOwn = HOUSEHOLD_HEADS;
  static readonly shows = 'HEAD';
}

type IncomeRow = yearly.IncomeRow;
type Period = yearly.Period;

const { BOOK, endOf, householdIncomeId, period, quarterOfPeriod, yearOfPeriod } = yearly;

type Window = 'CALENDAR' | 'OCT_SEP';

/** `income.yearWindow`: the calendar year, or the national collection's from October of the year before to September. */
const quartersOf = (window: Window, year: number): readonly [Period, Period, Period, Period] =>
  window === 'CALENDAR'
    ? [period(year, 1), period(year, 2), period(year, 3), period(year, 4)]
    : [period(year - 1, 4), period(year, 1), period(year, 2), period(year, 3)];

const quarterIn = (
  rows: readonly (IncomeRow | null)[],
  of: Period,
): IncomeRow['quarters'][string] | undefined =>
  rows.find((row) => row?.year === yearOfPeriod(of))?.quarters[quarterOfPeriod(of)];

/** The totals are those of the recorded quarters, people at the end of the last of them. */
const incomeYear = async ({ id }: HouseholdIncomeYear, views: Views) => {
  const row = await entry<IncomeRow>(views, BOOK, id);
  const { householdId, year, division } = row;
  const earlier = householdIncomeId(householdId, year - 1);
  const rows = [row, await views.of(BOOK.projection).get<IncomeRow>(BOOK.collection, earlier)];
  const at = { division: division as DivisionCode, date: quarterEnd(year, 4) };
  const parameter = await requiredParameter(views, 'income.yearWindow', at);
  const quarters = quartersOf(parameter.value as Window, year);
  const recorded = quarters.flatMap((of) => quarterIn(rows, of) ?? []);
  const totals = derived(recorded.reduce((sum, quarter) => plus(sum, quarter), NO_AMOUNTS));
  const populationCount = recorded.at(-1)?.populationCount ?? 0;
  return {
    ...{ householdId, year, division, quarters, parameter, asOf: endOf(quarters[3]) },
    missing: quarters.filter((of) => quarterIn(rows, of) === undefined),
    ...{ ...totals, populationCount, netPerCapitaFen: perCapita(totals.netFen, populationCount) },
  };
};

export const incomeYearAnswers: readonly AnyAnswering[] = withHeads([
  answering(HouseholdIncomeYear, incomeYear),
]);
