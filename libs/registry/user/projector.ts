import { changed, register, type Registered } from '@projection/fold';
import { withSealed } from '@projection/fold-sealed';
import type { SignInMethod, UserEvent } from './events';
import { SESSIONS_MAX } from './state';

export type Session = {
  readonly sessionId: string;
  readonly method: SignInMethod;
  readonly address: string;
  readonly openedAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
};

/** An account. The name stays sealed, beside it; the sessions are the last twenty. */
export type UserRow = Registered & {
  readonly login: string;
  readonly division: string;
  readonly enabled: boolean;
  readonly hasPassword: boolean;
  readonly mustChange: boolean;
  readonly hasTotp: boolean;
  /** At a provider of identities. */
  readonly isBound: boolean;
  /** Of the newest lock: of one network, or of all that the account does not know. */
  readonly lockedUntil: string | null;
  readonly lastSignInAt: string | null;
  readonly sessions: readonly Session[];
};

type Line = Omit<UserRow, keyof Registered>;

const ended = (
  sessions: readonly Session[],
  endedAt: string,
  which: (line: Session) => boolean = () => true,
): readonly Session[] =>
  sessions.map((line) => (line.endedAt === null && which(line) ? { ...line, endedAt } : line));

type Told = { readonly metadata: Readonly<Record<string, unknown>> };

const at = ({ metadata }: Told): string => String(metadata['recordedAt']);

const lines = register<UserEvent, UserRow>({
  name: 'user',
  version: 3,
  categories: ['user'],
  collection: 'users',
  indexes: [{ fields: ['division', 'login'] }, { fields: ['login'] }],
  on: {
    UserRegistered: (_before, { data: { login, divisionCode } }): Line => ({
      ...{ login, division: divisionCode, enabled: true, hasPassword: false, mustChange: false },
      ...{ hasTotp: false, isBound: false, lockedUntil: null, lastSignInAt: null, sessions: [] },
    }),
    UserDisabled: changed(({ sessions }, event) => ({
      ...{ enabled: false, sessions: ended(sessions, at(event)) },
    })),
    UserEnabled: changed(() => ({ enabled: true })),
    PasswordSet: changed((row, event) => {
      const { mustChange } = event.data;
      const lockedUntil = mustChange ? null : row.lockedUntil;
      return { hasPassword: true, mustChange, lockedUntil, sessions: ended(row.sessions, at(event)) };
    }),
    TotpEnrolled: changed(() => ({ hasTotp: true })),
    TotpRemoved: changed(() => ({ hasTotp: false })),
    IdentityBound: changed(() => ({ isBound: true })),
    IdentityUnbound: changed(() => ({ isBound: false })),
    SessionOpened: changed((row, event) => {
      const { sessionId, method, address, expiresAt } = event.data;
      const opened = { sessionId, method, address, expiresAt, openedAt: at(event), endedAt: null };
      return {
        ...{ lockedUntil: method === 'PASSWORD' ? null : row.lockedUntil, lastSignInAt: at(event) },
        sessions: [opened, ...row.sessions].slice(0, SESSIONS_MAX),
      };
    }),
    SessionEnded: changed(({ sessions }, event) => ({
      sessions: ended(sessions, at(event), ({ sessionId }) => sessionId === event.data.sessionId),
    })),
    SignInRefused: changed((row, { data: { lockedUntil, strangersLockedUntil } }) => ({
      lockedUntil: strangersLockedUntil ?? lockedUntil ?? row.lockedUntil,
    })),
  },
});

/** The accounts, and who holds each. */
export const userRegister = withSealed(lines, 'account-holders', {
  UserRegistered: ({ data }, id) => ({
    ...{ subject: id, sealed: data['person'] },
    division: data['divisionCode'],
  }),
});
