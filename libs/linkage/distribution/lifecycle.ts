import { BY_RULE, phased, type Steps } from '@kernel/lifecycle';
import type { Distribution } from './state';

const NOT_CALCULATED = 'DISTRIBUTION_NOT_CALCULATED';
const ONCE_APPROVED = { APPROVED: 'DISTRIBUTION_ALREADY_APPROVED' } as const;

export const steps = {
  DeclareDistribution: { in: ['ABSENT', 'WITHDRAWN'], otherwise: 'DISTRIBUTION_ALREADY_DECLARED' },
  CalculateDividends: { in: ['DECLARED'], otherwise: null },
  ApproveDividends: { in: ['CALCULATED'], otherwise: NOT_CALCULATED, unless: ONCE_APPROVED },
  ImportPaymentBatch: { in: ['APPROVED'], otherwise: 'DISTRIBUTION_NOT_APPROVED' },
  ConfirmPaymentBatch: BY_RULE,
  RejectPaymentBatch: BY_RULE,
  ConfirmReceipt: BY_RULE,
  MarkOverdue: BY_RULE,
  RescheduleDistribution: {
    in: ['CALCULATED', 'APPROVED'],
    otherwise: NOT_CALCULATED,
    unless: { WITHDRAWN: 'NOTHING_UNPAID' },
  },
  PassDividendLine: { in: ['APPROVED'], otherwise: null },
  SucceedDistributionEntity: { in: ['DECLARED', 'CALCULATED', 'APPROVED'], otherwise: null },
  CorrectDividendLine: BY_RULE,
  ReclaimOverpayment: BY_RULE,
  ReleaseWithheld: BY_RULE,
  CarryWithheldForward: { in: ['APPROVED'], otherwise: 'CARRY_BEFORE_APPROVAL' },
  ApproveCorrection: BY_RULE,
  RejectCorrection: BY_RULE,
  WithdrawDistribution: {
    in: ['DECLARED', 'CALCULATED'],
    otherwise: 'DISTRIBUTION_ALREADY_WITHDRAWN',
    unless: ONCE_APPROVED,
  },
} satisfies Steps<Distribution['phase']>;

export const lifecycle = phased(steps);
