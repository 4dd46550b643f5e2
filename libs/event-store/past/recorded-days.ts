import { setImmediate as breath } from 'node:timers/promises';
import { addDays, recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { START, type EventStore, type Position, type RecordedEvent } from '../event-store';

/** Everything up to the place was recorded on this day or earlier, and something on it. */
interface Reached {
  readonly day: CalendarDate;
  readonly until: Position;
}

const recordedAtOf = ({ metadata: { recordedAt } }: RecordedEvent): string =>
  typeof recordedAt === 'string' ? recordedAt : '';

const later = (one: string, other: string): string => (one > other ? one : other);

/**
 * From a moment to its place in the log, and back. The log is read through once for each process and then read on; kept is
 * one line for each day. Others are
 * answered meanwhile. Where the clocks of two processes differ, an event recorded after the moment hides what follows it.
 */
export class RecordedDays {
  readonly #days: Reached[] = [];
  #latest = '';
  #read: Position = START;
  #reading: Promise<void> = Promise.resolve();

  constructor(private readonly log: EventStore) {}

  /** The last place that was known by the end of the day; null before the first event. */
  async endOf(day: CalendarDate): Promise<Position | null> {
    if ((this.#days.at(-1)?.day ?? '') <= day) await this.#readOn();
    return this.#days.findLast((reached) => reached.day <= day)?.until ?? null;
  }

  /** The last place that was known at the instant, in UTC as `recordedAt` is written; null before the first event. */
  async at(instant: string): Promise<Position | null> {
    const day = recordedDate(instant);
    const before = await this.endOf(addDays(day, -1));
    const end = await this.endOf(day);
    let found = before;
    if (end === null || end === before) return found;
    for await (const event of this.#between(before ?? START, end)) {
      if (recordedAtOf(event) > instant) return found;
      found = event.position;
    }
    return found;
  }

  /** When the newest was recorded of what lies up to the place; null where nothing does. */
  async latestUpTo(position: Position): Promise<string | null> {
    if (this.#read < position) await this.#readOn();
    const index = this.#days.findIndex(({ until }) => until >= position);
    if (index === -1) return this.#latest === '' ? null : this.#latest;
    let latest = '';
    for await (const event of this.#between(this.#days[index - 1]?.until ?? START, position))
      latest = later(latest, recordedAtOf(event));
    return latest === '' ? null : latest;
  }

  async *#between(after: Position, until: Position): AsyncIterable<RecordedEvent> {
    for await (const { events, position } of this.log.readAll({ from: after })) {
      yield* events.filter((event) => event.position <= until);
      if (position >= until) return;
      await breath();
    }
  }

  /** What another call is reading is waited for and not read twice. */
  #readOn(): Promise<void> {
    const go = () => this.#goOn();
    this.#reading = this.#reading.then(go, go);
    return this.#reading;
  }

  async #goOn(): Promise<void> {
    for await (const { events, position } of this.log.readAll({ from: this.#read })) {
      for (const event of events) this.#take(event);
      this.#read = position;
      await breath();
    }
  }

  #take(event: RecordedEvent): void {
    this.#latest = later(this.#latest, recordedAtOf(event));
    if (this.#latest === '') return;
    const day = recordedDate(this.#latest);
    if (this.#days.at(-1)?.day === day) this.#days.pop();
    this.#days.push({ day, until: event.position });
  }
}
