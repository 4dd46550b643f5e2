import type { Circumstances } from '@kernel/decider';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { Household } from './state';

/** Every rule but registration begins here: the household is there, and the fact does not lie in the future. */
export const requireLiving = (household: Household, facts: Circumstances): void => {
  const { effectiveDate, today } = facts;
  requireAll(
    household.phase === 'VANISHED' && unmet('HOUSEHOLD_VANISHED'),
    effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { date: effectiveDate }, '/effectiveDate'),
  );
};

/** The reason that the lifecycle demands, as the caller gave it. */
export const requireReason = ({ reason }: Circumstances): string => {
  require(reason !== null, 'REASON_REQUIRED', {}, '/reason');
  return reason;
};
