import { addDays } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { IssueAccessToken, RevokeAccessToken } from './commands';
import type { AccessTokenEvent } from './events';
import type { GrantFacts } from './facts';
import type { AccessToken } from './state';

type Rule<C, F = unknown> = Decide<C, AccessToken, AccessTokenEvent, F>;

export const issue: Rule<IssueAccessToken, GrantFacts> = (command, token, facts) => {
  const { actor, today, daysMax, notForPrograms } = facts;
  require(token.grant === null, 'ACCESS_TOKEN_ISSUED_ALREADY');
  const { name, role, divisionCode, permissions, addresses, until } = command;
  const latest = addDays(today, daysMax);
  requireAll(
    until < today && unmet('TERM_INVALID', { startDate: today, endDate: until }, '/until'),
    until > latest && unmet('ACCESS_TOKEN_TOO_LONG', { days: daysMax, latest }, '/until'),
    notForPrograms.length > 0 &&
      unmet('PERMISSION_NOT_FOR_PROGRAMS', { names: notForPrograms.join(', ') }, '/permissions'),
  );
  const grant = { name, role, divisionCode, permissions, addresses, until };
  return [{ type: 'AccessTokenIssued', data: { ...grant, issuedBy: actor.user, on: today } }];
};

export const revoke: Rule<RevokeAccessToken> = (_command, { isRevoked }, { actor, today }) =>
  isRevoked ? [] : [{ type: 'AccessTokenRevoked', data: { revokedBy: actor.user, on: today } }];
