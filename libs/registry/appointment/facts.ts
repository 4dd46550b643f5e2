import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { Refusal, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { parameterInForce } from '@registry/parameter/facts';
import { user as userAggregate, userId } from '@registry/user/state';
import type { AppointOfficer, HandOverPost } from './commands';
import type { Appointment } from './state';

export interface OfficerFacts {
  /** The account may be used. */
  readonly isEnabled: boolean;
}

export interface TermFacts extends OfficerFacts {
  /** How many days at a time; null where the post has no end. */
  readonly daysMax: number | null;
}

/** @throws Refusal USER_UNKNOWN */
const officerFacts = async (lookup: Lookup, login: string, pointer: string): Promise<OfficerFacts> => {
  const { state } = await lookup.load(userAggregate, userId(login));
  if (state.login === null) throw new Refusal(unmet('USER_UNKNOWN', { login }, pointer));
  return { isEnabled: state.enabled };
};

interface Place {
  readonly role: Role;
  readonly divisionCode: DivisionCode;
}

/** Only auditors are let in for a time. @throws Refusal PARAMETER_NOT_CONFIGURED */
const daysMaxOf = async (
  lookup: Lookup,
  { role, divisionCode: division }: Place,
  date: CalendarDate,
): Promise<number | null> =>
  role === 'AUDITOR'
    ? ((await parameterInForce(lookup, 'audit.sessionDaysMax', { division, date })).value as number)
    : null;

interface Asked<C> {
  readonly command: C;
  readonly state: Appointment;
  readonly circumstances: Circumstances;
}

export const appointedFacts = async (
  { command, circumstances: { today } }: Asked<AppointOfficer>,
  lookup: Lookup,
): Promise<TermFacts> => ({
  ...(await officerFacts(lookup, command.user, '/user')),
  daysMax: await daysMaxOf(lookup, command, today),
});

export const successorFacts = async (
  { command, state: { post }, circumstances: { today } }: Asked<HandOverPost>,
  lookup: Lookup,
): Promise<TermFacts> => ({
  ...(await officerFacts(lookup, command.to, '/to')),
  daysMax: post === null ? null : await daysMaxOf(lookup, post, today),
});

export const deputyFacts = (
  { command }: { readonly command: { readonly to: string } },
  lookup: Lookup,
): Promise<OfficerFacts> => officerFacts(lookup, command.to, '/to');
