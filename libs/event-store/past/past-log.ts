import {
  type Appended,
  type Batch,
  type EventStore,
  type Exactness,
  type Position,
  type RecordedEvent,
  type Selection,
} from '../event-store';
import type { Truth } from './truth';

export interface PastLogParts {
  /** The last place that counts. */
  readonly until: Position;
  readonly truth: Truth;
}

/** A log as it was, for reading alone. */
export class PastLog implements EventStore {
  constructor(
    private readonly log: EventStore,
    private readonly past: PastLogParts,
  ) {}

  append(): Promise<Appended> {
    return Promise.reject(new Error('the past is not written to'));
  }

  async readStream(stream: string, from = 0, how: Exactness = {}): Promise<readonly RecordedEvent[]> {
    const events = await this.log.readStream(stream, 0, how);
    return this.#counting(events).filter(({ revision }) => revision >= from);
  }

  async *readAll(selection: Selection): AsyncIterable<Batch> {
    const { until } = this.past;
    if (selection.from >= until) return;
    for await (const batch of this.log.readAll(selection)) {
      const isLast = batch.position >= until;
      const events = this.#counting(batch.events);
      yield isLast ? { events, position: until, caughtUp: true } : { ...batch, events };
      if (isLast) return;
    }
  }

  /** Nothing is appended to what is over. */
  async *subscribe(): AsyncIterable<Batch> {
    await Promise.reject(new Error('the past does not go on'));
  }

  head(): Promise<Position> {
    return Promise.resolve(this.past.until);
  }

  /** The log belongs to somebody else. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  #counting(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    const { until, truth } = this.past;
    return events.filter((event) => event.position <= until && truth.counts(event));
  }
}
