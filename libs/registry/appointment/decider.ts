import type { CalendarDate } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  AppointOfficer,
  EndDelegation,
  EndLeave,
  GrantDelegation,
  GrantLeave,
  HandOverPost,
  RelieveFormerHead,
  RelieveOfficer,
} from './commands';
import type { AppointmentEvent, Post } from './events';
import type { HeadingFacts, OfficerFacts, TermFacts } from './facts';
import { boxFault, placeFaults, postFaults, termFault, type Fault } from './post-faults';
import {
  covers,
  dayBefore,
  hasOneSeat,
  holderOn,
  isDelegable,
  isOfFormerHead,
  meets,
  type Appointment,
  type Period,
  type Tenure,
} from './state';

type Rule<C, F = unknown> = Decide<C, Appointment, AppointmentEvent, F>;
/** R28 for informants; the same for every other seat. */
const occupiedFault = ({ tenures }: Appointment, period: Period, { role }: Post): Fault => {
  const held = tenures.find((tenure) => meets(tenure, period));
  const code = hasOneSeat({ role }) ? 'INFORMANT_ALREADY_APPOINTED' : 'POST_OCCUPIED';
  return held !== undefined && unmet(code, { ...held });
};

export const postOf = ({ role, division: divisionCode, seat = 1, subjectId }: AppointOfficer): Post => ({
  ...{ role, divisionCode, seat, subjectId: subjectId ?? null },
});

/** Four eyes: an administrator gets a post only from another. */
const selfFault = ({ actor }: Circumstances, officer: string, pointer: string): Fault =>
  [actor.user, actor.delegatedBy].includes(officer) && unmet('APPOINTED_BY_ONESELF', {}, pointer);

/** Only who is in the register is spoken for. */
const subjectFault = ({ heading }: HeadingFacts, pointer?: string): Fault =>
  heading !== null && (heading.no === 0 || heading.isGone) && unmet('NOBODY_TO_SPEAK_FOR', {}, pointer);

const asHead = ({ heading }: HeadingFacts) => (heading === null ? {} : { headNo: heading.no });

export const appoint: Rule<AppointOfficer, TermFacts> = (command, appointment, facts) => {
  const { user, from, until = null, purpose = null } = command;
  const post = postOf(command);
  requireAll(
    !facts.isEnabled && unmet('USER_DISABLED', {}, '/user'),
    selfFault(facts, user, '/user'),
    termFault({ from, until }),
    ...postFaults(post),
    ...placeFaults(post, from, facts),
    subjectFault(facts, '/subjectId'),
    boxFault({ from, until, purpose }, facts),
    occupiedFault(appointment, { from, until }, post),
  );
  return [{ type: 'OfficerAppointed', data: { ...post, user, from, until, purpose, ...asHead(facts) } }];
};

/** The tenure that runs on the day. @throws Refusal POST_VACANT */
const tenureAt = (appointment: Appointment, day: CalendarDate): Tenure => {
  const tenure = holderOn(appointment, day);
  require(tenure !== null, 'POST_VACANT', { day });
  return tenure;
};

export const handOver: Rule<HandOverPost, TermFacts> = (command, appointment, facts) => {
  const { to, from, until = null, purpose = null } = command;
  const { post } = appointment;
  require(post !== null, 'POST_VACANT', { day: from });
  const lastDay = dayBefore(from);
  const old = tenureAt(appointment, lastDay);
  const others = { ...appointment, tenures: appointment.tenures.filter((tenure) => tenure !== old) };
  requireAll(
    !facts.isEnabled && unmet('USER_DISABLED', {}, '/to'),
    old.user === to && unmet('HANDOVER_TO_HOLDER', { user: to }, '/to'),
    selfFault(facts, to, '/to'),
    termFault({ from, until }),
    ...placeFaults(post, from, facts),
    subjectFault(facts),
    boxFault({ from, until, purpose }, facts),
    occupiedFault(others, { from, until }, post),
  );
  return [
    { type: 'OfficerRelieved', data: { user: old.user, lastDay, ground: 'HANDOVER' } },
    { type: 'OfficerAppointed', data: { ...post, user: to, from, until, purpose, ...asHead(facts) } },
  ];
};

