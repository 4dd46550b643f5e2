import { LRUCache } from 'lru-cache';
import type { RecordedEvent } from '../event-store';

/** All streams together. */
const IDS_REMEMBERED = 200_000;

/**
 * Ids by revision of the streams that somebody appends to whatever their revision: such a repetition is found only by
 * looking through the stream, of which nothing ever changes but its end.
 */
export class SeenIds {
  private readonly remembered = new LRUCache<string, readonly string[]>({
    maxSize: IDS_REMEMBERED,
    sizeCalculation: (ids) => ids.length + 1,
  });

  of(stream: string): readonly string[] {
    return this.remembered.get(stream) ?? [];
  }

  /** `events` follow on those whose ids were known before. */
  add(stream: string, before: readonly string[], events: readonly RecordedEvent[]): readonly string[] {
    if (events.length === 0) return before;
    const ids = [...before, ...events.map(({ id }) => id)];
    this.remembered.set(stream, ids);
    return ids;
  }
}
