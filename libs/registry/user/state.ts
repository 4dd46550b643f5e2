import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { failedFrom, isLockedOut, noGuessing, signedInFrom, type Guessing } from './guessing';
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
  /** Who the person is at a provider of identities. */
  readonly identity: SealedSecret | null;
  readonly guessing: Guessing;
}

export const userId = (login: string): string => derivedId('user', login);

const initial: User = {
  ...{ login: null, divisionCode: null, enabled: false },
  ...{ password: null, mustChange: false, totp: null, totpStep: -1 },
  ...{ sessions: {}, identity: null, guessing: noGuessing },
};

/** One more ends the oldest. */
export const SESSIONS_MAX = 20;

type Opened = Extract<UserEvent, { type: 'SessionOpened' }>['data'];

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
      return { ...user, enabled: true, guessing: noGuessing };
    case 'PasswordSet': {
      const { credential: password, mustChange } = event.data;
      const totpStep = event.data.totpStep ?? user.totpStep;
      const guessing = mustChange ? noGuessing : user.guessing;
      return { ...user, password, mustChange, totpStep, sessions: {}, guessing };
    }
    case 'TotpEnrolled':
      return { ...user, totp: event.data.credential, totpStep: event.data.totpStep ?? -1 };
    case 'TotpRemoved':
      return { ...user, totp: null };
    case 'IdentityBound':
      return { ...user, identity: event.data.identity };
    case 'IdentityUnbound':
      return { ...user, identity: null };
    case 'SessionOpened':
      return signedIn(user, event.data);
    case 'SessionEnded':
      return { ...user, sessions: without(user.sessions, event.data.sessionId) };
    case 'SignInRefused': {
      const { fault, address, lockedUntil, strangersLockedUntil = null } = event.data;
      if (fault === 'OTHER_IDENTITY') return user;
      return { ...user, guessing: failedFrom(user.guessing, address, { lockedUntil, strangersLockedUntil }) };
    }
  }
};

/** A provider of identities vouches for the person, and for no password. */
const signedIn = (user: User, { sessionId, method, address, expiresAt, totpStep }: Opened): User => {
  const newest = Object.entries(user.sessions).slice(1 - SESSIONS_MAX);
  return {
    ...user,
    sessions: { ...Object.fromEntries(newest), [sessionId]: expiresAt },
    totpStep: totpStep ?? user.totpStep,
    guessing: method === 'PASSWORD' ? signedInFrom(user.guessing, address) : user.guessing,
  };
};

/** Whether the session may still be used; `now` is ISO 8601 in UTC. */
export const hasSession = ({ enabled, sessions }: User, sessionId: string, now: string): boolean =>
  enabled && (sessions[sessionId] ?? '') > now;

/** Whether no secret is taken from this address; `now` is ISO 8601 in UTC. */
export const isLocked = ({ guessing }: User, address: string, now: string): boolean =>
  isLockedOut(guessing, address, now);

export const user: Aggregate<User, UserEvent> = {
  category: 'user',
  initial,
  evolve,
  events: userEvents,
  scope: ({ divisionCode }) => divisionCode,
};
