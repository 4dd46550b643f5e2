import type { Position } from '../event-store';
import type { Connection } from './connection';
import { placeOf } from './decoding';
import type { Feed } from './feed';
import { Following, type Course, type Portion } from './following';
import type { Seat } from './seat';

/**
 * A subscription without end: takes a seat at the feed, catches up to it by itself, and goes on from there with what the
 * feed hands to all. Who falls too far behind leaves his seat and catches up again.
 */
export class Live<T> {
  private at: Position;
  /** The last portion said that nothing more was waiting. */
  private hasToldAll = true;

  constructor(
    private readonly connection: Connection,
    private readonly feed: Feed,
    private readonly course: Omit<Course<T>, 'until' | 'budgetMs'>,
  ) {
    this.at = course.from;
  }

  /** @throws what asking again does not mend, and a record that cannot be read */
  async *portions(): AsyncGenerator<Portion<T>, void, undefined> {
    const { signal, categories } = this.course;
    while (!signal.aborted) {
      const seat = await this.feed.join(categories, signal);
      yield* this.seated(seat);
    }
  }

  private async *seated(seat: Seat | null): AsyncGenerator<Portion<T>, void, undefined> {
    try {
      if (seat === null) return;
      yield* this.upTo(seat);
      yield* this.from(seat);
    } finally {
      this.feed.leave(seat);
    }
  }

  private async *upTo(seat: Seat): AsyncGenerator<Portion<T>, void, undefined> {
    const course = { ...this.course, from: this.at, until: seat.from };
    for await (const { caughtUp, ...portion } of new Following(this.connection, course).portions())
      yield this.told({ ...portion, caughtUp: caughtUp && seat.isEmpty });
  }

  private async *from(seat: Seat): AsyncGenerator<Portion<T>, void, undefined> {
    const { signal } = this.course;
    while (!signal.aborted) {
      const portion = this.next(seat);
      if (portion !== null) yield this.told(portion);
      else if (seat.failure !== null) throw seat.failure;
      else if (seat.isOverrun) return;
      else await seat.bell.wait(signal);
    }
  }

  /** Null where there is nothing to tell. */
  private next(seat: Seat): Portion<T> | null {
    const { events, position: at } = this.taken(seat);
    if (!seat.isEmpty) return { events, position: at, caughtUp: false };
    const position = seat.upTo > at ? seat.upTo : at;
    const caughtUp = !seat.isOverrun;
    const isNews = position > this.at || (caughtUp && !this.hasToldAll);
    return isNews ? { events, position, caughtUp } : null;
  }

  /** A batch at most, and nothing from the first on that cannot be read; where that is the first, it is thrown. */
  private taken(seat: Seat): Omit<Portion<T>, 'caughtUp'> {
    const events: T[] = [];
    let position = this.at;
    try {
      let record = seat.first(position);
      while (record !== undefined && events.length < this.course.batchSize) {
        events.push(this.course.decode(record));
        position = placeOf(record) ?? position;
        record = seat.first(position);
      }
    } catch (error) {
      if (events.length === 0) throw error;
    }
    return { events, position };
  }

  private told(portion: Portion<T>): Portion<T> {
    this.at = portion.position;
    this.hasToldAll = portion.caughtUp;
    return portion;
  }
}
