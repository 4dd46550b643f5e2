import type { Circumstances, Decide } from '@kernel/decider';
import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type {
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
} from './commands';
import type { UserEvent } from './events';
import type { PasswordFacts, PersonFacts, TotpFacts } from './facts';
import { isLocked, type User } from './state';

type Rule<C, F = unknown> = Decide<C, User, UserEvent, F>;

const futureUnmet = ({ effectiveDate, today }: Circumstances): Unmet | false =>
  effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { today }, '/effectiveDate');

export const register: Rule<RegisterUser, PersonFacts> = ({ login, divisionCode }, user, facts) => {
  require(user.login === null, 'LOGIN_TAKEN', { login }, '/login');
  requireAll(futureUnmet(facts));
  return [
    { type: 'UserRegistered', data: { login, divisionCode, person: facts.person, on: facts.effectiveDate } },
  ];
};

/** All sessions end with it. */
export const disable: Rule<DisableUser> = (_command, { enabled }, facts) => {
  if (!enabled) return [];
  requireAll(futureUnmet(facts), facts.reason === null && unmet('REASON_REQUIRED', {}, '/reason'));
  return [{ type: 'UserDisabled', data: { on: facts.effectiveDate } }];
};

export const enable: Rule<EnableUser> = (_command, { enabled }, facts) => {
  if (enabled) return [];
  requireAll(futureUnmet(facts));
  return [{ type: 'UserEnabled', data: { on: facts.effectiveDate } }];
};

export const resetPassword: Rule<ResetPassword, PasswordFacts> = (_command, _user, { credential, weak }) => {
  require(!weak, 'PASSWORD_TOO_WEAK', {}, '/password');
  return [{ type: 'PasswordSet', data: { credential, mustChange: true } }];
};

export const changePassword: Rule<ChangePassword, PasswordFacts> = (_command, user, facts) => {
  require(user.enabled, 'USER_DISABLED');
  require(!facts.weak, 'PASSWORD_TOO_WEAK', {}, '/password');
  return [{ type: 'PasswordSet', data: { credential: facts.credential, mustChange: false } }];
};

export const enrolTotp: Rule<EnrolTotp, TotpFacts> = (_command, { totp }, { credential }) => {
  require(totp === null, 'TOTP_ENROLLED_ALREADY');
  return [{ type: 'TotpEnrolled', data: { credential } }];
};

export const removeTotp: Rule<RemoveTotp> = (_command, { totp }, facts) => {
  if (totp === null) return [];
  requireAll(futureUnmet(facts), facts.reason === null && unmet('REASON_REQUIRED', {}, '/reason'));
  return [{ type: 'TotpRemoved', data: { on: facts.effectiveDate } }];
};

export const openSession: Rule<OpenSession> = (command, user, { recordedAt, commandId: sessionId }) => {
  const { method, address, expiresAt, totpStep = null } = command;
  require(user.enabled, 'USER_DISABLED');
  require(!isLocked(user, recordedAt), 'ACCOUNT_LOCKED', { until: user.lockedUntil });
  require(method !== 'PASSWORD' || !user.mustChange, 'PASSWORD_MUST_CHANGE');
  require(totpStep === null || totpStep > user.totpStep, 'CODE_USED_ALREADY');
  return [{ type: 'SessionOpened', data: { sessionId, method, address, expiresAt, totpStep } }];
};

export const endSession: Rule<EndSession> = ({ sessionId }, { sessions }) =>
  Object.hasOwn(sessions, sessionId) ? [{ type: 'SessionEnded', data: { sessionId } }] : [];

/** While the account is locked nothing more is written: who goes on guessing fills no log. */
export const refuseSignIn: Rule<RefuseSignIn> = (command, user, { recordedAt }) => {
  if (isLocked(user, recordedAt)) return [];
  const { fault, address, attemptsAllowed, lockUntil } = command;
  const lockedUntil = user.failures + 1 >= attemptsAllowed ? lockUntil : null;
  return [{ type: 'SignInRefused', data: { fault, address, lockedUntil } }];
};
