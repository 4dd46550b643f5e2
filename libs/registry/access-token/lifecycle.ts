import type { Lifecycle, Steps } from '@kernel/lifecycle';
import type { AccessToken } from './state';

export const steps = {
  IssueAccessToken: { in: ['ABSENT'], otherwise: 'ACCESS_TOKEN_ISSUED_ALREADY' },
  RevokeAccessToken: { in: ['ISSUED'], otherwise: null },
} satisfies Steps<ReturnType<typeof stateOf>>;

export const stateOf = ({ grant, isRevoked }: AccessToken): 'ABSENT' | 'ISSUED' | 'REVOKED' => {
  if (grant === null) return 'ABSENT';
  return isRevoked ? 'REVOKED' : 'ISSUED';
};

export const lifecycle: Lifecycle = { stateOf, steps };
