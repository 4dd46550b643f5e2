import { phased, type Steps } from '@kernel/lifecycle';
import type { EntityPhase } from './state';

const CANDIDACY: readonly EntityPhase[] = ['CANDIDATE', 'RECOMMENDED', 'PRELIM_REVIEWED'];
const REGISTERED: readonly EntityPhase[] = ['ACTIVE', 'SUSPENDED'];
const ALIVE: readonly EntityPhase[] = [...CANDIDACY, ...REGISTERED];

const at = (...phases: readonly EntityPhase[]) => ({ in: phases, otherwise: 'ENTITY_NOT_IN_PHASE' });

export const steps = {
  RegisterEntity: { in: ['ABSENT'], otherwise: 'ENTITY_EXISTS' },
  RecommendEntity: at('CANDIDATE', 'REJECTED'),
  PrelimReviewEntity: at('RECOMMENDED'),
  ApproveEntity: at('PRELIM_REVIEWED'),
  RejectEntity: at(...CANDIDACY),
  ChangeEntityHead: at(...ALIVE),
  CorrectEntityHead: at(...ALIVE),
  RenameEntity: at(...ALIVE),
  CorrectEntityData: at(...ALIVE, 'REJECTED'),
  ChangeEntityIndustry: at(...ALIVE),
  SetLeadingLevel: at(...ALIVE),
  GrantDemoLevel: at(...ALIVE),
  WithdrawDemoLevel: at(...ALIVE),
  SuspendEntity: { ...at('ACTIVE'), idle: ['SUSPENDED'] },
  ResumeEntity: { ...at('SUSPENDED'), idle: ['ACTIVE'] },
  RevokeEligibility: at(...REGISTERED),
  RestoreEligibility: at('REVOKED'),
  MergeDuplicateEntity: at(...ALIVE),
  DeregisterEntity: { ...at(...ALIVE, 'REVOKED', 'REJECTED'), idle: ['DEREGISTERED'] },
  VoidDeregistration: at('DEREGISTERED'),
} satisfies Steps<EntityPhase>;

export const lifecycle = phased(steps);
