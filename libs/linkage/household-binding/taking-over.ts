import { lastOf } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { isIdle } from '@kernel/lifecycle';
import { requireAll } from '@kernel/refusal';
import type { TakeOverBinding } from './commands';
import type { HouseholdBindingEvent } from './events';
import type { TakingOverFacts } from './parties';
import { steps } from './lifecycle';
import { householdFault } from './party-faults';
import type { HouseholdBinding } from './state';
import { runningTerm } from './term-on-file';

/**
 * What was agreed goes on as it is, also while it rests: nobody judges it anew, and what was proposed meanwhile falls. What is over by
 * then is not taken over, and what was delivered stays with the binding under which it was. Of two that are in force one is enough,
 * and it rests only where both do.
 */
export const takeOver: Decide<TakeOverBinding, HouseholdBinding, HouseholdBindingEvent, TakingOverFacts> = (
  { householdId, entityId, fromBindingId },
  binding,
  { household, from, effectiveDate },
) => {
  const term = runningTerm(from);
  if (term === null || isIdle(steps.TakeOverBinding, binding.phase)) return [];
  const { proposed, activated, suspended, since } = term;
  requireAll(householdFault(household));
  const on = lastOf(effectiveDate, since, binding.since);
  if (binding.phase === 'SUSPENDED')
    return suspended === null ? [{ type: 'BindingResumed', data: { on } }] : [];
  const whose = { householdId, entityId, villageCode: household.villageCode, term: binding.terms + 1 };
  const taken = { ...proposed, ...whose, startDate: on, on };
  const isOfSame = proposed.householdId === householdId;
  return [
    { type: 'HouseholdBindingProposed', data: taken },
    { type: isOfSame ? 'HouseholdBindingTakenOver' : 'HouseholdRehomed', data: { fromBindingId, on } },
    { type: 'HouseholdBindingActivated', data: { ...activated, from: on } },
    ...(suspended === null ? [] : [{ type: 'BindingSuspended', data: { ...suspended, on } } as const]),
  ];
};
