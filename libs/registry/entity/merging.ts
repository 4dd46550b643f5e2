import type { Decide } from '@kernel/decider';
import { ancestorAt, type DivisionCode } from '@kernel/division-code';
import { requireReason } from '@kernel/fault';
import { isTaken } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { MergeDuplicateEntity } from './commands';
import type { EntityEvent } from './events';
import { steps } from './lifecycle';
import { requireStep } from './phase';
import type { Entity, EntityPhase } from './state';
import { requireFinished, type UnfinishedFacts } from './unfinished';

export interface MergingFacts extends UnfinishedFacts {
  /** The one that stays. */
  readonly survivor: { readonly phase: EntityPhase; readonly villageCode: DivisionCode };
}

const countyOf = (village: DivisionCode): DivisionCode => ancestorAt(village, 'COUNTY');

/** Whoever was revoked or is under way to it is not merged out of it (R18), and nobody into one that is out of the register. */
export const merge: Decide<MergeDuplicateEntity, Entity, EntityEvent, MergingFacts> = (
  { into, registryDocument },
  entity,
  facts,
) => {
  const step = steps.MergeDuplicateEntity;
  requireStep(entity, facts, step);
  require(into !== facts.id, 'ENTITY_MERGED_INTO_ITSELF', {}, '/into');
  const { phase, villageCode } = facts.survivor;
  const isNear = entity.villageCode !== null && countyOf(entity.villageCode) === countyOf(villageCode);
  requireAll(
    !isTaken(step, phase) && unmet('ENTITY_TO_STAY_NOT_REGISTERED', { phase }, '/into'),
    !isNear && unmet('ENTITY_TO_STAY_ELSEWHERE', {}, '/into'),
  );
  requireFinished(entity, facts);
  requireReason(facts);
  const on = facts.effectiveDate;
  return [
    { type: 'EntityMerged', data: { into, on } },
    { type: 'EntityDeregistered', data: { registryDocument, on } },
  ];
};
