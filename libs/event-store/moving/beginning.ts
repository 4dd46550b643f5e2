import { linkOf } from '../chain';
import { START, type EventStore, type RecordedEvent } from '../event-store';
import { ForeignTarget } from './faults';

/** What a target holds already, read once, side by side with the source. */
export class Beginning {
  private readonly events: AsyncGenerator<RecordedEvent, void, undefined>;
  private matched = 0;
  private isOver = false;

  constructor(target: EventStore) {
    this.events = eventsOf(target);
  }

  /** So many events of the source were found. */
  get length(): number {
    return this.matched;
  }

  /** The events of the source, in turn, that the target does not hold yet. @throws ForeignTarget */
  async without(events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    for (const [index, due] of events.entries()) {
      const found = await this.next();
      if (found === null) return events.slice(index);
      if (!isSame(found, due)) throw new ForeignTarget(this.matched, found, due);
      this.matched += 1;
    }
    return [];
  }

  /** @throws ForeignTarget where there is more than in the source */
  async requireEnd(): Promise<void> {
    const found = await this.next();
    if (found !== null) throw new ForeignTarget(this.matched, found, null);
  }

  async close(): Promise<void> {
    await this.events.return();
  }

  private async next(): Promise<RecordedEvent | null> {
    if (this.isOver) return null;
    const { done, value } = await this.events.next();
    this.isOver = done === true;
    return value ?? null;
  }
}

export async function* eventsOf(store: EventStore): AsyncGenerator<RecordedEvent, void, undefined> {
  for await (const { events } of store.readAll({ from: START })) yield* events;
}

/** Alike in all but their position. The hash covers data and metadata, and both logs are examined. */
export const isSame = (one: RecordedEvent, other: RecordedEvent): boolean =>
  one.id === other.id &&
  one.stream === other.stream &&
  one.revision === other.revision &&
  one.type === other.type &&
  linkOf(one)?.hash === linkOf(other)?.hash;
