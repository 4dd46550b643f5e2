import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

export const RELIEF_GROUNDS = [
  'HANDOVER',
  'TRANSFER',
  'RETIREMENT',
  'DISMISSAL',
  'TERM_OVER',
  /** Somebody else heads the household or entity that was spoken for. */
  'HEAD_CHANGED',
  /** There is nobody any more to be spoken for. */
  'SUBJECT_GONE',
  'OTHER',
] as const;
export type ReliefGround = (typeof RELIEF_GROUNDS)[number];

/** A post: one seat of a role in a division, or of who speaks for one entity or household. */
export type Post = {
  readonly role: Role;
  readonly divisionCode: DivisionCode;
  /** Counts the officers of one role in one place; always 1 for an informant (R28). */
  readonly seat: number;
  /** The entity or household that is spoken for. */
  readonly subjectId: string | null;
};

/** Who holds a post, who stands in. People are named by their login; days are included at both ends. */
export type AppointmentEvent =
  | Event<
      'OfficerAppointed',
      Post & {
        user: string;
        from: CalendarDate;
        until: CalendarDate | null;
        /** Why the post is given for a time: an auditor's always is. */
        purpose: string | null;
        /** As which head of the subject somebody speaks for it, 1 for the first. Absent of other posts, and in what was recorded before it was asked. */
        headNo?: number;
      }
    >
  | Event<'OfficerRelieved', { user: string; lastDay: CalendarDate; ground: ReliefGround }>
  | Event<'LeaveGranted', { user: string; from: CalendarDate; until: CalendarDate }>
  | Event<'LeaveEnded', { user: string; lastDay: CalendarDate }>
  | Event<
      'DelegationGranted',
      {
        delegationId: string;
        /** Who holds the post. */
        user: string;
        to: string;
        from: CalendarDate;
        until: CalendarDate;
        grantedBy: string;
      }
    >
  | Event<'DelegationEnded', { delegationId: string; lastDay: CalendarDate }>;

export const appointmentEvents: Readonly<Record<AppointmentEvent['type'], number>> = {
  OfficerAppointed: 1,
  OfficerRelieved: 1,
  LeaveGranted: 1,
  LeaveEnded: 1,
  DelegationGranted: 1,
  DelegationEnded: 1,
};
