import { accept } from '../acceptance';
import { LogUnavailable, type Appended, type Batch, type EventStore, type Expected } from '../event-store';
import type { NewEvent, Position, RecordedEvent, Selection } from '../event-store';
import type { LogState } from '../served';
import { Appending } from './appending';
import { Connection } from './connection';
import { ofLeader, parseAddress, prefersLeader, type Address } from './connection-string';
import { decode } from './decoding';
import { Feed } from './feed';
import { Following, type Course } from './following';
import { Live } from './live';
import { Patience } from './patience';
import { Reading } from './reading';
import { stateOf } from './state';
import { Tails } from './tails';

/**
 * `callMs`: after so long without an answer the outcome of a call is unknown. `budgetMs`: how long it is asked for again.
 * `silentMs`: after so long without an event somebody looks whether the subscription still lives. `tell`: for what an
 * operator should know; no secret is in it. `trustsIds`: whoever writes an event of the same id writes the same event, as movers of
 * one log do; then the hash that the next one is chained to need not be read from the server after each append.
 */
export interface EventStoreDbOptions {
  readonly callMs: number;
  readonly budgetMs: number;
  readonly silentMs: number;
  readonly tell: (message: string) => void;
  readonly trustsIds: boolean;
}

/** An election takes three seconds; a person waits no longer than this for an answer. */
export const OPTIONS: EventStoreDbOptions = {
  callMs: 5_000,
  budgetMs: 15_000,
  silentMs: 5_000,
  tell: () => undefined,
  trustsIds: false,
};

const BATCH = 500;

/**
 * The log in an EventStoreDB from 23.10 on, one node or a cluster, through its frozen client. What a decision rests on is
 * read where it is written, from the leader; a preference for other nodes holds for those who read the whole log.
 */
export class EventStoreDbEventStore implements EventStore {
  private readonly reading: Reading;
  private readonly appending: Appending;
  private readonly feed: Feed;

  private constructor(
    private readonly leading: Connection,
    /** The same, unless the followers are preferred. */
    private readonly followed: Connection,
    private readonly options: EventStoreDbOptions,
  ) {
    const tails = new Tails();
    const patience = new Patience(leading, options.budgetMs);
    this.reading = new Reading(leading, patience, tails);
    const { trustsIds } = options;
    this.appending = new Appending({
      connection: leading,
      patience,
      reading: this.reading,
      tails,
      trustsIds,
    });
    this.feed = new Feed({ connection: followed, reading: this.reading, silentMs: options.silentMs });
  }

  /** Connects when it is first used. @throws InvalidConnectionString */
  static open(connectionString: string, options: Partial<EventStoreDbOptions> = {}): EventStoreDbEventStore {
    const chosen = { ...OPTIONS, ...options };
    const address = parseAddress(connectionString);
    const to = (at: Address): Connection => new Connection(at, chosen.callMs, chosen.tell);
    const leading = to(ofLeader(address));
    return new EventStoreDbEventStore(leading, prefersLeader(address) ? leading : to(address), chosen);
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    return this.appending.append(accept(stream, expected, events));
  }

  async readStream(stream: string, from = 0): Promise<readonly RecordedEvent[]> {
    return this.reading.stream(stream, from);
  }

  async *readAll(selection: Selection): AsyncIterable<Batch> {
    const until = await this.reading.end();
    if (until <= selection.from) return;
    const { budgetMs } = this.options;
    const course = { ...this.course(selection, this.followed.closed), until, budgetMs };
    const following = new Following(this.followed, course);
    yield* following.portions();
    if (!following.isDone) throw new LogUnavailable('the log is closed');
  }

  async *subscribe(selection: Selection, signal: AbortSignal): AsyncIterable<Batch> {
    const either = AbortSignal.any([signal, this.followed.closed]);
    yield* new Live(this.followed, this.feed, this.course(selection, either)).portions();
  }

  head(): Promise<Position> {
    return this.reading.head();
  }

  state(): Promise<LogState> {
    return stateOf(this.leading);
  }

  /** Subscriptions end; what is under way is answered first. */
  async close(): Promise<void> {
    await Promise.all([this.leading.close(), this.followed.close()]);
  }

  private course(
    { from, categories, batchSize, exactly = false }: Selection,
    signal: AbortSignal,
  ): Course<RecordedEvent> {
    if (this.followed.closed.aborted) throw new LogUnavailable('the log is closed');
    const { names } = this.followed;
    return {
      ...{ from, categories: categories ?? null, batchSize: batchSize ?? BATCH, signal },
      decode: (record) => decode(record, names, { exactly }),
    };
  }
}
