import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

/** What a program may do: named questions and commands, in one role and division, from some addresses, until a day. */
export type Grant = {
  readonly name: string;
  readonly role: Role;
  readonly divisionCode: DivisionCode;
  /** Names of commands and questions, e.g. `CoverageFigure`. */
  readonly permissions: readonly string[];
  /** Networks with the length of their prefix, e.g. `10.1.0.0/16`. */
  readonly addresses: readonly string[];
  readonly until: CalendarDate;
};

export type AccessTokenEvent =
  | Event<'AccessTokenIssued', Grant & { issuedBy: string; on: CalendarDate }>
  | Event<'AccessTokenRevoked', { revokedBy: string; on: CalendarDate }>;

export const accessTokenEvents: Readonly<Record<AccessTokenEvent['type'], number>> = {
  AccessTokenIssued: 1,
  AccessTokenRevoked: 1,
};
