import type { Circumstances } from '@kernel/decider';
import { requireAll, unmet } from '@kernel/refusal';
import type { Entity, EntityPhase } from './state';

/** The entity stands where the step needs it, and the fact does not lie in the future. */
export const requirePhase = (
  entity: Entity,
  facts: Circumstances,
  ...needed: readonly EntityPhase[]
): void => {
  const { effectiveDate, today } = facts;
  requireAll(
    !needed.includes(entity.phase) &&
      unmet('ENTITY_NOT_IN_PHASE', { phase: entity.phase, needed: needed.join(' | ') }),
    effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { date: effectiveDate }, '/effectiveDate'),
  );
};

/** Phases of an entity that is still there, from candidate on. */
export const ALIVE: readonly EntityPhase[] = [
  'CANDIDATE',
  'RECOMMENDED',
  'PRELIM_REVIEWED',
  'ACTIVE',
  'SUSPENDED',
];
