import type { Database } from 'better-sqlite3';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Words } from '@kernel/words';
import { accept } from '../acceptance';
import { LogUnavailable, type Appended, type Batch, type EventStore, type Expected } from '../event-store';
import type { Exactness, NewEvent, Position, RecordedEvent, Selection } from '../event-store';
import { APPENDS_PER_COMMIT, GroupCommit, type Patience } from './group-commit';
import { BATCH, Reading, rowidOf } from './reading';
import { positionOf } from './row';
import { openLog, openLogToRead } from './schema';
import { faultsOf } from './soundness';
import { Tide } from './tide';
import { Writing } from './writing';

/** `busyTimeoutMs` blocks the thread; the pauses between the tries do not. */
export interface SqliteOptions extends Patience {
  readonly busyTimeoutMs: number;
}

const OPTIONS: SqliteOptions = { busyTimeoutMs: 100, tries: 50, pauseMs: 10 };

/** The log in one SQLite file, which several threads and processes may write and read at once. */
export class SqliteEventStore implements EventStore {
  readonly together = APPENDS_PER_COMMIT;
  private readonly reading: Reading;
  private readonly tide: Tide;
  private readonly commits: GroupCommit;

  private constructor(
    private readonly db: Database,
    path: string,
    options: SqliteOptions,
  ) {
    const writing = new Writing(db);
    this.reading = new Reading(db);
    this.tide = new Tide(db, path);
    this.commits = new GroupCommit(
      db,
      { write: (append) => writing.write(append), onCommit: () => this.tide.committed() },
      options,
    );
  }

  /** Makes the file where there is none. `:memory:` for a log that dies with the process. */
  static open(path: string, options: Partial<SqliteOptions> = {}): SqliteEventStore {
    const chosen = { ...OPTIONS, ...options };
    return new SqliteEventStore(openLog(path, chosen.busyTimeoutMs), path, chosen);
  }

  /** For one who must not change it: an append fails. @throws where there is no log */
  static openToRead(path: string, options: Partial<SqliteOptions> = {}): SqliteEventStore {
    const chosen = { ...OPTIONS, ...options };
    return new SqliteEventStore(openLogToRead(path, chosen.busyTimeoutMs), path, chosen);
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    return this.commits.submit(accept(stream, expected, events));
  }

  async readStream(stream: string, from = 0, how: Exactness = {}): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (;;) {
      const batch = this.open().stream(stream, (events.at(-1)?.revision ?? from - 1) + 1, how);
      events.push(...batch);
      if (batch.length < BATCH) return events;
      await breathe();
    }
  }

  async *readAll(selection: Selection): AsyncIterable<Batch> {
    const until = this.open().head();
    const page = this.open().pages(selection);
    for (let batch = page(rowidOf(selection.from), until); batch !== null;) {
      yield batch;
      await breathe();
      this.open();
      batch = page(rowidOf(batch.position), until);
    }
  }

  async *subscribe(selection: Selection, signal: AbortSignal): AsyncIterable<Batch> {
    const page = this.open().pages(selection);
    let at = selection.from;
    while (!signal.aborted && !this.tide.closed) {
      const batch = page(rowidOf(at));
      if (batch === null) {
        await this.tide.next(signal);
        continue;
      }
      at = batch.position;
      yield batch;
      await breathe();
    }
  }

  head(): Promise<Position> {
    return settled(() => positionOf(this.open().head()));
  }

  lastGiven(): Promise<Position> {
    return settled(() => positionOf(this.open().lastGiven()));
  }

  examine(): Promise<readonly Words[]> {
    return settled(() => {
      this.open();
      return faultsOf(this.db);
    });
  }

  /** What was appended before is written first. Subscriptions end. */
  close(): Promise<void> {
    return settled(() => {
      if (!this.db.open) return;
      this.commits.close();
      this.tide.close();
      this.db.close();
    });
  }

  private open(): Reading {
    if (!this.db.open) throw new LogUnavailable('the log is closed');
    return this.reading;
  }
}

/** The driver answers at once, the port promises. */
const settled = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });
