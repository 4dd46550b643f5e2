import { BY_RULE, phased, type Steps } from '@kernel/lifecycle';
import type { BindingPhase } from './state';

const OVER: readonly BindingPhase[] = ['ENDED', 'WITHDRAWN'];

/** R03: one binding at a time for household, entity and industry. */
const FREE = { in: ['ABSENT', 'INTENT', ...OVER], otherwise: 'BINDING_DUPLICATE' } as const;

/** What came back is proposed anew where it has to be put otherwise; what is right as it stands is only submitted again. */
const OPEN = { ...FREE, in: [...FREE.in, 'RETURNED'] } as const;

const IN_REVIEW = { in: ['IN_REVIEW'], otherwise: 'BINDING_NOT_IN_REVIEW' } as const;
const IN_FORCE = { in: ['ACTIVE', 'SUSPENDED'], otherwise: 'BINDING_NOT_ACTIVE' } as const;

export const steps = {
  RecordIntent: { ...FREE, in: ['ABSENT', ...OVER], idle: ['INTENT'] },
  ProposeHouseholdBinding: OPEN,
  RehomeHousehold: OPEN,
  TakeOverBinding: { in: [...OPEN.in, 'PROPOSED', 'IN_REVIEW', 'SUSPENDED'], otherwise: null },
  SubmitForReview: { in: ['PROPOSED', 'RETURNED'], idle: ['IN_REVIEW'], otherwise: 'BINDING_NOT_PROPOSED' },
  ReturnBinding: IN_REVIEW,
  ActivateBinding: IN_REVIEW,
  ChangeForms: IN_FORCE,
  LinkAgreement: {
    in: ['PROPOSED', 'IN_REVIEW', 'RETURNED', ...IN_FORCE.in],
    otherwise: 'BINDING_CLOSED',
  },
  JudgeIndustryMatch: IN_FORCE,
  RecordBenefit: IN_FORCE,
  ConfirmBenefit: BY_RULE,
  VoidBenefit: BY_RULE,
  RelocateBinding: { in: ['INTENT', 'PROPOSED', 'IN_REVIEW', 'RETURNED', ...IN_FORCE.in], otherwise: null },
  SuspendBinding: { in: ['ACTIVE'], otherwise: 'BINDING_NOT_ACTIVE' },
  ResumeBinding: { in: ['SUSPENDED'], idle: ['ACTIVE'], otherwise: 'BINDING_NOT_SUSPENDED' },
  EndBinding: { ...IN_FORCE, idle: OVER },
  WithdrawBinding: {
    in: ['INTENT', 'PROPOSED', 'RETURNED'],
    idle: ['WITHDRAWN'],
    otherwise: 'BINDING_NOT_WITHDRAWABLE',
  },
} satisfies Steps<BindingPhase>;

export const lifecycle = phased(steps);
