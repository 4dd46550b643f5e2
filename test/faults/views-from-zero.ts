import { expect } from '@jest/globals';
import type { County } from '@county/county';
import { projectors } from '@county/modules';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import type { Projector } from '@projection/projector';
import type { Document, Reader } from '@read-store/read-store';
import { MemoryFold } from '@testing/memory-fold';

/** Every document of every projection, against a fold of the whole log in memory. */
export const expectViewsFromZero = async (
  county: County,
  events: readonly RecordedEvent[],
): Promise<void> => {
  for (const projector of projectors) {
    const zero = fromZero(projector, events.map(county.upcast));
    for (const collection of Object.keys(projector.collections)) {
      const stored = await storedIn(county.views.reader(projector.name), collection);
      expect([projector.name, collection, stored]).toEqual([
        projector.name,
        collection,
        byId(zero.all(collection)),
      ]);
    }
  }
};

const byId = (documents: readonly Document[]): readonly Document[] =>
  [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));

const fromZero = (projector: Projector, events: readonly RecordedEvent[]): MemoryFold => {
  const zero = new MemoryFold(projector);
  const mine = events.filter(({ stream }) => projector.categories.includes(categoryOf(stream)));
  for (const event of mine) zero.take(event);
  return zero;
};

const storedIn = async (reader: Reader, collection: string): Promise<readonly Document[]> => {
  const stored: Document[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await reader.find<Document>(collection, {
      limit: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    stored.push(...page.items);
    after = page.next;
  }
  return byId(stored);
};
