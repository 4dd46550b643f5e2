import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

/** Another is due, or owes, in the place of the one that was named first. */
export type SuccessionEvent =
  /** What was unpaid is due to a household that came of the one it was reckoned for, on a line of its own. */
  | Event<
      'DividendLinePassed',
      { householdId: string; successorId: string; successorNo: string; amountFen: number; on: CalendarDate }
    >
  /** The entity stood in the register twice: the one that stays pays what is due. `villageCode` is the home of that one. */
  | Event<
      'DistributionEntitySucceeded',
      { entityId: string; successorId: string; villageCode: DivisionCode; on: CalendarDate }
    >;

export const successionEvents: Readonly<Record<SuccessionEvent['type'], number>> = {
  DividendLinePassed: 1,
  DistributionEntitySucceeded: 1,
};
