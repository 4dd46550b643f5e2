import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { userEvents, type SealedSecret, type UserEvent } from './events';

export interface User {
  readonly login: string | null;
  readonly divisionCode: DivisionCode | null;
  readonly enabled: boolean;
  readonly password: SealedSecret | null;
  readonly mustChange: boolean;
  readonly totp: SealedSecret | null;
  /** Of the last code that was taken. */
  readonly totpStep: number;
  /** When each open session ends by itself. */
  readonly sessions: Readonly<Record<string, string>>;
  /** Since the last sign-in, and since the last lock. */
  readonly failures: number;
  readonly lockedUntil: string | null;
}

export const userId = (login: string): string => derivedId('user', login);

const initial: User = {
  ...{ login: null, divisionCode: null, enabled: false },
  ...{ password: null, mustChange: false, totp: null, totpStep: -1 },
  ...{ sessions: {}, failures: 0, lockedUntil: null },
};

/** One more ends the oldest. */
export const SESSIONS_MAX = 20;

const without = (sessions: User['sessions'], sessionId: string): User['sessions'] =>
  Object.fromEntries(Object.entries(sessions).filter(([id]) => id !== sessionId));

const evolve = (user: User, event: UserEvent): User => {
  switch (event.type) {
    case 'UserRegistered': {
      const { login, divisionCode } = event.data;
      return { ...user, login, divisionCode, enabled: true };
    }
    case 'UserDisabled':
      return { ...user, enabled: false, sessions: {} };
    case 'UserEnabled':
      return { ...user, enabled: true, failures: 0, lockedUntil: null };
    case 'PasswordSet': {
      const { credential: password, mustChange } = event.data;
      return { ...user, password, mustChange, sessions: {}, failures: 0, lockedUntil: null };
    }
    case 'TotpEnrolled':
      return { ...user, totp: event.data.credential, totpStep: -1 };
    case 'TotpRemoved':
      return { ...user, totp: null };
    case 'SessionOpened': {
      const { sessionId, expiresAt, totpStep } = event.data;
      const newest = Object.entries(user.sessions).slice(1 - SESSIONS_MAX);
      const sessions = { ...Object.fromEntries(newest), [sessionId]: expiresAt };
      return { ...user, sessions, failures: 0, lockedUntil: null, totpStep: totpStep ?? user.totpStep };
    }
    case 'SessionEnded':
      return { ...user, sessions: without(user.sessions, event.data.sessionId) };
    case 'SignInRefused': {
      const { lockedUntil } = event.data;
      return lockedUntil === null
        ? { ...user, failures: user.failures + 1 }
        : { ...user, failures: 0, lockedUntil };
    }
  }
};

/** Whether the session may still be used; `now` is ISO 8601 in UTC. */
export const hasSession = ({ enabled, sessions }: User, sessionId: string, now: string): boolean =>
  enabled && (sessions[sessionId] ?? '') > now;

export const isLocked = ({ lockedUntil }: User, now: string): boolean =>
  lockedUntil !== null && now < lockedUntil;

export const user: Aggregate<User, UserEvent> = {
  category: 'user',
  initial,
  evolve,
  events: userEvents,
  scope: ({ divisionCode }) => divisionCode,
};
