import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { divisionEvents, type DivisionEvent } from './events';
import { renamed, type Naming } from './names';

export interface Division {
  readonly code: DivisionCode | null;
  /** The latest name. */
  readonly name: string;
  readonly names: readonly Naming[];
  readonly since: CalendarDate | null;
  /** First day on which the code is no longer used, and what took its place. */
  readonly until: CalendarDate | null;
  readonly successors: readonly DivisionCode[];
}

export const divisionId = (code: DivisionCode): string => derivedId('division', code);

const evolve = (division: Division, event: DivisionEvent): Division => {
  switch (event.type) {
    case 'DivisionRegistered':
      return withName({ ...division, code: event.data.code, since: event.data.on }, event);
    case 'DivisionRenamed':
      return withName(division, event);
    case 'DivisionMerged':
      return { ...division, until: event.data.on, successors: [event.data.into] };
    case 'DivisionSplit':
      return { ...division, until: event.data.on, successors: event.data.into };
    case 'DivisionRecoded':
      return { ...division, until: event.data.on, successors: [event.data.newCode] };
  }
};

const withName = (
  division: Division,
  { data: { name, on } }: Extract<DivisionEvent, { data: { name: string } }>,
): Division => {
  const names = renamed(division.names, { name, from: on });
  return { ...division, names, name: names.at(-1)?.name ?? name };
};

/** Whether the code may be used for a fact of that day. */
export const isUsedOn = (division: Division, date: CalendarDate): boolean =>
  division.since !== null && division.since <= date && (division.until === null || date < division.until);

/** The one that had taken its place by that day; null where none had, or several did: of a split nobody knows who went where. */
export const successorOn = ({ until, successors }: Division, date: CalendarDate): DivisionCode | null => {
  const [successor = null, ...more] = successors;
  return until !== null && until <= date && more.length === 0 ? successor : null;
};

export const division: Aggregate<Division, DivisionEvent> = {
  category: 'division',
  initial: { code: null, name: '', names: [], since: null, until: null, successors: [] },
  evolve,
  events: divisionEvents,
  scope: ({ code }) => code,
};
