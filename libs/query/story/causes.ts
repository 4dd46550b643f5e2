import { fold, type Event } from '@kernel/decider';
import { categoryOf, metadataText, type RecordedEvent } from '@event-store/event-store';
import type { Views } from '../answering';
import { eventSeenBy, isVisible } from './one-aggregate';
import { sentenceOf, whoOf, type Who } from './sentence';
import type { Naming } from './naming';
import type { Wording } from './wording';

/** An event that changed a figure, told briefly; its whole chapter stands in the history of its aggregate. */
export interface Cause {
  readonly category: string;
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly title: string;
  readonly who: Who;
  readonly effectiveDate: unknown;
  readonly recordedAt: string;
  readonly reason: unknown;
  readonly sentence: string;
}

export interface Causes {
  /** In the order of the log. */
  readonly causes: readonly Cause[];
  /** Events of aggregates outside the viewer's division: that there are some, and no more. */
  readonly withheld: number;
}

interface Stream {
  readonly events: readonly RecordedEvent[];
  readonly isVisible: boolean;
}

const causeOf = (event: RecordedEvent, wording: Wording): Cause => {
  const category = categoryOf(event.stream);
  const { revision, position, type, metadata } = event;
  return {
    ...{ category, id: event.stream.slice(category.length + 1), revision, position, type },
    title: wording.event(type),
    who: whoOf(event),
    effectiveDate: metadata['effectiveDate'],
    recordedAt: metadataText(event, 'recordedAt'),
    reason: metadata['reason'],
    sentence: sentenceOf(event, wording),
  };
};

/** Reads what happened in some streams as far as it counts at the moment asked about; each stream once. */
export class CauseFinder {
  readonly #streams = new Map<string, Promise<Stream>>();

  constructor(
    private readonly views: Views,
    private readonly naming: Naming,
  ) {}

  async among(streams: readonly string[], isCause: (event: RecordedEvent) => boolean): Promise<Causes> {
    const read = await Promise.all(streams.map((stream) => this.#read(stream)));
    const found = read.map(({ events, isVisible }) => ({ events: events.filter(isCause), isVisible }));
    const seen = found.flatMap(({ events, isVisible }) => (isVisible ? events : []));
    const all = found.reduce((sum, { events }) => sum + events.length, 0);
    const ordered = [...seen].sort((a, b) => (a.position < b.position ? -1 : 1));
    const causes = await this.naming(
      (wording) => ordered.map((event) => causeOf(event, wording)),
      this.views,
    );
    return { causes, withheld: all - seen.length };
  }

  #read(stream: string): Promise<Stream> {
    const read = this.#streams.get(stream) ?? this.#look(stream);
    this.#streams.set(stream, read);
    return read;
  }

  async #look(stream: string): Promise<Stream> {
    const { store, upcast, aggregates } = this.views.log;
    const events = (await store.readStream(stream)).map(upcast);
    const handled = aggregates.find(({ aggregate }) => aggregate.category === categoryOf(stream));
    if (handled === undefined || events.length === 0) return { events, isVisible: false };
    return {
      events: events.map(eventSeenBy(this.views.viewer, handled)),
      /** By where it belonged at the moment asked about. */
      isVisible: await isVisible(this.views, handled, fold(handled.aggregate, events as readonly Event[])),
    };
  }
}
