import type { Document, Reader, Write } from '@read-store/read-store';
import type { Documents, Key } from './projector';

/** `null`: looked up and not there. */
type Found = Map<string, Document | null>;

/** Documents of one collection, in two generations: what was not touched while a whole generation filled is forgotten. */
class Shelf {
  #recent: Found = new Map();
  #older: Found = new Map();

  find(id: string): Document | null | undefined {
    const recent = this.#recent.get(id);
    if (recent !== undefined) return recent;
    const older = this.#older.get(id);
    if (older !== undefined) this.#recent.set(id, older);
    return older;
  }

  put(id: string, doc: Document | null): void {
    this.#recent.set(id, doc);
  }

  age(capacity: number): void {
    if (this.#recent.size <= capacity) return;
    this.#older = this.#recent;
    this.#recent = new Map();
  }
}

/**
 * Documents as a batch sees them: what was loaded, and over it what the batch has written. It may be kept from batch to
 * batch because every commit is fenced by the checkpoint: whoever else wrote makes the next commit fail, and with it goes
 * all that was remembered here.
 */
export class WorkingSet {
  #shelves = new Map<string, Shelf>();
  #written = new Map<string, Set<string>>();
  #loaded = 0;

  constructor(
    private readonly reader: Pick<Reader, 'getMany'>,
    private readonly capacity: number,
  ) {}

  /** Documents loaded or written since the last commit. */
  get held(): number {
    return [...this.#written.values()].reduce((sum, { size }) => sum + size, this.#loaded);
  }

  find(collection: string, id: string): Document | null | undefined {
    return this.#shelves.get(collection)?.find(id);
  }

  missing(keys: readonly Key[]): readonly Key[] {
    return keys.filter(({ collection, id }) => this.find(collection, id) === undefined);
  }

  /** In one go for each collection. */
  async load(keys: readonly Key[]): Promise<void> {
    for (const [collection, ids] of indexed(keys)) {
      const docs = await this.reader.getMany(collection, [...ids]);
      const shelf = this.#shelf(collection);
      this.#loaded += ids.size;
      for (const id of ids) shelf.put(id, null);
      for (const doc of docs) shelf.put(doc.id, doc);
    }
  }

  put(writes: readonly Write[]): void {
    for (const { collection, id, doc } of writes) {
      this.#shelf(collection).put(id, doc);
      grow(this.#written, collection).add(id);
    }
  }

  /** The last version of each document written since the last commit. */
  writes(): readonly Write[] {
    return [...this.#written].flatMap(([collection, ids]) =>
      [...ids].map((id) => ({ collection, id, doc: this.find(collection, id) ?? null })),
    );
  }

  committed(): void {
    this.#written = new Map();
    this.#loaded = 0;
    for (const shelf of this.#shelves.values()) shelf.age(this.capacity);
  }

  forget(): void {
    this.#written = new Map();
    this.#loaded = 0;
    this.#shelves = new Map();
  }

  #shelf(collection: string): Shelf {
    const known = this.#shelves.get(collection);
    if (known !== undefined) return known;
    const shelf = new Shelf();
    this.#shelves.set(collection, shelf);
    return shelf;
  }
}

/** Keys that are looked through one by one; beyond them it pays to keep an index. */
const FEW = 16;

/** A working set through the eyes of one event, which sees only what it asked for. */
export class View implements Documents {
  readonly #few: Key[] = [];
  #many: Map<string, Set<string>> | null = null;

  constructor(private readonly documents: Pick<WorkingSet, 'find'>) {}

  /** The keys that were not asked for before. */
  ask(keys: readonly Key[]): readonly Key[] {
    return keys.filter((key) => {
      if (this.has(key.collection, key.id)) return false;
      this.#add(key);
      return true;
    });
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which document it is
  get<T extends Document>(collection: string, id: string): T | undefined {
    if (!this.has(collection, id)) throw new Undeclared(collection, id);
    return (this.documents.find(collection, id) ?? undefined) as T | undefined;
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which document it is
  known<T extends Document>(collection: string, id: string): T | undefined {
    return this.has(collection, id) ? this.get<T>(collection, id) : undefined;
  }

  has(collection: string, id: string): boolean {
    if (this.#many !== null) return this.#many.get(collection)?.has(id) ?? false;
    return this.#few.some((key) => key.id === id && key.collection === collection);
  }

  #add(key: Key): void {
    if (this.#many !== null) grow(this.#many, key.collection).add(key.id);
    else if (this.#few.push(key) > FEW) this.#many = indexed(this.#few);
  }
}

/** A projector read a document that it had not asked for in `needs`. */
export class Undeclared extends Error {
  constructor(collection: string, id: string) {
    super(`${collection}/${id} was read but not asked for`);
    this.name = 'Undeclared';
  }
}

/** How many documents the keys name. */
export const distinct = (keys: readonly Key[]): number =>
  [...indexed(keys).values()].reduce((sum, { size }) => sum + size, 0);

const indexed = (keys: readonly Key[]): Map<string, Set<string>> => {
  const index = new Map<string, Set<string>>();
  for (const { collection, id } of keys) grow(index, collection).add(id);
  return index;
};

const grow = (sets: Map<string, Set<string>>, name: string): Set<string> => {
  const known = sets.get(name);
  if (known !== undefined) return known;
  const fresh = new Set<string>();
  sets.set(name, fresh);
  return fresh;
};
