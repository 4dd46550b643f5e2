import type { Circumstances } from '@kernel/decider';
import { orderFault } from '@kernel/fault';
import { stateFault } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { Entity, EntityPhase } from './state';

/** The entity stands where the step needs it, and the fact does not lie in the future. */
export const requirePhase = (
  { phase }: Entity,
  { effectiveDate, today }: Circumstances,
  step: { readonly in: readonly EntityPhase[]; readonly otherwise: string },
): void =>
  requireAll(
    stateFault(step, phase, { state: phase, needed: step.in }),
    effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { date: effectiveDate }, '/effectiveDate'),
  );

/** The same of a step to another phase, which is not dated back before the last one. */
export const requireStep: typeof requirePhase = (entity, facts, step) => {
  requirePhase(entity, facts, step);
  requireAll(orderFault(entity.since, facts.effectiveDate));
};
