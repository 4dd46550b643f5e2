import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

/** A local password, or a provider of identities that the county trusts (OpenID Connect). */
export const SIGN_IN_METHODS = ['PASSWORD', 'OIDC'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

export const SIGN_IN_FAULTS = ['WRONG_PASSWORD', 'WRONG_CODE', 'ACCOUNT_DISABLED', 'OTHER_IDENTITY'] as const;
export type SignInFault = (typeof SIGN_IN_FAULTS)[number];

/** Ciphertext under the person's own key: forgotten with it. */
export type SealedSecret = Readonly<Record<string, string>>;

/** A person who may sign in. What the person may do follows from posts, never from the account. Instants are ISO 8601 in UTC. */
export type UserEvent =
  | Event<
      'UserRegistered',
      {
        /** Unique and never given again: it stands on every event as the actor. */
        login: string;
        divisionCode: DivisionCode;
        /** `name`, and `phone` where there is one. */
        person: SealedSecret;
        on: CalendarDate;
      }
    >
  | Event<'UserDisabled', { on: CalendarDate }>
  | Event<'UserEnabled', { on: CalendarDate }>
  | Event<
      'PasswordSet',
      {
        /** `hash`: argon2id in PHC form. */
        credential: SealedSecret;
        /** Set by somebody else: good for nothing but setting another. */
        mustChange: boolean;
        /** Of the code that was given with the old one: none is taken twice. */
        totpStep?: number | null;
      }
    >
  | Event<
      'TotpEnrolled',
      {
        /** `secret`: base32, RFC 6238. */
        credential: SealedSecret;
        /** Of the code that confirmed it. */
        totpStep?: number;
      }
    >
  | Event<'TotpRemoved', { on: CalendarDate }>
  | Event<
      'IdentityBound',
      {
        /** `issuer` and `subject` of the provider, who may give a name to somebody else but never a subject. */
        identity: SealedSecret;
      }
    >
  | Event<'IdentityUnbound', { on: CalendarDate }>
  | Event<
      'SessionOpened',
      { sessionId: string; method: SignInMethod; address: string; expiresAt: string; totpStep: number | null }
    >
  | Event<'SessionEnded', { sessionId: string }>
  | Event<
      'SignInRefused',
      {
        fault: SignInFault;
        address: string;
        /** One failure too many: nobody signs in from that network before. */
        lockedUntil: string | null;
        /** Too many from all networks that the account does not know: nobody signs in from one of them before. */
        strangersLockedUntil?: string;
      }
    >;

export const userEvents: Readonly<Record<UserEvent['type'], number>> = {
  UserRegistered: 1,
  UserDisabled: 1,
  UserEnabled: 1,
  PasswordSet: 1,
  TotpEnrolled: 1,
  TotpRemoved: 1,
  IdentityBound: 1,
  IdentityUnbound: 1,
  SessionOpened: 1,
  SessionEnded: 1,
  SignInRefused: 1,
};
