import { expect } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import type { County } from '@county/county';
import { projectors } from '@county/modules';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import type { Document, Reader } from '@read-store/read-store';
import { MemoryFold } from '@testing/memory-fold';

interface Place {
  readonly name: string;
  readonly collection: string;
}

/** A fold of the log from its first event in memory, which may go on where it stood; for comparison with what is stored. */
export class ViewsFromZero {
  readonly #folds = projectors.map((projector) => ({ projector, fold: new MemoryFold(projector) }));
  #taken = 0;

  /** @param events the whole log; what was taken before is passed over */
  take({ upcast }: County, events: readonly RecordedEvent[]): void {
    const added = events.slice(this.#taken).map(upcast);
    for (const { projector, fold } of this.#folds) {
      const mine = added.filter(({ stream }) => projector.categories.includes(categoryOf(stream)));
      for (const event of mine) fold.take(event);
    }
    this.#taken = events.length;
  }

  /** Every document of every projection. What differs is listed whole: where it lies tells what went wrong. */
  async expectIn({ views }: County): Promise<void> {
    const differences: object[] = [];
    for (const [{ name, collection }, folded] of this.#collections()) {
      const differing = differingIn(await storedIn(views.reader(name), collection), folded);
      if (differing.length > 0) differences.push({ projection: name, collection, differing });
    }
    expect(differences).toEqual([]);
  }

  #collections(): readonly (readonly [Place, readonly Document[]])[] {
    return this.#folds.flatMap(({ projector: { name, collections }, fold }) =>
      Object.keys(collections).map((collection) => [{ name, collection }, fold.all(collection)] as const),
    );
  }
}

/** Every document of every projection, against a fold of the whole log in memory. */
export const expectViewsFromZero = async (
  county: County,
  events: readonly RecordedEvent[],
): Promise<void> => {
  const zero = new ViewsFromZero();
  zero.take(county, events);
  await zero.expectIn(county);
};

const byId = (documents: readonly Document[]): ReadonlyMap<string, Document> =>
  new Map(documents.map((document) => [document.id, document]));

/** Null on the side where there is none. */
const differingIn = (stored: readonly Document[], folded: readonly Document[]): readonly object[] => {
  const [there, wanted] = [byId(stored), byId(folded)];
  return [...new Set([...there.keys(), ...wanted.keys()])]
    .map((id) => ({ id, stored: there.get(id) ?? null, folded: wanted.get(id) ?? null }))
    .filter(({ stored: one, folded: other }) => !isDeepStrictEqual(one, other));
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
  return stored;
};
