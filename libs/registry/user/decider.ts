import type { Circumstances, Decide } from '@kernel/decider';
import { isIdle, requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type {
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
import type { IdentityFacts, PasswordFacts, PersonFacts, TotpFacts } from './facts';
import { locksAfter } from './guessing';
import { stateOf, steps } from './lifecycle';
import { isLocked, type User } from './state';

type Rule<C, F = unknown> = Decide<C, User, UserEvent, F>;

const futureUnmet = ({ effectiveDate, today }: Circumstances): Unmet | false =>
  effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { today }, '/effectiveDate');

export const register: Rule<RegisterUser, PersonFacts> = ({ login, division: divisionCode }, user, facts) => {
  requireState(steps.RegisterUser, stateOf(user), { login });
  const { effectiveDate: date, placeIsUsed } = facts;
  requireAll(
    futureUnmet(facts),
    !placeIsUsed && unmet('DIVISION_NOT_IN_USE', { code: divisionCode, date }, '/division'),
  );
  return [
    { type: 'UserRegistered', data: { login, divisionCode, person: facts.person, on: facts.effectiveDate } },
  ];
};

/** All sessions end with it. */
export const disable: Rule<DisableUser> = (_command, user, facts) => {
  if (isIdle(steps.DisableUser, stateOf(user))) return [];
  requireAll(futureUnmet(facts), facts.reason === null && unmet('REASON_REQUIRED', {}, '/reason'));
  return [{ type: 'UserDisabled', data: { on: facts.effectiveDate } }];
};

export const enable: Rule<EnableUser> = (_command, user, facts) => {
  if (isIdle(steps.EnableUser, stateOf(user))) return [];
  requireAll(futureUnmet(facts));
  return [{ type: 'UserEnabled', data: { on: facts.effectiveDate } }];
};

export const resetPassword: Rule<ResetPassword, PasswordFacts> = (_command, _user, { credential, weak }) => {
  require(!weak, 'PASSWORD_TOO_WEAK', {}, '/password');
  return [{ type: 'PasswordSet', data: { credential, mustChange: true } }];
};

export const changePassword: Rule<ChangePassword, PasswordFacts> = (command, user, facts) => {
  const { address, totpStep = null } = command;
  requireState(steps.ChangePassword, stateOf(user), {});
  requireUnlocked(user, address, facts);
  requireFresh(user, totpStep);
  require(!facts.weak, 'PASSWORD_TOO_WEAK', {}, '/password');
  return [{ type: 'PasswordSet', data: { credential: facts.credential, mustChange: false, totpStep } }];
};

const requireUnlocked = (user: User, address: string, { recordedAt }: Circumstances): void => {
  require(!isLocked(user, address, recordedAt), 'ACCOUNT_LOCKED');
};

/** RFC 6238, 5.2: no code is taken twice, whatever for. */
const requireFresh = (user: User, totpStep: number | null): void => {
  require(totpStep === null || totpStep > user.totpStep, 'CODE_USED_ALREADY');
};

export const enrolTotp: Rule<EnrolTotp, TotpFacts> = ({ totpStep }, { totp }, { credential }) => {
  require(totp === null, 'TOTP_ENROLLED_ALREADY');
  return [{ type: 'TotpEnrolled', data: { credential, totpStep } }];
};

export const removeTotp: Rule<RemoveTotp> = (_command, { totp }, facts) => {
  if (totp === null) return [];
  requireAll(futureUnmet(facts), facts.reason === null && unmet('REASON_REQUIRED', {}, '/reason'));
  return [{ type: 'TotpRemoved', data: { on: facts.effectiveDate } }];
};

export const bindIdentity: Rule<BindIdentity, IdentityFacts> = (_command, user, { identity }) => {
  requireState(steps.BindIdentity, stateOf(user), {});
  require(user.identity === null, 'IDENTITY_BOUND_ALREADY');
  return [{ type: 'IdentityBound', data: { identity } }];
};

export const unbindIdentity: Rule<UnbindIdentity> = (_command, { identity }, facts) => {
  if (identity === null) return [];
  requireAll(futureUnmet(facts), facts.reason === null && unmet('REASON_REQUIRED', {}, '/reason'));
  return [{ type: 'IdentityUnbound', data: { on: facts.effectiveDate } }];
};

export const openSession: Rule<OpenSession> = (command, user, facts) => {
  const { commandId: sessionId } = facts;
  const { method, address, expiresAt, totpStep = null } = command;
  requireState(steps.OpenSession, stateOf(user), {});
  if (method === 'PASSWORD') requireUnlocked(user, address, facts);
  require(method !== 'PASSWORD' || !user.mustChange, 'PASSWORD_MUST_CHANGE');
  requireFresh(user, totpStep);
  return [{ type: 'SessionOpened', data: { sessionId, method, address, expiresAt, totpStep } }];
};

export const endSession: Rule<EndSession> = ({ sessionId }, { sessions }) =>
  Object.hasOwn(sessions, sessionId) ? [{ type: 'SessionEnded', data: { sessionId } }] : [];

/** While an address is locked out nothing more is written of it: who goes on guessing fills no log. */
export const refuseSignIn: Rule<RefuseSignIn> = (command, user, { recordedAt }) => {
  const { fault, address } = command;
  if (fault === 'OTHER_IDENTITY')
    return [{ type: 'SignInRefused', data: { fault, address, lockedUntil: null } }];
  if (isLocked(user, address, recordedAt)) return [];
  const { lockedUntil, strangersLockedUntil } = locksAfter(user.guessing, command);
  const strangers = strangersLockedUntil === null ? {} : { strangersLockedUntil };
  return [{ type: 'SignInRefused', data: { fault, address, lockedUntil, ...strangers } }];
};
