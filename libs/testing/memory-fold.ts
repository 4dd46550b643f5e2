import { expect } from '@jest/globals';
import type { RecordedEvent } from '@event-store/event-store';
import { View } from '@projection/documents';
import type { Documents, Projector } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';

/** Rounds of `needs` after which a projector is taken to ask for ever. */
const ROUNDS = 32;

/** Folds events into documents as the runner does, and holds the projector to its promises at every event. */
export class MemoryFold {
  readonly #collections = new Map<string, Map<string, Document>>();

  constructor(private readonly projector: Projector) {
    for (const name of Object.keys(projector.collections)) this.#collections.set(name, new Map());
  }

  find(collection: string, id: string): Document | null {
    return this.#collection(collection).get(id) ?? null;
  }

  all(collection: string): readonly Document[] {
    return [...this.#collection(collection).values()];
  }

  /** What the event may see: the documents named in `needs`, asked for until nothing new is named. */
  seenBy(event: RecordedEvent): Documents {
    const view = new View(this);
    for (let round = 0; round < ROUNDS; round += 1) {
      const wanted = view.ask(this.projector.needs(event, view));
      for (const { collection, id } of wanted) this.find(collection, id);
      if (wanted.length === 0) return view;
    }
    throw new Error(`${this.projector.name} asks for ever at ${event.type}`);
  }

  take(event: RecordedEvent): void {
    const documents = this.seenBy(event);
    const writes = this.projector.project(event, documents);
    expect(this.projector.project(event, documents)).toEqual(writes);
    for (const write of writes) this.#put(write);
  }

  #put({ collection, id, doc }: Write): void {
    const documents = this.#collection(collection);
    if (doc === null) documents.delete(id);
    else {
      expect(doc.id).toBe(id);
      expect(JSON.parse(JSON.stringify(doc))).toEqual(doc);
      documents.set(id, frozen(doc));
    }
  }

  #collection(name: string): Map<string, Document> {
    const found = this.#collections.get(name);
    if (found === undefined) throw new Error(`${this.projector.name} declares no collection ${name}`);
    return found;
  }
}

/** A projector that changes what it was given would change the past of the next event. */
const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
