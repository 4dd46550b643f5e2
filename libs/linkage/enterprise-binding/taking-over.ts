import { lastOf } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { isIdle } from '@kernel/lifecycle';
import type { TakeOverEnterpriseBinding } from './commands';
import type { EnterpriseBindingEvent } from './events';
import type { TakingOverFacts } from './facts';
import { steps } from './lifecycle';
import type { EnterpriseBinding } from './state';
import { runningTerm } from './term-on-file';

type Rule = Decide<TakeOverEnterpriseBinding, EnterpriseBinding, EnterpriseBindingEvent, TakingOverFacts>;

/**
 * What was agreed goes on as it is, also while it rests, and what was proposed meanwhile falls; what is over by then is not taken
 * over. Of two that are in force one is enough, and it rests only where both do.
 */
export const takeOver: Rule = (
  { enterpriseId, cooperativeId, fromBindingId },
  { phase, since: before, terms },
  { enterprise, cooperative, from, effectiveDate },
) => {
  const term = runningTerm(from);
  if (term === null || isIdle(steps.TakeOverEnterpriseBinding, phase)) return [];
  const { proposed, approved, reason, since } = term;
  const on = lastOf(effectiveDate, since, before);
  if (phase === 'SUSPENDED')
    return reason === null ? [{ type: 'EnterpriseBindingResumed', data: { on } }] : [];
  const { villageCode } = cooperative;
  const sides = { enterpriseId, cooperativeId, villageCode, term: terms + 1 };
  const leadingLevel = enterprise.leadingLevel ?? approved.leadingLevel;
  return [
    { type: 'EnterpriseBindingProposed', data: { ...proposed, ...sides, startDate: on, on } },
    { type: 'EnterpriseBindingTakenOver', data: { fromBindingId, on } },
    { type: 'EnterpriseBindingApproved', data: { leadingLevel, on } },
    { type: 'EnterpriseBindingActivated', data: { from: on } },
    ...(reason === null ? [] : [{ type: 'EnterpriseBindingSuspended', data: { reason, on } } as const]),
  ];
};
