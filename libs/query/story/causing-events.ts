import { fold, type Event } from '@kernel/decider';
import type { Handled } from '@command/handling';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import type { Views } from '../answering';
import { isReader, isVisible } from './one-aggregate';

/** Finds what brought events about in streams where it may stand; each is read once. */
export class CausingEvents {
  readonly #streams = new Map<string, Promise<readonly RecordedEvent[]>>();

  constructor(private readonly views: Views) {}

  /** Null where it stands in none of them, or where the viewer may not look. */
  async find(eventId: string, streams: readonly string[]): Promise<RecordedEvent | null> {
    for (const stream of streams) {
      const handled = this.#handledOf(stream);
      const events = handled === undefined ? [] : await this.#read(stream);
      const cause = events.find(({ id }) => id === eventId);
      if (handled !== undefined && cause !== undefined)
        return (await this.#mayLook(handled, events)) ? cause : null;
    }
    return null;
  }

  #handledOf(stream: string): Handled | undefined {
    return this.views.log.aggregates.find(({ aggregate }) => aggregate.category === categoryOf(stream));
  }

  #read(stream: string): Promise<readonly RecordedEvent[]> {
    const read = this.#streams.get(stream) ?? this.views.log.whole.readStream(stream);
    this.#streams.set(stream, read);
    return read;
  }

  async #mayLook(handled: Handled, events: readonly RecordedEvent[]): Promise<boolean> {
    if (!isReader(handled, this.views.viewer)) return false;
    const { aggregate } = handled;
    const state = fold(aggregate, events.map(this.views.log.upcast) as readonly Event[]);
    return isVisible(this.views, handled, state);
  }
}
