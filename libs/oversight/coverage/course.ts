import type { CalendarDate } from '@kernel/calendar-date';

export type Held<T> = { readonly from: CalendarDate; readonly value: T };

/** What holds from each day on until the next; nothing before the first. The days ascend. */
export type Course<T> = readonly Held<T>[];

/** Whether something is in force, and where it is not, whether it may be again without anything new. */
export type Standing = boolean | 'SUSPENDED';

/**
 * From that day on, whatever was believed of later days before: the value of a day is what the last event says that is true
 * by then, just as a replay of the stream as of that day has it.
 */
export const since = <T>(course: Course<T>, from: CalendarDate, value: T): Course<T> => [
  ...course.filter((held) => held.from < from),
  { from, value },
];

export const heldOn = <T>(course: Course<T>, day: CalendarDate): T | undefined =>
  course.findLast(({ from }) => from <= day)?.value;

/** All days on which one of the courses turns, each once, ascending. */
export const turningDays = (courses: readonly Course<unknown>[]): readonly CalendarDate[] =>
  [...new Set(courses.flatMap((course) => course.map(({ from }) => from)))].sort();

/** One course from many: the value of each turning day, neighbours that are equal joined. */
export const courseOf = <T>(days: readonly CalendarDate[], valueOn: (day: CalendarDate) => T): Course<T> =>
  days
    .map((from) => ({ from, value: valueOn(from) }))
    .filter(({ value }, index, all) => {
      const before = all[index - 1];
      return before === undefined || !sameAs(before.value, value);
    });

export const sameAs = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
