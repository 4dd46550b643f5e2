import type { Event } from './decider';
import type { DivisionCode } from './division-code';

/** Somebody asked for a key that another holds, and the refusal says so: who tries keys learns by it who is there. */
export type Meeting = {
  readonly kind: string;
  readonly holder: string;
  /** Where the holder lives. */
  readonly holderDivision: DivisionCode;
};

/** `division` is where the person acts who asked. */
export type MeetingEvent = Event<'HolderMet', Meeting & { division: DivisionCode; metBy: string }>;

export const MEETING_CATEGORY = 'meeting';
export const meetingEvents: Readonly<Record<MeetingEvent['type'], number>> = { HolderMet: 1 };
