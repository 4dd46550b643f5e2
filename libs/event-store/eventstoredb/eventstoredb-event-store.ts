import { accept } from '../acceptance';
import { LogUnavailable, type Appended, type Batch, type EventStore, type Expected } from '../event-store';
import type { LogState, NewEvent, Position, RecordedEvent, Selection } from '../event-store';
import { Appending } from './appending';
import { Bell } from './bell';
import { Connection } from './connection';
import { parseAddress } from './connection-string';
import { decode } from './decoding';
import { Following, type Course } from './following';
import { Patience } from './patience';
import { Reading } from './reading';
import { stateOf } from './state';
import { Tails } from './tails';
import { Watch } from './watch';

/** `callMs`: after so long without an answer the outcome of a call is unknown. `budgetMs`: how long it is asked for again. */
export interface EventStoreDbOptions {
  readonly callMs: number;
  readonly budgetMs: number;
}

/** An election takes three seconds; a person waits no longer than this for an answer. */
export const OPTIONS: EventStoreDbOptions = { callMs: 5_000, budgetMs: 15_000 };

const BATCH = 500;

/** The log in an EventStoreDB from 23.10 on, one node or a cluster, through its frozen client. */
export class EventStoreDbEventStore implements EventStore {
  private readonly tails = new Tails();
  private readonly reading: Reading;
  private readonly appending: Appending;
  private readonly watch: Watch;

  private constructor(
    private readonly connection: Connection,
    private readonly options: EventStoreDbOptions,
  ) {
    const { tails } = this;
    const patience = new Patience(connection, options.budgetMs);
    this.reading = new Reading(connection, patience, tails);
    this.appending = new Appending({ connection, patience, reading: this.reading, tails });
    this.watch = new Watch(connection);
  }

  /** Connects when it is first used. @throws InvalidConnectionString */
  static open(connectionString: string, options: Partial<EventStoreDbOptions> = {}): EventStoreDbEventStore {
    const chosen = { ...OPTIONS, ...options };
    return new EventStoreDbEventStore(new Connection(parseAddress(connectionString), chosen.callMs), chosen);
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
    const course = { ...this.course(selection, this.connection.closed), until, budgetMs };
    yield* new Following(this.connection, course).portions();
  }

  async *subscribe(selection: Selection, signal: AbortSignal): AsyncIterable<Batch> {
    const either = AbortSignal.any([signal, this.connection.closed]);
    const course = this.course(selection, either);
    if (course.categories === null) {
      yield* new Following(this.connection, course).portions();
      return;
    }
    const bell = new Bell();
    const quiet = await this.watch.join(course.categories, bell, either);
    try {
      if (quiet !== null) yield* new Following(this.connection, { ...course, bell, quiet }).portions();
    } finally {
      this.watch.leave(quiet);
    }
  }

  head(): Promise<Position> {
    return this.reading.head();
  }

  state(): Promise<LogState> {
    return stateOf(this.connection);
  }

  /** Subscriptions end; what is under way is answered first. */
  close(): Promise<void> {
    return this.connection.close();
  }

  private course(
    { from, categories, batchSize, exactly = false }: Selection,
    signal: AbortSignal,
  ): Course<RecordedEvent> {
    if (this.connection.closed.aborted) throw new LogUnavailable('the log is closed');
    const { names } = this.connection;
    return {
      ...{ from, categories: categories ?? null, batchSize: batchSize ?? BATCH, signal },
      decode: (record) => decode(record, names, { exactly }),
    };
  }
}
