import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import { LogUnavailable, START, type Position } from '../event-store';
import { Bell } from './bell';
import type { Connection } from './connection';
import { placeOf } from './decoding';
import { mayPass } from './faults';
import { backoffMs, pause } from './pause';
import type { Quiet } from './quiet';
import { Session } from './session';

export interface Portion<T> {
  readonly events: readonly T[];
  readonly position: Position;
  readonly caughtUp: boolean;
}

export interface Course<T> {
  readonly from: Position;
  readonly categories: readonly string[] | null;
  readonly batchSize: number;
  readonly signal: AbortSignal;
  readonly decode: (record: AllStreamResolvedEvent) => T;
  /** How far a quiet selection has come. */
  readonly quiet?: Quiet;
  readonly bell?: Bell;
  /** It ends here. */
  readonly until?: Position;
  /** It gives up after so long without an answer; never where absent. */
  readonly budgetMs?: number;
}

const positionOf = (record: AllStreamResolvedEvent): Position => placeOf(record) ?? START;

const LONGEST_BUFFER = 500;

/** Records wait so long at most for others to make a whole batch of, while there is more to come. */
const LINGER_MS = 500;

/**
 * A subscription that outlives its connections: what is lost is taken up from the last position that was handed over, and
 * who reads it sees a delay and no error. What asking again does not mend is thrown.
 */
export class Following<T> {
  private readonly bell: Bell;
  private at: Position;
  private failures = 0;
  private aliveAt = performance.now();
  /** The last portion said that nothing more was waiting. */
  private hasToldAll = true;

  constructor(
    private readonly connection: Connection,
    private readonly course: Course<T>,
  ) {
    this.at = course.from;
    this.bell = course.bell ?? new Bell();
  }

  async *portions(): AsyncGenerator<Portion<T>, void, undefined> {
    const { signal, until } = this.course;
    while (!signal.aborted && !this.isDone) {
      const lost = yield* this.untilLost();
      if (lost !== null) await this.recover(lost);
    }
    if (until !== undefined && !this.isDone) throw new LogUnavailable('the log is closed');
  }

  private get isDone(): boolean {
    const { until } = this.course;
    return until !== undefined && this.at >= until;
  }

  private async *untilLost(): AsyncGenerator<Portion<T>, unknown, undefined> {
    try {
      yield* this.connected();
      return null;
    } catch (error) {
      if (mayPass(error)) return error;
      throw this.connection.refusal(error, '$all');
    }
  }

  private async recover(error: unknown): Promise<void> {
    const { budgetMs, signal } = this.course;
    if (budgetMs !== undefined && performance.now() - this.aliveAt > budgetMs)
      throw this.connection.unavailable(error);
    this.failures += 1;
    await pause(backoffMs(this.failures), signal);
  }

  private async *connected(): AsyncGenerator<Portion<T>, void, undefined> {
    const { categories, batchSize, signal } = this.course;
    const buffer = Math.min(batchSize, LONGEST_BUFFER);
    const wanted = { from: this.at, categories, buffer, bell: this.bell, signal };
    const session = await Session.open(this.connection, wanted);
    try {
      this.failures = 0;
      for (let portion = await this.next(session); portion; portion = await this.next(session)) {
        this.at = portion.position;
        this.hasToldAll = portion.caughtUp;
        yield portion;
        this.aliveAt = performance.now();
      }
    } finally {
      session.close();
    }
  }

  /** Null where it is over. */
  private async next(session: Session): Promise<Portion<T> | null> {
    // How far the server has looked says nothing of a record that was taken and cannot be read.
    session.throwIfFailed();
    const { signal, batchSize } = this.course;
    const records: AllStreamResolvedEvent[] = [];
    const lateAt = performance.now() + LINGER_MS;
    while (!signal.aborted && !this.isDone) {
      records.push(...session.take(batchSize - records.length));
      const isDue = session.isSettled || records.length === batchSize || performance.now() >= lateAt;
      const portion = isDue ? this.portion(session, records) : null;
      if (portion !== null) return portion;
      session.throwIfFailed();
      await this.bell.wait(signal, records.length > 0 ? LINGER_MS : undefined);
    }
    return null;
  }

  /** Null where there is nothing to tell. */
  private portion(session: Session, records: readonly AllStreamResolvedEvent[]): Portion<T> | null {
    const wanted = this.beforeTheEnd(records);
    const events = this.decoded(session, wanted);
    const last = wanted[events.length - 1];
    const at = last === undefined ? this.at : positionOf(last);
    if (events.length < wanted.length) return { events, position: at, caughtUp: false };
    const stand = this.stand(session, at, wanted.length < records.length);
    const isNews = events.length > 0 || stand.position > this.at || (stand.caughtUp && !this.hasToldAll);
    return isNews ? { events, ...stand } : null;
  }

  private beforeTheEnd(records: readonly AllStreamResolvedEvent[]): readonly AllStreamResolvedEvent[] {
    const { until } = this.course;
    const last = records.at(-1);
    if (until === undefined || last === undefined || positionOf(last) <= until) return records;
    return records.filter((record) => positionOf(record) <= until);
  }

  /** `isBeyond`: something was met that lies behind the end. */
  private stand(session: Session, at: Position, isBeyond: boolean): Omit<Portion<T>, 'events'> {
    const { until } = this.course;
    const position = this.reached(session, at);
    if (until === undefined) return { position, caughtUp: session.isLive && session.waiting === 0 };
    return isBeyond || position >= until
      ? { position: until, caughtUp: true }
      : { position, caughtUp: false };
  }

  private reached(session: Session, last: Position): Position {
    const looked = session.upTo > last ? session.upTo : last;
    return this.course.quiet?.reached(looked) ?? looked;
  }

  /** Those before the first that cannot be read; where that is the first, it is thrown, now or with the next portion. */
  private decoded(session: Session, records: readonly AllStreamResolvedEvent[]): readonly T[] {
    const events: T[] = [];
    try {
      for (const record of records) events.push(this.course.decode(record));
    } catch (error) {
      if (events.length === 0) throw error;
      session.fail(error);
    }
    return events;
  }
}
