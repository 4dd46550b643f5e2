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
import { requireSettled, type UnfinishedFacts } from './unfinished';

export interface MergingFacts extends UnfinishedFacts {
  /** The one that stays. */
  readonly survivor: Pick<Entity, 'phase' | 'kind'> & { readonly villageCode: DivisionCode };
}

/** An entity that may be bound is merged into one that may be too (R42): whoever is bound to it has to find somebody there. */
const HEIRS: { readonly [Phase in EntityPhase]?: readonly EntityPhase[] } = {
  ACTIVE: ['ACTIVE'],
  SUSPENDED: ['ACTIVE', 'SUSPENDED'],
};

const countyOf = (village: DivisionCode): DivisionCode => ancestorAt(village, 'COUNTY');

/**
 * Whoever was revoked or is under way to it is not merged out of it (R18), and nobody into one that is out of the register. One entity
 * is of one kind: of two kinds they are not the same, or one of them was entered wrongly.
 */
export const merge: Decide<MergeDuplicateEntity, Entity, EntityEvent, MergingFacts> = (
  { into, registryDocument },
  entity,
  facts,
) => {
  const step = steps.MergeDuplicateEntity;
  requireStep(entity, facts, step);
  require(into !== facts.id, 'ENTITY_MERGED_INTO_ITSELF', {}, '/into');
  const { phase, kind, villageCode } = facts.survivor;
  const isRegistered = isTaken(step, phase);
  const needed = HEIRS[entity.phase] ?? step.in;
  const isNear = entity.villageCode !== null && countyOf(entity.villageCode) === countyOf(villageCode);
  requireAll(
    !isRegistered && unmet('ENTITY_TO_STAY_NOT_REGISTERED', { state: phase }, '/into'),
    isRegistered &&
      !needed.includes(phase) &&
      unmet('ENTITY_TO_STAY_NOT_ADMITTED', { state: phase, needed }, '/into'),
    kind !== entity.kind && unmet('ENTITY_TO_STAY_OF_OTHER_KIND', { kind, needed: entity.kind }, '/into'),
    !isNear && unmet('ENTITY_TO_STAY_ELSEWHERE', {}, '/into'),
  );
  requireSettled(entity, facts);
  requireReason(facts);
  const on = facts.effectiveDate;
  return [
    { type: 'EntityMerged', data: { into, evaluatedThrough: facts.unfinished.evaluatedThrough, on } },
    { type: 'EntityDeregistered', data: { registryDocument, on } },
  ];
};
