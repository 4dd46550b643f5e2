import type { Circumstances } from '@kernel/decider';
import { stateFault } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import { LIVING } from './lifecycle';
import type { Household } from './state';

/** Every rule but registration begins here: the household is there, and the fact does not lie in the future. */
export const requireLiving = (household: Household, facts: Circumstances): void => {
  const { effectiveDate, today } = facts;
  requireAll(
    stateFault(LIVING, household.phase, {}),
    effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { date: effectiveDate }, '/effectiveDate'),
  );
};

/** The reason that the lifecycle demands, as the caller gave it. */
export const requireReason = ({ reason }: Circumstances): string => {
  require(reason !== null, 'REASON_REQUIRED', {}, '/reason');
  return reason;
};
