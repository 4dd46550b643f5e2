import { INFORMANTS, type Actor, type Role } from '@kernel/actor';
import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Heading } from './heading';
import { appointmentEvents, type AppointmentEvent, type Post } from './events';

/** Days, both included; null: until further notice. */
export interface Period {
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
}

export interface Tenure extends Period {
  readonly user: string;
  /** As which head of the subject, 1 for the first. */
  readonly headNo?: number;
}

export interface Delegation extends Period {
  readonly delegationId: string;
  readonly user: string;
  readonly to: string;
}

/** A post with everybody who held it: that one at a time does is a rule about all of them. */
export interface Appointment {
  readonly post: Post | null;
  readonly tenures: readonly Tenure[];
  readonly leaves: readonly Tenure[];
  readonly delegations: readonly Delegation[];
}

/** The same seat of the same role in the same place is the same post for ever. */
export const postId = ({ role, divisionCode, seat, subjectId }: Post): string =>
  derivedId('post', role, divisionCode, subjectId ?? seat);

export const covers = ({ from, until }: Period, day: CalendarDate): boolean =>
  from <= day && (until === null || day <= until);

/** Whether both hold on some day. */
export const meets = (one: Period, other: Period): boolean =>
  (one.until === null || other.from <= one.until) && (other.until === null || one.from <= other.until);

const ended = <T extends Period>(
  periods: readonly T[],
  lastDay: CalendarDate,
  which: (period: T) => boolean,
): readonly T[] =>
  periods
    .map((period) =>
      which(period) && (period.until === null || period.until > lastDay)
        ? { ...period, until: lastDay }
        : period,
    )
    .filter(({ from, until }) => until === null || from <= until);

const evolve = (appointment: Appointment, event: AppointmentEvent): Appointment => {
  switch (event.type) {
    case 'OfficerAppointed': {
      const { user, from, until, purpose: _purpose, headNo, ...post } = event.data;
      const tenure = { user, from, until, ...(headNo === undefined ? {} : { headNo }) };
      return { ...appointment, post, tenures: [...appointment.tenures, tenure] };
    }
    case 'OfficerRelieved': {
      const { user, lastDay } = event.data;
      const isOpen = (one: Tenure): boolean =>
        one.user === user && (one.until === null || one.until > lastDay);
      const delegations = ended(appointment.delegations, lastDay, (one) => one.user === user);
      return { ...appointment, tenures: ended(appointment.tenures, lastDay, isOpen), delegations };
    }
    case 'LeaveGranted':
      return { ...appointment, leaves: [...appointment.leaves, event.data] };
    case 'LeaveEnded': {
      const { user, lastDay } = event.data;
      return { ...appointment, leaves: ended(appointment.leaves, lastDay, (one) => one.user === user) };
    }
    case 'DelegationGranted': {
      const { grantedBy: _grantedBy, ...delegation } = event.data;
      return { ...appointment, delegations: [...appointment.delegations, delegation] };
    }
    case 'DelegationEnded': {
      const { delegationId, lastDay } = event.data;
      const isIt = (one: Delegation): boolean => one.delegationId === delegationId;
      return { ...appointment, delegations: ended(appointment.delegations, lastDay, isIt) };
    }
  }
};

export const holderOn = ({ tenures }: Appointment, day: CalendarDate): Tenure | null =>
  tenures.find((tenure) => covers(tenure, day)) ?? null;

const isAway = ({ leaves }: Appointment, user: string, day: CalendarDate): boolean =>
  leaves.some((leave) => leave.user === user && covers(leave, day));

/** Whether who was appointed as its head heads it no more. A tenure that does not say as which head goes by its first day. */
export const isOfFormerHead = ({ from, headNo }: Tenure, { no, since, isGone }: Heading): boolean =>
  isGone || (headNo === undefined ? no > 1 && since !== null && from < since : headNo < no);

/** When somebody wants to act, and who heads by then what the post speaks for; null where it speaks for nobody. */
export interface When {
  readonly day: CalendarDate;
  readonly heading: Heading | null;
}

/** Who holds the post and is still who was meant by it. */
const speaker = (appointment: Appointment, { day, heading }: When): Tenure | null => {
  const holder = holderOn(appointment, day);
  return holder === null || heading === null || !isOfFormerHead(holder, heading) ? holder : null;
};

/** Who the person is in this post on this day, in the own name or for its holder; null where the person may not act in it. */
export const actingIn = (appointment: Appointment, user: string, when: When): Actor | null => {
  const { post } = appointment;
  const { day } = when;
  const holder = speaker(appointment, when);
  if (post === null || holder === null) return null;
  const actor: Actor = {
    ...{ user, role: post.role, scope: post.divisionCode, post: postId(post) },
    ...(post.subjectId === null ? {} : { subjectId: post.subjectId }),
  };
  if (holder.user === user) return isAway(appointment, user, day) ? null : actor;
  const delegated = appointment.delegations.some(
    (one) => one.to === user && one.user === holder.user && covers(one, day),
  );
  return delegated ? { ...actor, delegatedBy: holder.user } : null;
};

/** Who acts in a post of this kind answers for it alone. */
const NOT_DELEGABLE: readonly Role[] = ['AUDITOR', 'ADMIN', 'HOUSEHOLD'];

export const isDelegable = ({ role }: Post): boolean => !NOT_DELEGABLE.includes(role);

export const hasOneSeat = ({ role }: Pick<Post, 'role'>): boolean => INFORMANTS.includes(role);

export const dayBefore = (day: CalendarDate): CalendarDate => addDays(day, -1);

export const appointment: Aggregate<Appointment, AppointmentEvent> = {
  category: 'appointment',
  initial: { post: null, tenures: [], leaves: [], delegations: [] },
  evolve,
  events: appointmentEvents,
  scope: ({ post }): DivisionCode | null => post?.divisionCode ?? null,
};
