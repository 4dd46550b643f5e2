import type { CalendarDate } from './calendar-date';
import type { Circumstances } from './decider';
import { require, unmet, type Unmet } from './refusal';

/** A condition that does not hold, or nothing. */
export type Fault = Unmet | false | null;

/** What has not come yet has not happened. */
export const futureFault = ({
  effectiveDate,
  today,
}: Pick<Circumstances, 'effectiveDate' | 'today'>): Fault =>
  effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { today }, '/effectiveDate');

/** What happened to one thing is told in order: nothing is dated back before `since`, its last change. */
export const orderFault = (since: CalendarDate | null, on: CalendarDate): Fault =>
  since !== null && on < since && unmet('BEFORE_LAST_CHANGE', { since }, '/effectiveDate');

export const reasonFault = ({ reason }: Pick<Circumstances, 'reason'>): Fault =>
  reason === null && unmet('REASON_REQUIRED', {}, '/reason');

export const requireReason = ({ reason }: Pick<Circumstances, 'reason'>): string => {
  require(reason !== null, 'REASON_REQUIRED', {}, '/reason');
  return reason;
};

/** R42: only an entity of the register in state ACTIVE binds, agrees and pays dividends. */
export const entityFault = ({ phase }: { readonly phase: string }): Fault => {
  if (phase === 'REVOKED') return unmet('ENTITY_REVOKED', {}, '/entityId');
  return phase !== 'ACTIVE' && unmet('ENTITY_NOT_ACTIVE', { state: phase }, '/entityId');
};
