import { createHash } from 'node:crypto';
import { canonical } from '@event-store/canonical';
import { isPosition } from '@event-store/event-store';
import type { Document, Reader } from '@read-store/read-store';
import { pagesOf } from '@read-store/whole';

/** Differences that are named; of more only the number is told. */
export const NAMED = 100;

export interface Difference {
  readonly collection: string;
  readonly id: string;
  /** MISSING: the log gives it, the living views do not have it. EXTRA: they have it, and the log does not give it. */
  readonly kind: 'CHANGED' | 'MISSING' | 'EXTRA';
}

export interface Compared {
  readonly documents: number;
  /**
   * Over collection, a space, and the canonical JSON of each document of the log, a line each, in the order of collections and ids.
   * A `position`, which is of one log alone, is left out, but for the first form of certificates.
   */
  readonly sha256: string;
  readonly differing: number;
  readonly differences: readonly Difference[];
}

type Summed = (document: Document) => object;

export const whole: Summed = (document) => document;

/** As it is in every log that the county is moved to. */
export const placeless: Summed = (document) => {
  const { position, ...rest } = document;
  return isPosition(position) ? rest : document;
};

/** Every document that the log gives against every document that serves, page by page. */
export class Comparison {
  private readonly sum = createHash('sha256');
  private readonly found: Difference[] = [];
  private differing = 0;
  private documents = 0;

  constructor(
    private readonly fromZero: Reader,
    private readonly living: Reader,
    private readonly summed: Summed = placeless,
  ) {}

  async of(collections: readonly string[]): Promise<Compared> {
    for (const collection of [...collections].sort()) {
      await this.forth(collection);
      await this.back(collection);
    }
    const { documents, differing, found: differences } = this;
    return { documents, differing, differences, sha256: this.sum.digest('hex') };
  }

  private async forth(collection: string): Promise<void> {
    for await (const page of pagesOf(this.fromZero, collection)) {
      const served = await byId(this.living, collection, page);
      for (const document of page) this.hold(collection, document, served.get(document.id));
    }
  }

  private hold(collection: string, document: Document, served: Document | undefined): void {
    const text = canonical(document, document.id);
    const summed = this.summed(document);
    this.documents += 1;
    this.sum.update(`${collection} ${summed === document ? text : canonical(summed, document.id)}\n`);
    if (served === undefined) this.note({ collection, id: document.id, kind: 'MISSING' });
    else if (canonical(served, served.id) !== text)
      this.note({ collection, id: document.id, kind: 'CHANGED' });
  }

  private async back(collection: string): Promise<void> {
    for await (const page of pagesOf(this.living, collection)) {
      const known = await byId(this.fromZero, collection, page);
      const extra = page.filter(({ id }) => !known.has(id));
      for (const { id } of extra) this.note({ collection, id, kind: 'EXTRA' });
    }
  }

  private note(difference: Difference): void {
    this.differing += 1;
    if (this.found.length < NAMED) this.found.push(difference);
  }
}

const byId = async (
  reader: Reader,
  collection: string,
  page: readonly Document[],
): Promise<ReadonlyMap<string, Document>> => {
  const found = await reader.getMany<Document>(
    collection,
    page.map(({ id }) => id),
  );
  return new Map(found.map((document) => [document.id, document]));
};
