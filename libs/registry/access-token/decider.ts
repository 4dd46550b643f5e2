import type { Decide } from '@kernel/decider';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { IssueAccessToken, RevokeAccessToken } from './commands';
import type { AccessTokenEvent } from './events';
import type { AccessToken } from './state';

type Rule<C> = Decide<C, AccessToken, AccessTokenEvent>;

export const issue: Rule<IssueAccessToken> = (command, token, { actor, today }) => {
  require(token.grant === null, 'ACCESS_TOKEN_ISSUED_ALREADY');
  const { name, role, divisionCode, permissions, addresses, until } = command;
  requireAll(until < today && unmet('TERM_INVALID', { startDate: today, endDate: until }, '/until'));
  const grant = { name, role, divisionCode, permissions, addresses, until };
  return [{ type: 'AccessTokenIssued', data: { ...grant, issuedBy: actor.user, on: today } }];
};

export const revoke: Rule<RevokeAccessToken> = (_command, { isRevoked }, { actor, today }) =>
  isRevoked ? [] : [{ type: 'AccessTokenRevoked', data: { revokedBy: actor.user, on: today } }];
