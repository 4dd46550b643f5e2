import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import { START, type Position } from '../event-store';
import { Bell } from './bell';
import type { Connection } from './connection';
import { placeOf } from './decoding';
import { NoAnswer } from './faults';
import { Perseverance } from './perseverance';
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
  /** Records of others after which the server says how far it is; the fewest that it takes where absent. */
  readonly searchWindow?: number;
  readonly signal: AbortSignal;
  readonly decode: (record: AllStreamResolvedEvent) => T;
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
  private readonly bell = new Bell();
  private readonly perseverance: Perseverance;
  private session: Session | null = null;
  private at: Position;

  constructor(
    private readonly connection: Connection,
    private readonly course: Course<T>,
  ) {
    this.at = course.from;
    const { budgetMs } = course;
    const what = `the subscription to EventStoreDB at ${connection.where}`;
    this.perseverance = new Perseverance(connection, budgetMs === undefined ? { what } : { what, budgetMs });
  }

  async *portions(): AsyncGenerator<Portion<T>, void, undefined> {
    const { signal } = this.course;
    while (!signal.aborted && !this.isDone) {
      const lost = yield* this.untilLost();
      if (lost !== null) await this.perseverance.failed(lost, signal);
    }
  }

  /** Everything up to where it ends was handed over. */
  get isDone(): boolean {
    const { until } = this.course;
    return until !== undefined && this.at >= until;
  }

  /** Takes the connection there is for lost, and makes another. */
  doubt(reason: Error): void {
    this.session?.fail(reason);
  }

  private async *untilLost(): AsyncGenerator<Portion<T>, unknown, undefined> {
    try {
      yield* this.connected();
      return null;
    } catch (error) {
      return error;
    }
  }

  private async *connected(): AsyncGenerator<Portion<T>, void, undefined> {
    const { categories, batchSize, searchWindow, signal } = this.course;
    const buffer = Math.min(batchSize, LONGEST_BUFFER);
    const wanted = { from: this.at, categories, buffer, searchWindow, bell: this.bell, signal };
    const session = await Session.open(this.connection, wanted);
    this.session = session;
    try {
      for (let portion = await this.next(session); portion; portion = await this.next(session)) {
        this.at = portion.position;
        yield portion;
        this.perseverance.succeeded();
      }
    } finally {
      this.session = null;
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
      await this.more(session, records.length > 0);
    }
    return null;
  }

  /** @throws NoAnswer where there must be more, and it does not come */
  private async more(session: Session, hasSome: boolean): Promise<void> {
    const { until, signal } = this.course;
    // A node that lags behind the leader has told all it has, and what it lacks may be of no concern here.
    const stalledMs = session.isLive ? LINGER_MS : 2 * this.connection.callMs;
    if (hasSome) await this.bell.wait(signal, LINGER_MS);
    else if (until === undefined) await this.bell.wait(signal);
    else if (!(await this.bell.wait(signal, stalledMs)))
      session.fail(new NoAnswer('a subscription', stalledMs));
  }

  /** Null where there is nothing to tell. */
  private portion(session: Session, records: readonly AllStreamResolvedEvent[]): Portion<T> | null {
    const wanted = this.beforeTheEnd(records);
    const events = this.decoded(session, wanted);
    const last = wanted[events.length - 1];
    const at = last === undefined ? this.at : positionOf(last);
    if (events.length < wanted.length) return { events, position: at, caughtUp: false };
    const stand = this.stand(session, at, wanted.length < records.length);
    return events.length > 0 || stand.position > this.at ? { events, ...stand } : null;
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
    const position = session.upTo > at ? session.upTo : at;
    if (until === undefined) return { position, caughtUp: session.isLive && session.waiting === 0 };
    return isBeyond || position >= until
      ? { position: until, caughtUp: true }
      : { position, caughtUp: false };
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
