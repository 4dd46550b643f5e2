import { setImmediate as breath } from 'node:timers/promises';
import type { CalendarDate } from '@kernel/calendar-date';
import { START, type EventStore, type Position, type RecordedEvent } from '../event-store';

/** Up to this place, no stream begins on an earlier day. */
interface Begun {
  readonly day: string;
  readonly at: Position;
}

/** From which day on anything is true. The log is read once for each process, and no further than a question has to know. */
export class Beginnings {
  /** Each earlier than the one before it. */
  readonly #begun: Begun[] = [];
  #read: Position = START;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(private readonly log: EventStore) {}

  /** Whether a stream begins on this day or earlier, of what lies up to a place. */
  async isBegunBy(day: CalendarDate, until: Position): Promise<boolean> {
    if (!this.#isBegunBy(day, until)) await this.#readOn(day, until);
    return this.#isBegunBy(day, until);
  }

  #isBegunBy(day: CalendarDate, until: Position): boolean {
    return this.#begun.some((begun) => begun.day <= day && begun.at <= until);
  }

  /** What another call is reading is waited for and not read twice. */
  #readOn(day: CalendarDate, until: Position): Promise<unknown> {
    const go = () => this.#goOn(day, until);
    this.#reading = this.#reading.then(go, go);
    return this.#reading;
  }

  async #goOn(day: CalendarDate, until: Position): Promise<void> {
    if (this.#read >= until || this.#isBegunBy(day, until)) return;
    for await (const { events, position } of this.log.readAll({ from: this.#read })) {
      for (const event of events) this.#take(event);
      this.#read = position;
      if (position >= until || this.#isBegunBy(day, until)) return;
      await breath();
    }
  }

  #take({ revision, position, metadata: { effectiveDate } }: RecordedEvent): void {
    if (revision !== 0 || typeof effectiveDate !== 'string') return;
    const earliest = this.#begun.at(-1)?.day;
    if (earliest === undefined || effectiveDate < earliest)
      this.#begun.push({ day: effectiveDate, at: position });
  }
}
