import type { Filter, FindOptions, Reader, ReadStore } from '@read-store/read-store';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';
import { sqlitePlan } from '../contract/read-store/sqlite-engine';

interface Asked {
  readonly projection: string;
  readonly collection: string;
  /** Null where only their number was asked for. */
  readonly options: FindOptions | null;
  readonly filter: Filter;
}

/** What questions ask of read models that lie in SQLite, one of each kind, noted while they are asked. */
export class AskedOfViews {
  readonly #asked = new Map<string, Asked>();
  readonly #reader: SqliteReadStore['reader'];

  constructor(views: ReadStore) {
    if (!(views instanceof SqliteReadStore)) throw new Error('not a SQLite store');
    this.#reader = views.reader.bind(views);
    const noting = (reader: Reader, projection: string) => this.#noting(reader, projection);
    Object.assign(views, {
      reader: (...[projection, version, reached]: Parameters<ReadStore['reader']>) =>
        noting(this.#reader(projection, version, reached), projection),
    });
  }

  get kinds(): number {
    return this.#asked.size;
  }

  /**
   * Those that no index answers: which read on past what does not fit, or sort what is held to single values. What lies in a
   * range of divisions has to be sorted by anything else. Arrays are left out, which MongoDB indexes and SQLite cannot.
   */
  async withoutIndex(): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const [kind, asked] of this.#asked) {
      const words = await this.#planOf(asked);
      const [isFiltered, isNarrowed] = [Object.keys(asked.filter).length > 0, /\$/.test(kind)];
      const { scansCollection, sortsInMemory } = sqlitePlan(words, isFiltered);
      const isWhole = asked.options === null && !isFiltered;
      const scans = scansCollection === true && !isWhole && !words.includes('EXISTS VIRTUAL TABLE');
      if (scans || (sortsInMemory === true && !isNarrowed)) faults.push(`${kind}: ${words}`);
    }
    return faults.sort();
  }

  #planOf({ projection, collection, options, filter }: Asked): Promise<string> {
    const reader = this.#reader(projection);
    return options === null ? reader.explainCount(collection, filter) : reader.explain(collection, options);
  }

  #noting(reader: Reader, projection: string): Reader {
    return {
      get: (collection, id) => reader.get(collection, id),
      getMany: (collection, ids) => reader.getMany(collection, ids),
      find: (collection, options) => {
        this.#note({ projection, collection, options, filter: options.filter ?? {} });
        return reader.find(collection, options);
      },
      count: (collection, filter = {}) => {
        this.#note({ projection, collection, options: null, filter });
        return reader.count(collection, filter);
      },
    };
  }

  #note(asked: Asked): void {
    const { projection, collection, options, filter } = asked;
    const conditions = Object.entries(filter).map(([field, wanted]) => `${field}${shapeOf(wanted)}`);
    const place = options?.after === undefined ? '' : ' further on';
    const sort = options === null ? ' counted' : ` by ${(options.sort ?? []).flat().join(' ')}`;
    this.#asked.set(
      `${projection}.${collection} where ${conditions.sort().join(', ')}${sort}${place}`,
      asked,
    );
  }
}

/** The operators of a condition; a plan is the same for all values. */
const shapeOf = (wanted: Filter[string] | undefined): string => {
  if (wanted === null) return ' null';
  return typeof wanted === 'object' ? ` ${Object.keys(wanted).sort().join(' ')}` : '';
};
