import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';

/** Under which a household counts whatever the industry of its bindings. */
export const ALL = 'ALL';

/** Text after every day: an end that is not known. */
export const OPEN = '9999-12-31' as CalendarDate;

/** What a household counts for under one key, from a day on until before another, and since when that is known. */
export type Segment = {
  /** ALL, or an industry: then only its bindings in that industry count. */
  readonly key: string;
  readonly division: DivisionCode;
  readonly profile: string;
  /** Cooperatives in good standing that it is bound to. */
  readonly cooperativeIds: readonly string[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly recordedFrom: CalendarDate;
};

/** What is on the list and what is in the tally follow from the same segments. */
export interface Revision {
  /** No longer believed. */
  readonly dropped: readonly Segment[];
  /** Believed from now on. */
  readonly added: readonly Segment[];
}

export const revisionOf = (before: readonly Segment[], after: readonly Segment[]): Revision => ({
  dropped: before.filter((segment) => !after.includes(segment)),
  added: after.filter((segment) => !before.includes(segment)),
});
