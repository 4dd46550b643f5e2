import { addDays, dateInShanghai, recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { Clock } from '@event-store/clock';
import { placeText, type EventStore, type Position } from '@event-store/event-store';
import { Beginnings } from '@event-store/past/beginnings';
import { positionOfPlace, type Place } from '@event-store/place';
import { RecordedDays } from '@event-store/past/recorded-days';
import type { Patience } from '@projection/past/patience';
import { Unanswerable } from '@query/answering';
import type { KnownAt } from './known-at';

/** A moment that is over, and what was known then. */
export interface Moment {
  /** In Asia/Shanghai: the `today` of the question. */
  readonly day: CalendarDate;
  /** ISO 8601 in UTC: its `now`. */
  readonly now: string;
  readonly until: Position;
  /** The end of the day: documents that tell days can answer. */
  readonly isWholeDay: boolean;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Last millisecond of the day in Asia/Shanghai. */
const endOf = (day: CalendarDate): string => iso(Date.parse(`${addDays(day, 1)}T00:00:00.000+08:00`) - 1);

const inFuture = (text: string): Unanswerable => new Unanswerable('KNOWN_AT_IN_FUTURE', text);

const beforeRecords = (text: string): Unanswerable => new Unanswerable('KNOWN_AT_BEFORE_RECORDS', text);

const beforeTruth = (text: string): Unanswerable => new Unanswerable('AS_OF_BEFORE_RECORDS', text);

export const unknownPlace = (text: string): Unanswerable => new Unanswerable('PLACE_UNKNOWN', text);

const READING = 'the calendar of the log';

/** Finds the place in the log that belongs to what a caller names. */
export class Moments {
  readonly #days: RecordedDays;
  readonly #beginnings: Beginnings;

  constructor(
    private readonly log: EventStore,
    private readonly clock: Clock,
  ) {
    this.#days = new RecordedDays(log);
    this.#beginnings = new Beginnings(log);
  }

  /** @throws Unanswerable for a day on which nothing was true of what was known: that no list holds anything then says nothing; StillFolding */
  async requireBegun(
    asOf: CalendarDate | null,
    moment: Pick<Moment, 'until'> | null,
    patience: Patience,
  ): Promise<void> {
    if (asOf === null) return;
    const until = moment?.until ?? (await this.log.head());
    const isBegun = await patience.wait(this.#beginnings.isBegunBy(asOf, until), READING);
    if (!isBegun) throw beforeTruth(asOf);
  }

  /** Null for today, which is not over: the present. @throws Unanswerable, StillFolding */
  async of(knownAt: KnownAt, patience: Patience): Promise<Moment | null> {
    if ('position' in knownAt) return this.#atPosition(knownAt.position, patience);
    if ('place' in knownAt) return this.#atPosition(await this.#positionOf(knownAt.place), patience);
    if ('instant' in knownAt) return this.#atInstant(knownAt.instant, patience);
    const today = dateInShanghai(this.clock.now());
    if (knownAt.day > today) throw inFuture(knownAt.day);
    return knownAt.day === today ? null : this.#atEndOf(knownAt.day, patience);
  }

  async #atEndOf(day: CalendarDate, patience: Patience): Promise<Moment> {
    const until = await patience.wait(this.#days.endOf(day), READING);
    if (until === null) throw beforeRecords(day);
    return { day, now: endOf(day), until, isWholeDay: true };
  }

  async #atInstant(ms: number, patience: Patience): Promise<Moment> {
    const now = iso(ms);
    if (ms > this.clock.now()) throw inFuture(now);
    const until = await patience.wait(this.#days.at(now), READING);
    if (until === null) throw beforeRecords(now);
    return { day: dateInShanghai(ms), now, until, isWholeDay: false };
  }

  async #positionOf(place: Place): Promise<Position> {
    const position = await positionOfPlace(this.log, place);
    if (position === null) throw unknownPlace(placeText(place));
    return position;
  }

  async #atPosition(until: Position, patience: Patience): Promise<Moment> {
    if (until > (await this.log.head())) throw inFuture(until);
    const now = await patience.wait(this.#days.latestUpTo(until), READING);
    if (now === null) throw beforeRecords(until);
    return { day: recordedDate(now), now, until, isWholeDay: false };
  }
}
