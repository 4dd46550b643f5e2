import { SPEAKERS } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import { Refusal, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { placeIsUsed } from '@registry/division/facts';
import { parameterInForce } from '@registry/parameter/facts';
import { user as userAggregate, userId } from '@registry/user/state';
import type { AppointOfficer, HandOverPost } from './commands';
import { entityHeading, householdHeading, type Heading } from './heading';
import type { Post } from './events';
import type { Appointment } from './state';

export interface OfficerFacts {
  /** The account may be used. */
  readonly isEnabled: boolean;
}

/** Who heads the household or entity that the post speaks for; null where it speaks for nobody. */
export interface HeadingFacts {
  readonly heading: Heading | null;
}

export interface TermFacts extends OfficerFacts, HeadingFacts {
  /** How many days at a time; null where the post has no end. */
  readonly daysMax: number | null;
  /** The division is in use on the first day. */
  readonly placeIsUsed: boolean;
}

/** @throws Refusal USER_UNKNOWN */
const officerFacts = async (lookup: Lookup, login: string, pointer: string): Promise<OfficerFacts> => {
  const { state } = await lookup.load(userAggregate, userId(login));
  if (state.login === null) throw new Refusal(unmet('USER_UNKNOWN', { login }, pointer));
  return { isEnabled: state.enabled };
};

/** Only auditors are let in for a time. @throws Refusal PARAMETER_NOT_CONFIGURED */
const daysMaxOf = async (
  lookup: Lookup,
  { role, divisionCode: division }: Pick<Post, 'role' | 'divisionCode'>,
  date: CalendarDate,
): Promise<number | null> =>
  role === 'AUDITOR'
    ? ((await parameterInForce(lookup, 'audit.sessionDaysMax', { division, date })).value as number)
    : null;

export const headingOf = async (
  lookup: Pick<Lookup, 'load'>,
  { role, subjectId }: Pick<Post, 'role' | 'subjectId'>,
): Promise<Heading | null> => {
  if (subjectId === null || !SPEAKERS.includes(role)) return null;
  if (role === 'HOUSEHOLD') return (await lookup.load(householdHeading, subjectId)).state;
  return (await lookup.load(entityHeading, subjectId)).state;
};

interface Asked<C> {
  readonly command: C;
  readonly state: Appointment;
  readonly circumstances: Circumstances;
}

export const appointedFacts = async (
  { command, circumstances: { today, actor } }: Asked<AppointOfficer>,
  lookup: Lookup,
): Promise<TermFacts> => ({
  ...(await officerFacts(lookup, command.user, '/user')),
  daysMax: await daysMaxOf(lookup, { role: command.role, divisionCode: command.division }, today),
  heading: await headingOf(lookup, { role: command.role, subjectId: command.subjectId ?? null }),
  placeIsUsed: await placeIsUsed(lookup, command.division, { actor, date: command.from }),
});

export const successorFacts = async (
  { command, state: { post }, circumstances: { today, actor } }: Asked<HandOverPost>,
  lookup: Lookup,
): Promise<TermFacts> => ({
  ...(await officerFacts(lookup, command.to, '/to')),
  daysMax: post === null ? null : await daysMaxOf(lookup, post, today),
  heading: post === null ? null : await headingOf(lookup, post),
  placeIsUsed: post === null || (await placeIsUsed(lookup, post.divisionCode, { actor, date: command.from })),
});

export const formerHeadFacts = async (
  { state: { post } }: Pick<Asked<unknown>, 'state'>,
  lookup: Lookup,
): Promise<HeadingFacts> => ({ heading: post === null ? null : await headingOf(lookup, post) });

export const deputyFacts = (
  { command }: { readonly command: { readonly to: string } },
  lookup: Lookup,
): Promise<OfficerFacts> => officerFacts(lookup, command.to, '/to');
