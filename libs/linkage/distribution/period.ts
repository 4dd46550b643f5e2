import { addDays, addMonths, type CalendarDate } from '@kernel/calendar-date';

/** Whole months from the first to the last day, both included; null where it is no whole number of months up to a year. */
export const wholeMonths = (from: CalendarDate, to: CalendarDate): number | null => {
  const after = addDays(to, 1);
  for (let months = 1; months <= 12; months += 1) if (addMonths(from, months) === after) return months;
  return null;
};
