import { phased, type Steps } from '@kernel/lifecycle';
import type { EnterpriseBindingPhase } from './state';

const IN_REVIEW = { in: ['IN_REVIEW'], otherwise: 'BINDING_NOT_IN_REVIEW' } as const;

export const steps = {
  ProposeEnterpriseBinding: {
    in: ['ABSENT', 'RETURNED', 'WITHDRAWN', 'ENDED'],
    otherwise: 'BINDING_DUPLICATE',
  },
  TakeOverEnterpriseBinding: {
    in: ['ABSENT', 'IN_REVIEW', 'RETURNED', 'WITHDRAWN', 'ENDED', 'SUSPENDED'],
    otherwise: null,
  },
  ReturnEnterpriseBinding: IN_REVIEW,
  WithdrawEnterpriseBinding: {
    in: ['IN_REVIEW', 'RETURNED'],
    idle: ['WITHDRAWN'],
    otherwise: 'BINDING_NOT_WITHDRAWABLE',
  },
  ApproveEnterpriseBinding: IN_REVIEW,
  SuspendEnterpriseBinding: { in: ['ACTIVE'], otherwise: 'BINDING_NOT_ACTIVE' },
  ResumeEnterpriseBinding: { in: ['SUSPENDED'], idle: ['ACTIVE'], otherwise: 'BINDING_NOT_SUSPENDED' },
  EndEnterpriseBinding: {
    in: ['ACTIVE', 'SUSPENDED'],
    idle: ['RETURNED', 'WITHDRAWN', 'ENDED'],
    otherwise: 'BINDING_NOT_ACTIVE',
  },
} satisfies Steps<EnterpriseBindingPhase>;

export const lifecycle = phased(steps);
