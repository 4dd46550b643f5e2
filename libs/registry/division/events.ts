import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode, DivisionLevel } from '@kernel/division-code';

/** One stream per code. A code that is no longer used keeps its history: a 2022 report prints 2022 names. */
export type DivisionEvent =
  | Event<
      'DivisionRegistered',
      { code: DivisionCode; name: string; level: DivisionLevel; on: CalendarDate; source: string }
    >
  | Event<'DivisionRenamed', { code: DivisionCode; name: string; on: CalendarDate; source: string }>
  | Event<'DivisionMerged', { code: DivisionCode; into: DivisionCode; on: CalendarDate; source: string }>
  | Event<
      'DivisionSplit',
      { code: DivisionCode; into: readonly DivisionCode[]; on: CalendarDate; source: string }
    >
  | Event<'DivisionRecoded', { code: DivisionCode; newCode: DivisionCode; on: CalendarDate; source: string }>;

export const divisionEvents: Readonly<Record<DivisionEvent['type'], number>> = {
  DivisionRegistered: 1,
  DivisionRenamed: 1,
  DivisionMerged: 1,
  DivisionSplit: 1,
  DivisionRecoded: 1,
};
