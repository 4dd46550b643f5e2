import type { Decide } from '@kernel/decider';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { IssueServiceToken, RevokeServiceToken } from './commands';
import type { ServiceTokenEvent } from './events';
import type { ServiceToken } from './state';

type Rule<C> = Decide<C, ServiceToken, ServiceTokenEvent>;

export const issue: Rule<IssueServiceToken> = (command, token, { actor, today }) => {
  require(token.grant === null, 'SERVICE_TOKEN_ISSUED_ALREADY');
  const { name, role, divisionCode, permissions, addresses, until } = command;
  requireAll(until < today && unmet('TERM_INVALID', { startDate: today, endDate: until }, '/until'));
  const grant = { name, role, divisionCode, permissions, addresses, until };
  return [{ type: 'ServiceTokenIssued', data: { ...grant, issuedBy: actor.user, on: today } }];
};

export const revoke: Rule<RevokeServiceToken> = (_command, { isRevoked }, { actor, today }) =>
  isRevoked ? [] : [{ type: 'ServiceTokenRevoked', data: { revokedBy: actor.user, on: today } }];
