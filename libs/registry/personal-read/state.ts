import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { personalReadEvents, type PersonalReadEvent } from './events';

/** One reading or one look-up; null until it has happened. */
export interface PersonalRead {
  readonly division: DivisionCode | null;
}

export const personalReadId = (commandId: string): string => derivedId('personalRead', commandId);

export const personalRead: Aggregate<PersonalRead, PersonalReadEvent> = {
  category: 'personalRead',
  initial: { division: null },
  evolve: (_read, { type, data }) => ({
    division: type === 'PersonalDataRead' ? data.villageCode : data.division,
  }),
  events: personalReadEvents,
  scope: ({ division }) => division,
};
