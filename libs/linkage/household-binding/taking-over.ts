import type { Decide } from '@kernel/decider';
import { requireState } from '@kernel/lifecycle';
import { requireAll } from '@kernel/refusal';
import type { TakeOverBinding } from './commands';
import type { HouseholdBindingEvent } from './events';
import type { TakingOverFacts } from './facts';
import { steps } from './lifecycle';
import { householdFault } from './party-faults';
import type { HouseholdBinding } from './state';

/**
 * What was agreed goes on as it is, also while it rests: nobody judges it anew. What is over by then is not taken over, and what was
 * delivered stays with the household that received it.
 */
export const takeOver: Decide<TakeOverBinding, HouseholdBinding, HouseholdBindingEvent, TakingOverFacts> = (
  { householdId, fromBindingId },
  binding,
  { household, from: { proposed, activated, suspended, inForce }, effectiveDate: on },
) => {
  if (!inForce || proposed === null || activated === null) return [];
  requireState(steps.TakeOverBinding, binding.phase);
  requireAll(householdFault(household));
  const whose = { householdId, villageCode: household.villageCode, term: binding.terms + 1 };
  const taken = { ...proposed, ...whose, startDate: on, on };
  return [
    { type: 'HouseholdBindingProposed', data: taken },
    { type: 'HouseholdRehomed', data: { fromBindingId, on } },
    { type: 'HouseholdBindingActivated', data: { ...activated, from: on } },
    ...(suspended === null ? [] : [{ type: 'BindingSuspended', data: { ...suspended, on } } as const]),
  ];
};
