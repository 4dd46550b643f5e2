import { describe, expect, it } from '@jest/globals';
import { fold } from '@kernel/decider';
import { divisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { handledUser } from './aggregate';
import {
  BindIdentity,
  ChangePassword,
  DisableUser,
  EnableUser,
  EndSession,
  EnrolTotp,
  OpenSession,
  RefuseSignIn,
  RegisterUser,
  RemoveTotp,
  ResetPassword,
  UnbindIdentity,
} from './commands';
import type { UserEvent } from './events';
import { hasSession, user, type User, SESSIONS_MAX } from './state';
import { calendarDate } from '@kernel/calendar-date';

const COUNTY = divisionCode('530424000000');
const on = calendarDate('2025-03-01');
const person = { name: 'sealed' };
const credential = { hash: 'sealed' };
const { given } = specify<UserEvent>(handledUser, {
  ...{ person, credential, weak: false, placeIsUsed: true },
});

const registered: UserEvent = {
  type: 'UserRegistered',
  data: { login: 'li', divisionCode: COUNTY, person, on },
};
const password = (mustChange = false): UserEvent => ({
  type: 'PasswordSet',
  data: { credential, mustChange, ...(mustChange ? {} : { totpStep: null }) },
});
const changed = (totpStep: number): UserEvent => ({
  type: 'PasswordSet',
  data: { credential, mustChange: false, totpStep },
});
const changing = (totpStep: number | null = null, address = '::1') =>
  command(ChangePassword, { password: 'x', address, totpStep });
const failure = (lockedUntil: string | null = null, address = '::1'): UserEvent => ({
  type: 'SignInRefused',
  data: { fault: 'WRONG_PASSWORD', address, lockedUntil },
});
const session = (
  sessionId = 's',
  expiresAt = '2025-03-01T10:00:00.000Z',
  totpStep: number | null = null,
): UserEvent => ({
  type: 'SessionOpened',
  data: { sessionId, method: 'PASSWORD', address: '::1', expiresAt, totpStep },
});
const ready = [registered, password()];
const open = (more: Partial<OpenSession> = {}) =>
  command(OpenSession, {
    method: 'PASSWORD',
    address: '::1',
    expiresAt: '2025-03-01T10:00:00.000Z',
    ...more,
  });
const failing = (more: Partial<RefuseSignIn> = {}): RefuseSignIn =>
  command(RefuseSignIn, {
    ...{ fault: 'WRONG_PASSWORD', address: '::1', attemptsAllowed: 3, lockUntil: '2025-03-01T02:15:00.000Z' },
    ...more,
  });
const fails = failing();
const stateOf = (...events: readonly UserEvent[]): User => fold(user, events);

describe('a user', () => {
  it('is registered once; a login is never given twice', () => {
    const register = command(RegisterUser, { login: 'li', division: COUNTY, name: 'x' });
    given().when(register).then(registered);
    given(registered).when(register).thenRefused('LOGIN_TAKEN');
  });

  it('belongs to a division that is in use', () =>
    given()
      .knowing({ placeIsUsed: false })
      .when(command(RegisterUser, { login: 'li', division: COUNTY, name: 'x' }))
      .thenRefused('DIVISION_NOT_IN_USE'));

  it('is disabled for a reason, which ends every session, and may be enabled again', () => {
    given(registered).when(command(DisableUser, {})).thenRefused('REASON_REQUIRED');
    const disabled: UserEvent = { type: 'UserDisabled', data: { on } };
    given(registered).knowing({ reason: '调离' }).when(command(DisableUser, {})).then(disabled);
    expect(stateOf(...ready, session(), disabled).sessions).toEqual({});
    given(registered, disabled).when(open()).thenRefused('USER_DISABLED');
    given(registered, disabled).when(command(EnableUser, {})).then({ type: 'UserEnabled', data: { on } });
  });
});

describe('a password', () => {
  it('that somebody else has set opens nothing but its own change', () => {
    given(registered)
      .when(command(ResetPassword, { password: 'x' }))
      .then(password(true));
    given(registered, password(true)).when(open()).thenRefused('PASSWORD_MUST_CHANGE');
    expect(
      given(registered, password(true))
        .when(open({ method: 'OIDC' }))
        .events(),
    ).toHaveLength(1);
    given(registered, password(true)).when(changing()).then(password());
  });

  it('is no weak one', () => {
    for (const asked of [command(ResetPassword, { password: 'x' }), changing()])
      given(...ready)
        .knowing({ weak: true })
        .when(asked)
        .thenRefused('PASSWORD_TOO_WEAK');
  });

  it('is not changed from where too many were wrong, and changing it unlocks nothing there', () => {
    const locked = failure('2025-03-01T02:15:00.000Z');
    given(...ready, locked)
      .when(changing())
      .thenRefused('ACCOUNT_LOCKED');
    given(...ready, locked, password())
      .when(open())
      .thenRefused('ACCOUNT_LOCKED');
    expect(
      given(...ready, locked, password(true))
        .when(changing())
        .events(),
    ).toHaveLength(1);
  });
});

describe('failures to sign in', () => {
  it('lock out the network they come from at the one that is too many', () => {
    given(...ready)
      .when(fails)
      .then(failure());
    given(...ready, failure(), failure())
      .when(fails)
      .then(failure('2025-03-01T02:15:00.000Z'));
  });

  it('write nothing more while it is locked, when no session opens', () => {
    const locked = [...ready, failure('2025-03-01T02:15:00.000Z')];
    given(...locked)
      .when(fails)
      .thenNothing();
    given(...locked)
      .when(open())
      .thenRefused('ACCOUNT_LOCKED');
    const later = { recordedAt: '2025-03-01T02:15:00.000Z' };
    expect(
      given(...locked)
        .knowing(later)
        .when(open())
        .events(),
    ).toHaveLength(1);
    given(...locked)
      .knowing(later)
      .when(fails)
      .then(failure());
  });

  it('lock out nobody elsewhere, and nobody whom a provider of identities vouches for', () => {
    const locked = [...ready, failure('2025-03-01T02:15:00.000Z', '10.0.0.1')];
    for (const opening of [open({ address: '10.0.0.2' }), open({ address: '10.0.0.1', method: 'OIDC' })])
      expect(
        given(...locked)
          .when(opening)
          .events(),
      ).toHaveLength(1);
  });

  it('from many networks lock out all from which nobody has signed in, and no other', () => {
    const wrong = Array.from({ length: 29 }, (_one, index) => failure(null, `10.0.${String(index)}.1`));
    const before = [...ready, session(), ...wrong];
    const strangersLockedUntil = '2025-03-01T02:15:00.000Z';
    const data = {
      fault: 'WRONG_PASSWORD',
      address: '10.1.0.1',
      lockedUntil: null,
      strangersLockedUntil,
    } as const;
    const last: UserEvent = { type: 'SignInRefused', data };
    given(...before)
      .when(failing({ address: '10.1.0.1' }))
      .then(last);
    given(...before, last)
      .when(open({ address: '10.2.0.1' }))
      .thenRefused('ACCOUNT_LOCKED');
    given(...before, last)
      .when(open())
      .events();
  });

  it('with the identity of somebody else stand on record and lock out nobody', () => {
    const other = failing({ fault: 'OTHER_IDENTITY' });
    const data = { fault: 'OTHER_IDENTITY', address: '::1', lockedUntil: null } as const;
    const recorded: UserEvent = { type: 'SignInRefused', data };
    given(...ready, recorded, recorded, recorded)
      .when(other)
      .then(recorded);
    given(...ready, recorded, recorded)
      .when(fails)
      .then(failure());
  });

  it('are forgotten with a sign-in that succeeds', () => {
    given(...ready, failure(), failure(), session())
      .when(fails)
      .then(failure());
  });
});

describe('a session', () => {
  it('holds until it ends by itself or is ended', () => {
    const state = stateOf(...ready, session());
    expect(hasSession(state, 's', '2025-03-01T09:59:59.999Z')).toBe(true);
    expect(hasSession(state, 's', '2025-03-01T10:00:00.000Z')).toBe(false);
    expect(hasSession(state, 'another', '2025-03-01T09:00:00.000Z')).toBe(false);
    const end = command(EndSession, { sessionId: 's' });
    given(...ready, session())
      .when(end)
      .then({ type: 'SessionEnded', data: { sessionId: 's' } });
    given(...ready)
      .when(end)
      .thenNothing();
  });

  it('is one of twenty; one more ends the oldest', () => {
    const many = Array.from({ length: SESSIONS_MAX + 1 }, (_none, index) => session(`s${String(index)}`));
    const { sessions } = stateOf(...ready, ...many);
    expect([Object.keys(sessions).length, 's0' in sessions]).toEqual([SESSIONS_MAX, false]);
  });
});

describe('an identity at a provider', () => {
  const identity = { subject: 'sealed' };
  const bound: UserEvent = { type: 'IdentityBound', data: { identity } };
  const bind = command(BindIdentity, { issuer: 'https://id.example.org', subject: 's' });

  it('is bound once, and unbound for a reason by the administration', () => {
    const told = given(registered).knowing({ identity });
    told.when(bind).then(bound);
    given(registered, bound).knowing({ identity }).when(bind).thenRefused('IDENTITY_BOUND_ALREADY');
    given(registered, bound).when(command(UnbindIdentity, {})).thenRefused('REASON_REQUIRED');
    const unbound: UserEvent = { type: 'IdentityUnbound', data: { on } };
    given(registered, bound).knowing({ reason: '重新开户' }).when(command(UnbindIdentity, {})).then(unbound);
    given(registered, bound, unbound).when(command(UnbindIdentity, {})).thenNothing();
    given(registered, bound, unbound).knowing({ identity }).when(bind).then(bound);
  });
});

describe('a device for codes', () => {
  const enrolled: UserEvent = { type: 'TotpEnrolled', data: { credential, totpStep: 5 } };

  it('is enrolled once, and removed for a reason', () => {
    const enrol = command(EnrolTotp, { secret: 'x', totpStep: 5 });
    given(...ready)
      .when(enrol)
      .then(enrolled);
    given(...ready, enrolled)
      .when(enrol)
      .thenRefused('TOTP_ENROLLED_ALREADY');
    given(...ready, enrolled)
      .when(command(RemoveTotp, {}))
      .thenRefused('REASON_REQUIRED');
    const removed: UserEvent = { type: 'TotpRemoved', data: { on } };
    given(...ready, enrolled)
      .knowing({ reason: '手机丢失' })
      .when(command(RemoveTotp, {}))
      .then(removed);
  });

  it('has no code taken again that enrolled it, or that changed the password', () => {
    for (const before of [[enrolled], [enrolled, changed(5)]])
      for (const asked of [open({ totpStep: 5 }), changing(5)])
        given(...ready, ...before)
          .when(asked)
          .thenRefused('CODE_USED_ALREADY');
    given(...ready, enrolled)
      .when(changing(6))
      .then(changed(6));
    given(...ready, enrolled, changed(6))
      .when(open({ totpStep: 6 }))
      .thenRefused('CODE_USED_ALREADY');
  });

  it('has each code taken once', () => {
    given(...ready, enrolled, session('s', '2025-03-01T10:00:00.000Z', 7))
      .when(open({ totpStep: 7 }))
      .thenRefused('CODE_USED_ALREADY');
    expect(
      given(...ready, enrolled)
        .when(open({ totpStep: 7 }))
        .events(),
    ).toHaveLength(1);
  });
});
