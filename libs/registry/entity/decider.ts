import { addMonths, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { holdsBy, nothingNew, orderFault, requireReason } from '@kernel/fault';
import { isIdle } from '@kernel/lifecycle';
import type { EntityKind } from '@kernel/linkage';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  ChangeEntityHead,
  ChangeEntityIndustry,
  CorrectEntityHead,
  GrantDemoLevel,
  RestoreEligibility,
  ResumeEntity,
  RevokeEligibility,
  SetLeadingLevel,
  SuspendEntity,
  WithdrawDemoLevel,
} from './commands';
import type { EntityEvent, SealedManager } from './events';
import { isAfter, type Trial } from './judgement';
import { steps } from './lifecycle';
import { requirePhase, requireStep } from './phase';
import type { RevocationProof } from './revocation-proof';
import type { Entity } from './state';
import { isAtonedFor } from './unfinished';

interface HeadFacts {
  readonly manager: SealedManager;
}

export const changeHead: Decide<ChangeEntityHead, Entity, EntityEvent, HeadFacts> = (
  _command,
  entity,
  facts,
) => {
  requirePhase(entity, facts, steps.ChangeEntityHead);
  return [{ type: 'EntityHeadChanged', data: { manager: facts.manager, on: facts.effectiveDate } }];
};

export const correctHead: Decide<CorrectEntityHead, Entity, EntityEvent, HeadFacts> = (
  _command,
  entity,
  facts,
) => {
  requirePhase(entity, facts, steps.CorrectEntityHead);
  requireReason(facts);
  return [{ type: 'EntityHeadCorrected', data: { manager: facts.manager, on: facts.effectiveDate } }];
};

export const changeIndustry: Decide<ChangeEntityIndustry, Entity, EntityEvent> = (
  { industries },
  entity,
  facts,
) => {
  requirePhase(entity, facts, steps.ChangeEntityIndustry);
  return [{ type: 'EntityIndustryChanged', data: { industries, on: facts.effectiveDate } }];
};

/** The level that it has may have been so earlier than it was told; another one of an earlier day would undo it. @throws Refusal BEFORE_LAST_CHANGE */
const holds = (isSame: boolean, since: CalendarDate | null, on: CalendarDate): boolean => {
  if (isSame) return holdsBy(since, on);
  requireAll(orderFault(since, on));
  return false;
};

export const setLeadingLevel: Decide<SetLeadingLevel, Entity, EntityEvent> = (
  { level, documentNo },
  entity,
  facts,
) => {
  requirePhase(entity, facts, steps.SetLeadingLevel);
  require(entity.kind === 'LEADING_ENTERPRISE', 'LEADING_LEVEL_ONLY_FOR_ENTERPRISE');
  const { effectiveDate: on } = facts;
  if (holds(entity.leadingLevel === level, entity.leadingLevelSince, on)) return [];
  return [{ type: 'LeadingLevelChanged', data: { level, documentNo, on } }];
};

export const CAN_DEMONSTRATE: readonly EntityKind[] = ['COOPERATIVE', 'COOPERATIVE_UNION', 'FAMILY_FARM'];

export const grantDemoLevel: Decide<GrantDemoLevel, Entity, EntityEvent> = (
  { level, documentNo },
  entity,
  facts,
) => {
  requirePhase(entity, facts, steps.GrantDemoLevel);
  require(CAN_DEMONSTRATE.includes(entity.kind), 'DEMO_LEVEL_ONLY_FOR_COOPERATIVE');
  const { effectiveDate: on } = facts;
  if (holds(entity.demoLevel === level, entity.demoLevelSince, on)) return [];
  return [{ type: 'DemoLevelGranted', data: { level, documentNo, on } }];
};

