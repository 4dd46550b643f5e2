import { phased, type Steps } from '@kernel/lifecycle';
import type { Erasure } from './state';

type Phase = Erasure['phase'];

const at = (...phases: readonly Phase[]) => ({ in: phases, otherwise: 'ERASURE_NOT_AT_THIS_STEP' });

export const steps = {
  RequestErasure: at('ABSENT', 'REFUSED', 'WITHDRAWN', 'CERTIFIED'),
  ApproveErasure: at('REQUESTED'),
  RefuseErasure: at('REQUESTED', 'APPROVED'),
  WithdrawErasure: at('REQUESTED', 'APPROVED'),
  CarryOutErasure: { in: ['APPROVED'], otherwise: null },
  CertifyErasure: { ...at('CARRIED_OUT'), idle: ['CERTIFIED'] },
} satisfies Steps<Phase>;

export const lifecycle = phased(steps);
