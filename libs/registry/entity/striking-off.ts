import { actsFor } from '@kernel/actor';
import type { Decide } from '@kernel/decider';
import { nothingNew, reasonFault } from '@kernel/fault';
import { isIdle } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { DeregisterEntity, VoidDeregistration } from './commands';
import { STANDING_PHASES, type EntityEvent } from './events';
import { steps } from './lifecycle';
import { requirePhase, requireStep } from './phase';
import type { Entity } from './state';
import { requireFinished, type UnfinishedFacts } from './unfinished';

export const deregister: Decide<DeregisterEntity, Entity, EntityEvent, UnfinishedFacts> = (
  { registryDocument },
  entity,
  facts,
) => {
  if (isIdle(steps.DeregisterEntity, entity.phase)) return nothingNew(entity.since, facts);
  requireStep(entity, facts, steps.DeregisterEntity);
  requireFinished(entity, facts);
  const { actor, effectiveDate: on } = facts;
  return [{ type: 'EntityDeregistered', data: { registryDocument, by: actor.user, on } }];
};

/** 4-lifecycles: what was recorded wrongly is voided, from the first day on. One that goes on as another was not struck off by mistake. */
export const voidDeregistration: Decide<VoidDeregistration, Entity, EntityEvent> = (
  { registryDocument },
  entity,
  facts,
) => {
  requirePhase(entity, facts, steps.VoidDeregistration);
  const { since: on, struckOff, mergedInto } = entity;
  const restored = STANDING_PHASES.find((phase) => phase === struckOff?.from);
  if (on === null || restored === undefined)
    throw new Error('an entity that was struck off stood somewhere until a day');
  require(mergedInto === null, 'DEREGISTERED_BY_MERGER', { mergedInto });
  require(!actsFor(facts, struckOff?.by ?? null), 'VOIDER_IS_RECORDER');
  requireAll(
    facts.effectiveDate !== on && unmet('VOIDED_FROM_FIRST_DAY', { on }, '/effectiveDate'),
    reasonFault(facts),
  );
  return [{ type: 'EntityDeregistrationVoided', data: { restored, registryDocument, on } }];
};