/** With the day before it for its last, an appointment is taken back that begins today or later; what was done in it stays done. */
const takenBack = (
  { tenures }: Appointment,
  lastDay: CalendarDate,
  today: CalendarDate,
): Tenure | undefined => tenures.find(({ from }) => from >= today && dayBefore(from) === lastDay);

export const relieve: Rule<RelieveOfficer> = ({ lastDay, ground }, appointment, { today }) => {
  const { user } = takenBack(appointment, lastDay, today) ?? tenureAt(appointment, lastDay);
  return [{ type: 'OfficerRelieved', data: { user, lastDay, ground } }];
};

/** At once: who was the head reads nothing of the next one for the rest of a day. */
export const relieveFormerHead: Rule<RelieveFormerHead, HeadingFacts> = (
  _command,
  { tenures },
  { heading, today },
) => {
  if (heading === null) return [];
  const [lastDay, ground] = [dayBefore(today), heading.isGone ? 'SUBJECT_GONE' : 'HEAD_CHANGED'] as const;
  const former = tenures.filter(
    (tenure) => isOfFormerHead(tenure, heading) && (tenure.until === null || tenure.until > lastDay),
  );
  return [...new Set(former.map(({ user }) => user))].map((user) => ({
    type: 'OfficerRelieved',
    data: { user, lastDay, ground },
  }));
};

export const grantLeave: Rule<GrantLeave> = ({ from, until }, appointment) => {
  const { user } = tenureAt(appointment, from);
  requireAll(
    termFault({ from, until }),
    appointment.leaves.some((leave) => leave.user === user && meets(leave, { from, until })) &&
      unmet('LEAVE_OVERLAPS', { user }),
  );
  return [{ type: 'LeaveGranted', data: { user, from, until } }];
};

export const endLeave: Rule<EndLeave> = ({ lastDay }, { leaves }) => {
  const leave = leaves.find((one) => covers(one, lastDay));
  require(leave !== undefined, 'NO_LEAVE_THEN', { day: lastDay }, '/lastDay');
  return [{ type: 'LeaveEnded', data: { user: leave.user, lastDay } }];
};

const holderFault = ({ actor }: Circumstances, holder: string): Fault =>
  !['ADMIN', 'SYSTEM'].includes(actor.role) &&
  actor.user !== holder &&
  unmet('DELEGATION_BY_HOLDER', { user: holder });

/** Within the holder's own time: nobody gives away what is not his. */
const beyondFault = ({ until }: Tenure, delegated: { readonly until: CalendarDate }): Fault =>
  until !== null && delegated.until > until && unmet('DELEGATION_BEYOND_TENURE', { until }, '/until');

export const grantDelegation: Rule<GrantDelegation, OfficerFacts> = (command, appointment, facts) => {
  const { to, from, until } = command;
  const tenure = tenureAt(appointment, from);
  const { user } = tenure;
  const { post, delegations } = appointment;
  requireAll(
    !facts.isEnabled && unmet('USER_DISABLED', {}, '/to'),
    holderFault(facts, user),
    post !== null && !isDelegable(post) && unmet('POST_NOT_DELEGABLE', { role: post.role }),
    to === user && unmet('DELEGATION_TO_HOLDER', { user }, '/to'),
    to !== user && selfFault(facts, to, '/to'),
    termFault({ from, until }),
    beyondFault(tenure, { until }),
    delegations.some((one) => meets(one, { from, until })) && unmet('DELEGATED_ALREADY'),
  );
  const { commandId: delegationId, actor } = facts;
  const data = { delegationId, user, to, from, until, grantedBy: actor.user };
  return [{ type: 'DelegationGranted', data }];
};

export const endDelegation: Rule<EndDelegation> = ({ delegationId, lastDay }, { delegations }, facts) => {
  const delegation = delegations.find((one) => one.delegationId === delegationId);
  require(delegation !== undefined, 'DELEGATION_UNKNOWN', {}, '/delegationId');
  requireAll(holderFault(facts, delegation.user));
  return [{ type: 'DelegationEnded', data: { delegationId, lastDay } }];
};