export const withdrawDemoLevel: Decide<WithdrawDemoLevel, Entity, EntityEvent> = (
  { documentNo },
  entity,
  facts,
) => {
  requirePhase(entity, facts, steps.WithdrawDemoLevel);
  const { effectiveDate: on } = facts;
  if (holds(entity.demoLevel === null, entity.demoLevelSince, on)) return [];
  return [{ type: 'DemoLevelWithdrawn', data: { documentNo, on } }];
};

export const suspend: Decide<SuspendEntity, Entity, EntityEvent> = (_command, entity, facts) => {
  if (isIdle(steps.SuspendEntity, entity.phase)) return nothingNew(entity.since, facts);
  requireStep(entity, facts, steps.SuspendEntity);
  return [{ type: 'EntitySuspended', data: { reason: requireReason(facts), on: facts.effectiveDate } }];
};

export const resume: Decide<ResumeEntity, Entity, EntityEvent> = (_command, entity, facts) => {
  if (isIdle(steps.ResumeEntity, entity.phase)) return nothingNew(entity.since, facts);
  requireStep(entity, facts, steps.ResumeEntity);
  return [{ type: 'EntityResumed', data: { reason: requireReason(facts), on: facts.effectiveDate } }];
};

/** 「解除协议」 comes first: an agreement that is over needs none, but none that the rectification concerns besides it still runs. */
const isDissolved = ({ ending, failure, running }: RevocationProof): boolean =>
  running.length === 0 || (failure !== null && ending?.rectificationId === failure.rectificationId);

/**
 * S2: 「整改不到位的，解除协议，取消申报、享受政府和部门相关扶持政策资格」: in that order (R18). Whether the agreement was terminated for
 * it, has run out or was ended otherwise meanwhile: it is the failed rectification that costs the eligibility. That the parties part
 * in peace is no cause of its own (4.3), and does not undo one.
 */
export const revoke: Decide<RevokeEligibility, Entity, EntityEvent, RevocationProof> = (
  command,
  entity,
  facts,
) => {
  const { agreementId, decisionNo } = command;
  requireStep(entity, facts, steps.RevokeEligibility);
  const { agreementOf, ending, failure, running, effectiveDate: on } = facts;
  const isOver = agreementOf === facts.id && ending !== null && ending.on <= on;
  require(isOver, 'REVOCATION_WITHOUT_TERMINATION', { agreementId }, '/agreementId');
  const isProof = failure !== null && failure.on <= on && !isAtonedFor(failure.on, entity);
  const unproven = { agreementId, cause: ending.cause };
  require(isProof, 'TERMINATION_WITHOUT_FAILED_RECTIFICATION', unproven, '/agreementId');
  require(isDissolved(facts), 'AGREEMENT_CONCERNED_IN_FORCE', { agreementIds: running });
  const { rectificationId } = failure;
  return [{ type: 'EligibilityRevoked', data: { decisionNo, agreementId, rectificationId, on } }];
};

export interface RestorationFacts {
  /** Parameter `revocation.minYears`. */
  readonly minYears: number;
  /** The evaluation named; null where it has no result. */
  readonly trial: Trial | null;
}

export const restore: Decide<RestoreEligibility, Entity, EntityEvent, RestorationFacts> = (
  { decisionNo, evaluationId },
  entity,
  facts,
) => {
  requireStep(entity, facts, steps.RestoreEligibility);
  const { revokedOn } = entity;
  const { id, minYears: years, trial, effectiveDate: on } = facts;
  const earliest = revokedOn === null ? on : addMonths(revokedOn, 12 * years);
  const isProof = trial?.entityId === id && isAfter(trial, revokedOn) && trial.on <= on;
  const result = isProof ? trial.result : null;
  requireAll(
    on < earliest && unmet('RESTORATION_TOO_EARLY', { years, earliest }, '/effectiveDate'),
    result !== 'FULFILLED' && unmet('RESTORATION_WITHOUT_TRIAL', { evaluationId, result }, '/evaluationId'),
  );
  return [{ type: 'EligibilityRestored', data: { decisionNo, evaluationId, on } }];
};
