import { fold, type Aggregate, type Event } from '@kernel/decider';
import { streamName, type EventStore, type RecordedEvent } from '@event-store/event-store';
import type { Loaded } from './lookup';

/** A stream as a decision sees it. */
export interface Remembered<S> extends Loaded<S> {
  readonly events: readonly RecordedEvent[];
}

/** Brings a stored event to the current shape of its type. */
export type Upcast = (event: RecordedEvent) => RecordedEvent;

/** Reads streams and folds them: the only way a rule learns what has happened. */
export class History {
  constructor(
    readonly store: EventStore,
    readonly upcast: Upcast,
  ) {}

  async load<S, E extends Event>(aggregate: Aggregate<S, E>, id: string): Promise<Remembered<S>> {
    const stored = await this.store.readStream(streamName(aggregate.category, id));
    const events = stored.map(this.upcast);
    return {
      events,
      exists: events.length > 0,
      revision: events.at(-1)?.revision ?? -1,
      state: fold(aggregate, events as unknown as readonly E[]),
    };
  }
}
