import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { divisionEvents, type DivisionEvent } from './events';

export interface Division {
  readonly code: DivisionCode | null;
  readonly name: string;
  readonly since: CalendarDate | null;
  /** First day on which the code is no longer used, and what took its place. */
  readonly until: CalendarDate | null;
  readonly successors: readonly DivisionCode[];
}

export const divisionId = (code: DivisionCode): string => derivedId('division', code);

const evolve = (division: Division, event: DivisionEvent): Division => {
  switch (event.type) {
    case 'DivisionRegistered':
      return { ...division, code: event.data.code, name: event.data.name, since: event.data.on };
    case 'DivisionRenamed':
      return { ...division, name: event.data.name };
    case 'DivisionMerged':
      return { ...division, until: event.data.on, successors: [event.data.into] };
    case 'DivisionSplit':
      return { ...division, until: event.data.on, successors: event.data.into };
    case 'DivisionRecoded':
      return { ...division, until: event.data.on, successors: [event.data.newCode] };
  }
};

/** Whether the code may be used for a fact of that day. */
export const isUsedOn = (division: Division, date: CalendarDate): boolean =>
  division.since !== null && division.since <= date && (division.until === null || date < division.until);

export const division: Aggregate<Division, DivisionEvent> = {
  category: 'division',
  initial: { code: null, name: '', since: null, until: null, successors: [] },
  evolve,
  events: divisionEvents,
  scope: ({ code }) => code,
};
