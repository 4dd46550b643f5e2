import { setImmediate as breath } from 'node:timers/promises';
import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { START, type EventStore, type Position, type RecordedEvent } from '../event-store';

/** Everything up to the place was recorded at this instant or earlier, and something at it. */
interface Mark {
  readonly latest: string;
  readonly day: CalendarDate;
  readonly until: Position;
  /** Events since the mark before. */
  readonly events: number;
}

/** So many events at most are read again to find a place between two marks. */
const EVENTS_BETWEEN_MARKS = 1_000;

const recordedAtOf = ({ metadata: { recordedAt } }: RecordedEvent): string =>
  typeof recordedAt === 'string' ? recordedAt : '';

const later = (one: string, other: string): string => (one > other ? one : other);

/**
 * From a moment to its place in the log, and back. The log is read through once for each process and then read on; kept is
 * one mark for each day, and one for so many events of it. Others are answered meanwhile. Where the clocks of two processes
 * differ, an event recorded after the moment hides what follows it.
 */
export class RecordedDays {
  readonly #marks: Mark[] = [];
  #read: Position = START;
  #reading: Promise<void> = Promise.resolve();

  constructor(private readonly log: EventStore) {}

  /** The last place that was known by the end of the day; null before the first event. */
  async endOf(day: CalendarDate): Promise<Position | null> {
    if ((this.#marks.at(-1)?.day ?? '') <= day) await this.#readOn();
    return this.#marks.findLast((mark) => mark.day <= day)?.until ?? null;
  }

  /** The last place that was known at the instant, in UTC as `recordedAt` is written; null before the first event. */
  async at(instant: string): Promise<Position | null> {
    if ((this.#marks.at(-1)?.latest ?? '') <= instant) await this.#readOn();
    const index = this.#marks.findLastIndex(({ latest }) => latest <= instant);
    const known = this.#marks[index]?.until ?? null;
    const next = this.#marks[index + 1];
    return next === undefined ? known : this.#lastUpTo(instant, known, next.until);
  }

  /** When the newest was recorded of what lies up to the place; null where nothing does. */
  async latestUpTo(position: Position): Promise<string | null> {
    if (this.#read < position) await this.#readOn();
    const before = this.#marks.findLast(({ until }) => until <= position);
    let latest = before?.latest ?? '';
    for await (const event of this.#between(before?.until ?? START, position))
      latest = later(latest, recordedAtOf(event));
    return latest === '' ? null : latest;
  }

  async #lastUpTo(instant: string, known: Position | null, until: Position): Promise<Position | null> {
    let found = known;
    for await (const event of this.#between(known ?? START, until)) {
      if (recordedAtOf(event) > instant) return found;
      found = event.position;
    }
    return found;
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
    const last = this.#marks.at(-1);
    const latest = later(last?.latest ?? '', recordedAtOf(event));
    if (latest === '') return;
    const day = recordedDate(latest);
    const goesOn = last?.day === day && last.events < EVENTS_BETWEEN_MARKS;
    if (goesOn) this.#marks.pop();
    this.#marks.push({ latest, day, until: event.position, events: goesOn ? last.events + 1 : 1 });
  }
}
