import type { CalendarDate } from './calendar-date';
import type { Circumstances } from './decider';
import { require, requireAll, unmet, type Unmet } from './refusal';

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

/** Whether a fact that has held since `since`, null from the beginning, holds on `on` already: only then is there nothing to record. */
export const holdsBy = (since: CalendarDate | null, on: CalendarDate): boolean =>
  since === null || since <= on;

/**
 * No event where what is asked has happened already. A process may ask it of any day; a person who dates it back before it
 * happened means a correction, which is not answered as if it were made. @throws Refusal BEFORE_LAST_CHANGE
 */
export const nothingNew = (
  since: CalendarDate | null,
  { actor, effectiveDate }: Pick<Circumstances, 'actor' | 'effectiveDate'>,
): readonly [] => {
  if (actor.role !== 'SYSTEM') requireAll(orderFault(since, effectiveDate));
  return [];
};

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
