import type { Clock } from '@event-store/clock';
import { positionPair, type Position } from '@event-store/event-store';

export type Progress = {
  /** How far into the log, in the log's own measure (events with SQLite, bytes with EventStoreDB). */
  readonly done: number;
  readonly total: number;
  /** Events taken since it began. */
  readonly events: number;
  readonly perSecond: number;
  /** Null as long as nothing can be said. */
  readonly etaSeconds: number | null;
};

const measure = (position: Position): number => Number(positionPair(position).commit);

/** Counts one building. */
export class Odometer {
  readonly #begun: number;
  #events = 0;

  constructor(
    private readonly clock: Clock,
    private readonly from: Position,
  ) {
    this.#begun = clock.now();
  }

  after(events: number, at: Position, target: Position): Progress {
    this.#events += events;
    const seconds = (this.clock.now() - this.#begun) / 1_000;
    const total = Math.max(measure(target), measure(at));
    const [done, begun] = [measure(at), measure(this.from)];
    return {
      done,
      total,
      events: this.#events,
      perSecond: seconds > 0 ? Math.round(this.#events / seconds) : 0,
      etaSeconds: done > begun ? Math.round((seconds * (total - done)) / (done - begun)) : null,
    };
  }
}
