import { fold, type Aggregate, type Event } from '@kernel/decider';
import { streamName, type EventStore, type RecordedEvent } from '@event-store/event-store';
import { LRUCache } from 'lru-cache';
import type { Loaded } from './lookup';

/** A stream as a decision sees it. */
export interface Remembered<S> extends Loaded<S> {
  readonly events: readonly RecordedEvent[];
}

/** Brings a stored event to the current shape of its type. */
export type Upcast = (event: RecordedEvent) => RecordedEvent;

interface Entry {
  readonly aggregate: unknown;
  readonly seen: Remembered<unknown>;
}

/** All that is remembered together, counted in events. */
const EVENTS_REMEMBERED = 50_000;

/**
 * Reads streams and folds them: the only way a rule learns what has happened. What was read is remembered for a while and
 * only what came after it is read again: events never change, so what is remembered can be short but never wrong.
 */
export class History {
  private readonly remembered = new LRUCache<string, Entry>({
    maxSize: EVENTS_REMEMBERED,
    sizeCalculation: ({ seen }) => seen.events.length,
  });

  constructor(
    readonly store: EventStore,
    readonly upcast: Upcast,
  ) {}

  async load<S, E extends Event>(aggregate: Aggregate<S, E>, id: string): Promise<Remembered<S>> {
    const stream = streamName(aggregate.category, id);
    const before = this.recalled(aggregate, stream);
    const newer = (await this.store.readStream(stream, before.revision + 1)).map(this.upcast);
    if (newer.length === 0) return before;
    const seen: Remembered<S> = {
      events: [...before.events, ...newer],
      exists: true,
      revision: newer.at(-1)?.revision ?? before.revision,
      state: fold(aggregate, newer as unknown as readonly E[], before.state),
    };
    this.remembered.set(stream, { aggregate, seen });
    return seen;
  }

  /** One stream may be folded by another aggregate too, which remembers other things of it. */
  private recalled<S, E extends Event>(aggregate: Aggregate<S, E>, stream: string): Remembered<S> {
    const known = this.remembered.get(stream);
    if (known?.aggregate === aggregate) return known.seen as Remembered<S>;
    return { events: [], exists: false, revision: -1, state: aggregate.initial };
  }
}
