import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { futureFault, orderFault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { MarkOverdue, RescheduleDistribution } from './commands';
import type { DistributionEvent } from './events';
import { steps } from './lifecycle';
import { unpaidIn } from './ledger';
import type { Distribution } from './state';

type Rule<Command> = Decide<Command, Distribution, DistributionEvent>;

/** First day on which what is unpaid is overdue: pay date and grace lie behind (R14). */
export const overdueFrom = (payDate: CalendarDate, graceDays: number): CalendarDate =>
  addDays(payDate, graceDays + 1);

/** Money that was promised is overdue whether or not it was approved in time. */
export const markOverdue: Rule<MarkOverdue> = (_command, distribution, { today }) => {
  const { payDate, graceDays, ledger, isOverdue } = distribution;
  const { unpaidFen, householdCount } = unpaidIn(ledger);
  if (isOverdue || unpaidFen === 0 || payDate === null) return [];
  const on = overdueFrom(payDate, graceDays);
  require(on <= today, 'DISTRIBUTION_NOT_OVERDUE', { from: on });
  return [{ type: 'DividendOverdue', data: { unpaidFen, householdCount, on } }];
};

export const reschedule: Rule<RescheduleDistribution> = ({ payDate, consentRef }, distribution, facts) => {
  const { phase: state, payDate: before, ledger } = distribution;
  const step = steps.RescheduleDistribution;
  requireState(step, state);
  require(before !== null, step.otherwise, { state });
  require(unpaidIn(ledger).unpaidFen > 0, 'NOTHING_UNPAID');
  requireAll(
    futureFault(facts),
    orderFault(distribution.calculatedOn, facts.effectiveDate),
    (payDate <= before || payDate < facts.today) &&
      unmet('PAY_DATE_NOT_LATER', { payDate: before }, '/payDate'),
  );
  return [{ type: 'DividendRescheduled', data: { payDate, consentRef, on: facts.effectiveDate } }];
};
