import { setImmediate as breath } from 'node:timers/promises';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Words } from '@kernel/words';
import { type Batch, type EventStore, type Position, type Selection } from '@event-store/event-store';
import { PastLog, type PastLogParts } from '@event-store/past/past-log';
import { Truth } from '@event-store/past/truth';
import { codeOf } from '@event-store/sqlite/error-code';
import type { Reader, ReadStore } from '@read-store/read-store';
import { ViewsUnavailable } from '@read-store/unavailable';
import { foldUpTo } from '../build';
import type { Upcast } from '../digest';
import { isHopeless } from '../faults';
import type { Projector } from '../projector';
import { Turn } from '../turn';

/** The events that count at that moment do not make sense together, or the log is damaged. */
export class Unfoldable extends Error {
  constructor(
    readonly projection: string,
    cause: Error,
  ) {
    super(`${projection} cannot be folded at that moment: ${cause.message}`, { cause });
    this.name = 'Unfoldable';
  }
}

export interface PastParts {
  readonly log: EventStore;
  readonly upcast: Upcast;
  /** A store of its own for each view, that is gone when it is closed. */
  readonly scratch: () => ReadStore;
}

const NO_ROOM: Words = { zh: '没有空间推演过去', en: 'there is no room to fold the past' };

/** Small steps, so that whoever else is answered by this process does not wait long. */
const STEPS = { batchSize: 100, documentsPerBuildCommit: 2_000, attempts: 1 } as const;

/** A log that lets others be answered after each batch, and other views be folded. */
class Strolled extends PastLog {
  constructor(
    log: EventStore,
    past: PastLogParts,
    private readonly pace: Turn,
  ) {
    super(log, past);
  }

  override async *readAll(selection: Selection): AsyncIterable<Batch> {
    for await (const batch of super.readAll(selection)) {
      yield batch;
      await this.pace.take(() => breath());
    }
  }
}

interface Going {
  readonly until: Position;
  readonly reader: Promise<Reader>;
}

/**
 * One projection as it stood, in a store of its own. It is folded as far as somebody asks, and closed when it was dropped and
 * nobody reads it any more.
 */
export class PastView {
  readonly #store: ReadStore;
  readonly #truth: Truth;
  readonly #turn = new Turn();
  readonly #stop = new AbortController();
  #going: Going | null = null;
  #under = 0;
  #holders = 0;
  #isDropped = false;

  constructor(
    private readonly parts: PastParts,
    private readonly view: {
      readonly projector: Projector;
      readonly asOf: CalendarDate | null;
      /** Steps of all views, one after the other. */
      readonly pace: Turn;
    },
  ) {
    this.#store = parts.scratch();
    this.#truth = new Truth(view.asOf);
  }

  /** Something is being folded. */
  get isBusy(): boolean {
    return this.#under > 0;
  }

  /** @throws Unfoldable, LogUnavailable, ViewsUnavailable */
  upTo(until: Position): Promise<Reader> {
    if (this.#going !== null && this.#going.until >= until) return this.#going.reader;
    const reader = this.#turn.take(() => this.#fold(until));
    this.#going = { until, reader };
    this.#watch(reader);
    return reader;
  }

  hold(): void {
    this.#holders += 1;
  }

  release(): void {
    this.#holders -= 1;
    this.#closeWhereUnused();
  }

  /** Settles when nothing is folded any more. */
  drop(): Promise<void> {
    this.#isDropped = true;
    this.#closeWhereUnused();
    return this.#turn.take(() => Promise.resolve());
  }

  /** Whoever asked may have gone meanwhile. What failed for once is tried again when somebody asks again. */
  #watch(reader: Promise<Reader>): void {
    this.#under += 1;
    const done = () => {
      this.#under -= 1;
    };
    reader.then(done, (error: unknown) => {
      done();
      if (!(error instanceof Unfoldable) && this.#going?.reader === reader) this.#going = null;
    });
  }

  async #fold(until: Position): Promise<Reader> {
    const { log, upcast } = this.parts;
    const { projector, pace } = this.view;
    const store = new Strolled(log, { until, truth: this.#truth }, pace);
    const ground = { store, views: this.#store, upcast, options: STEPS };
    try {
      const { name, version } = await foldUpTo(ground, projector, {
        ...{ target: until, signal: this.#stop.signal },
      });
      return this.#store.reader(name, version);
    } catch (error) {
      throw this.#told(error as Error);
    }
  }

  #told(error: Error): Error {
    if (isHopeless(error)) return new Unfoldable(this.view.projector.name, error);
    if (!codeOf(error).startsWith('SQLITE_')) return error;
    return new ViewsUnavailable({ cause: error }, NO_ROOM);
  }

  #closeWhereUnused(): void {
    if (!this.#isDropped || this.#holders > 0) return;
    this.#stop.abort();
    void this.#turn.take(() => this.#store.close());
  }
}
