import { fold, type Aggregate, type Event } from '@kernel/decider';
import type { Json } from '@kernel/json';
import {
  START,
  streamName,
  type Appended,
  type EventStore,
  type NewEvent,
  type Position,
  type RecordedEvent,
} from '@event-store/event-store';
import { LRUCache } from 'lru-cache';
import type { Loaded } from './lookup';
import { warningsIn } from './metadata';
import type { Ruled } from './work';

/** What a command led to when it was decided. */
export interface Answered extends Appended, Ruled {
  readonly requestHash: Json | undefined;
}

/** A stream as a decision sees it. */
export interface Remembered<S> extends Loaded<S> {
  /** Of its last event, `START` where there is none. */
  readonly position: Position;
  /** By command id. */
  readonly answered: ReadonlyMap<unknown, Answered>;
  /** By who acted, for whom; a deputy and the post's holder are one side of every separation of duties. */
  readonly standIns: ReadonlyMap<string, readonly string[]>;
}

/** Brings a stored event to the current shape of its type. */
export type Upcast = (event: RecordedEvent) => RecordedEvent;

interface Entry {
  readonly aggregate: unknown;
  readonly seen: Remembered<unknown>;
}

/** All that is remembered together, counted in events. */
const EVENTS_REMEMBERED = 50_000;

/** An event at its place; one that was appended just now has not been read back with its link of the chain. */
type Placed = Pick<RecordedEvent, 'type' | 'data' | 'metadata' | 'revision' | 'position'>;

/**
 * Reads streams and folds them: the only way a rule learns what has happened. What was read is remembered for a while and
 * only what came after it is read again: events never change, so what is remembered can be short but never wrong.
 */
export class History {
  private readonly remembered = new LRUCache<string, Entry>({
    maxSize: EVENTS_REMEMBERED,
    sizeCalculation: ({ seen }) => seen.revision + 1,
  });

  constructor(
    readonly store: EventStore,
    readonly upcast: Upcast,
  ) {}

  async load<S, E extends Event>(aggregate: Aggregate<S, E>, id: string): Promise<Remembered<S>> {
    const stream = streamName(aggregate.category, id);
    const before = this.recalled(aggregate, stream) ?? nothing(aggregate);
    const newer = (await this.store.readStream(stream, before.revision + 1)).map(this.upcast);
    return newer.length === 0 ? before : this.extend(aggregate, { stream, before, newer });
  }

  /**
   * As it was when it was seen last, without a look at the log; null where it was not. What is decided on it is sure only
   * where its events are then appended at its revision.
   */
  recall<S, E extends Event>(aggregate: Aggregate<S, E>, id: string): Remembered<S> | null {
    return this.recalled(aggregate, streamName(aggregate.category, id));
  }

  /** Remembers what was appended behind what was seen. */
  add<S, E extends Event>(
    aggregate: Aggregate<S, E>,
    id: string,
    { seen, events, appended }: Addition<S>,
  ): void {
    const stream = streamName(aggregate.category, id);
    const first = appended.revision - events.length + 1;
    const { position } = appended;
    const newer = events.map((event, index) => ({ ...event, revision: first + index, position }));
    this.extend(aggregate, { stream, before: seen, newer });
  }

  private extend<S, E extends Event>(
    aggregate: Aggregate<S, E>,
    { stream, before, newer }: { stream: string; before: Remembered<S>; newer: readonly Placed[] },
  ): Remembered<S> {
    const last = newer.at(-1) ?? before;
    const seen: Remembered<S> = {
      exists: true,
      revision: last.revision,
      position: last.position,
      answered: answers(before.answered, newer),
      standIns: standInsIn(before.standIns, newer),
      state: fold(aggregate, newer as unknown as readonly E[], before.state),
    };
    this.remembered.set(stream, { aggregate, seen });
    return seen;
  }

  /** One stream may be folded by another aggregate too, which remembers other things of it. */
  private recalled<S, E extends Event>(aggregate: Aggregate<S, E>, stream: string): Remembered<S> | null {
    const known = this.remembered.get(stream);
    return known?.aggregate === aggregate ? (known.seen as Remembered<S>) : null;
  }
}

interface Addition<S> {
  readonly seen: Remembered<S>;
  readonly events: readonly NewEvent[];
  readonly appended: Appended;
}

const nothing = <S, E extends Event>({ initial }: Aggregate<S, E>): Remembered<S> => ({
  ...{ exists: false, revision: -1, position: START, state: initial },
  ...{ answered: new Map(), standIns: new Map() },
});

const answers = (
  before: ReadonlyMap<unknown, Answered>,
  newer: readonly Placed[],
): ReadonlyMap<unknown, Answered> => {
  const all = new Map(before);
  for (const { type, data, metadata, revision, position } of newer) {
    const { commandId, requestHash } = metadata;
    const events = [...(all.get(commandId)?.events ?? []), { type, data }];
    all.set(commandId, { requestHash, events, warnings: warningsIn(metadata), revision, position });
  }
  return all;
};

/** Hardly ever is one more. */
const standInsIn = (
  before: Remembered<unknown>['standIns'],
  newer: readonly Placed[],
): Remembered<unknown>['standIns'] =>
  newer.reduce((standIns, { metadata: { actor, delegatedBy } }) => {
    if (typeof actor !== 'string' || typeof delegatedBy !== 'string') return standIns;
    return new Map(standIns).set(actor, [...new Set([...(standIns.get(actor) ?? []), delegatedBy])]);
  }, before);
