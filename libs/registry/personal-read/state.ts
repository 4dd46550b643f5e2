import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { personalReadEvents, type PersonalReadEvent } from './events';

/** One reading; null until it has happened. */
export interface PersonalRead {
  readonly villageCode: DivisionCode | null;
}

export const personalReadId = (commandId: string): string => derivedId('personalRead', commandId);

export const personalRead: Aggregate<PersonalRead, PersonalReadEvent> = {
  category: 'personalRead',
  initial: { villageCode: null },
  evolve: (_read, { data }) => ({ villageCode: data.villageCode }),
  events: personalReadEvents,
  scope: ({ villageCode }) => villageCode,
};
