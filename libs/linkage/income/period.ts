import { addDays, quarterEnd, type CalendarDate, type Quarter } from '@kernel/calendar-date';

/** A quarter of a year as a key, e.g. `2025Q1`; text order is time order. */
export type Period = `${number}Q${Quarter}`;

export const QUARTERS: readonly Quarter[] = [1, 2, 3, 4];

export const period = (year: number, quarter: Quarter): Period => `${year}Q${quarter}`;

export const yearOfPeriod = (of: Period): number => Number(of.slice(0, 4));

export const quarterOfPeriod = (of: Period): Quarter => Number(of.slice(5)) as Quarter;

export const endOf = (of: Period): CalendarDate => quarterEnd(yearOfPeriod(of), quarterOfPeriod(of));

export const startOf = (of: Period): CalendarDate => addDays(endOf(quarterBefore(of)), 1);

export const yearBefore = (of: Period): Period => period(yearOfPeriod(of) - 1, quarterOfPeriod(of));

export const yearAfter = (of: Period): Period => period(yearOfPeriod(of) + 1, quarterOfPeriod(of));

export const quarterBefore = (of: Period): Period =>
  quarterOfPeriod(of) === 1
    ? period(yearOfPeriod(of) - 1, 4)
    : period(yearOfPeriod(of), (quarterOfPeriod(of) - 1) as Quarter);

export const quarterAfter = (of: Period): Period =>
  quarterOfPeriod(of) === 4
    ? period(yearOfPeriod(of) + 1, 1)
    : period(yearOfPeriod(of), (quarterOfPeriod(of) + 1) as Quarter);

/** From the first quarter of the year to this one. */
export const yearToDate = (of: Period): readonly Period[] =>
  QUARTERS.filter((quarter) => quarter <= quarterOfPeriod(of)).map((quarter) =>
    period(yearOfPeriod(of), quarter),
  );

/** Quarters whose figures are reckoned from this one: the rest of the year, the same a year later, and the next quarter. */
export const touchedBy = (of: Period): readonly Period[] => {
  const rest = QUARTERS.filter((quarter) => quarter >= quarterOfPeriod(of));
  const years = [yearOfPeriod(of), yearOfPeriod(of) + 1];
  const all = years.flatMap((year) => rest.map((quarter) => period(year, quarter)));
  return [...new Set([...all, quarterAfter(of)])];
};
