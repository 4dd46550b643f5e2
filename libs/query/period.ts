import type { CalendarDate } from '@kernel/calendar-date';
import type { Filter } from '@read-store/read-store';
import { Unanswerable } from './answering';

/** Days, the first and the last included; open where one is not named. */
export interface Period {
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
}

/** @throws Unanswerable PERIOD_REVERSED: that nothing happened in a period that ends before it begins says nothing. */
export const requirePeriod = ({ from, to }: Period): void => {
  if (from !== undefined && to !== undefined && to < from)
    throw new Unanswerable('PERIOD_REVERSED', `${from} > ${to}`);
};

/** Documents of these days by their field `day`. @throws Unanswerable PERIOD_REVERSED */
export const within = (period: Period): Filter => {
  requirePeriod(period);
  const { from, to } = period;
  return from === undefined && to === undefined
    ? {}
    : { day: { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) } };
};
