import type { CalendarDate } from '@kernel/calendar-date';
import type { Clock } from '@event-store/clock';

/** The clock of a county whose two years are told in a minute. */
export class SimulatedClock implements Clock {
  #ms = 0;

  now(): number {
    return this.#ms;
  }

  /** Nine in the morning of the day in Asia/Shanghai. */
  moveTo(date: CalendarDate): void {
    this.#ms = Date.parse(`${date}T01:00:00.000Z`);
  }
}
