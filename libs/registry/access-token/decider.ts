import { addDays } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { isIdle, requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import { levelFault } from '@kernel/role-level';
import type { IssueAccessToken, RevokeAccessToken } from './commands';
import type { AccessTokenEvent } from './events';
import type { GrantFacts } from './facts';
import { stateOf, steps } from './lifecycle';
import type { AccessToken } from './state';

type Rule<C, F = unknown> = Decide<C, AccessToken, AccessTokenEvent, F>;

export const issue: Rule<IssueAccessToken, GrantFacts> = (command, token, facts) => {
  const { actor, today, daysMax, notForPrograms, placeIsUsed } = facts;
  requireState(steps.IssueAccessToken, stateOf(token), {});
  const { name, role, division: divisionCode, permissions, addresses, until } = command;
  const latest = addDays(today, daysMax);
  requireAll(
    levelFault(role, divisionCode),
    !placeIsUsed && unmet('DIVISION_NOT_IN_USE', { code: divisionCode, date: today }, '/division'),
    until < today && unmet('TERM_INVALID', { startDate: today, endDate: until }, '/until'),
    until > latest && unmet('ACCESS_TOKEN_TOO_LONG', { days: daysMax, latest }, '/until'),
    notForPrograms.length > 0 &&
      unmet('PERMISSION_NOT_FOR_PROGRAMS', { names: notForPrograms.join(', ') }, '/permissions'),
  );
  const grant = { name, role, divisionCode, permissions, addresses, until };
  return [{ type: 'AccessTokenIssued', data: { ...grant, issuedBy: actor.user, on: today } }];
};

export const revoke: Rule<RevokeAccessToken> = (_command, token, { actor, today }) =>
  isIdle(steps.RevokeAccessToken, stateOf(token))
    ? []
    : [{ type: 'AccessTokenRevoked', data: { revokedBy: actor.user, on: today } }];
