import { SPEAKERS } from '@kernel/actor';
import { addDays, type CalendarDate } from '@kernel/calendar-date';
import { unmet, type Unmet } from '@kernel/refusal';
import { levelFault } from '@kernel/role-level';
import type { Post } from './events';
import type { TermFacts } from './facts';
import { hasOneSeat, type Period } from './state';

/** What keeps somebody from a post; false where nothing does. */
export type Fault = Unmet | false;

export const termFault = ({ from, until }: Period): Fault =>
  until !== null && until < from && unmet('TERM_INVALID', { startDate: from, endDate: until }, '/until');

export const postFaults = ({ role, seat, subjectId }: Post): readonly Fault[] => [
  hasOneSeat({ role }) && seat !== 1 && unmet('SEAT_ONLY_ONE', { role }, '/seat'),
  SPEAKERS.includes(role) !== (subjectId !== null) && unmet('SUBJECT_OF_SPEAKERS', { role }, '/subjectId'),
];

/** The role belongs there, and the division is in use from the first day on. */
export const placeFaults = (
  { role, divisionCode: code }: Pick<Post, 'role' | 'divisionCode'>,
  from: CalendarDate,
  facts: TermFacts,
): readonly Fault[] => [
  levelFault(role, code),
  !facts.placeIsUsed && unmet('DIVISION_NOT_IN_USE', { code, date: from }, '/division'),
];

interface Boxed extends Period {
  readonly purpose: string | null;
}

export const boxFault = ({ from, until, purpose }: Boxed, { daysMax }: TermFacts): Fault => {
  if (daysMax === null) return false;
  if (until === null || purpose === null) return unmet('AUDITOR_TIME_BOXED');
  const latest = addDays(from, daysMax - 1);
  return until > latest && unmet('AUDITOR_TERM_TOO_LONG', { days: daysMax, latest }, '/until');
};
