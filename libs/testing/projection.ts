import { expect } from '@jest/globals';
import type { Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import { recorded, type Happening } from './events';
import { MemoryFold } from './memory-fold';

/** given (events) – project – then (documents), in memory. */
export const givenEvents = (...happenings: readonly Happening[]) => ({
  project: (projector: Projector) => {
    const fold = new MemoryFold(projector);
    for (const event of recorded(happenings)) fold.take(event);
    return new Projected(fold);
  },
});

class Projected {
  constructor(private readonly fold: MemoryFold) {}

  /** Exactly this document; null where there is none. */
  then(collection: string, id: string, expected: Document | null): this {
    expect(this.fold.find(collection, id)).toEqual(expected);
    return this;
  }

  /** These fields of the document, whatever the others are. */
  thenPartly(collection: string, id: string, expected: Partial<Document>): this {
    expect(this.fold.find(collection, id)).toMatchObject(expected);
    return this;
  }

  /** All documents, for figures drawn from many. */
  all(collection: string): readonly Document[] {
    return this.fold.all(collection);
  }
}
