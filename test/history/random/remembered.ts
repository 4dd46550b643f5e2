import { isDeepStrictEqual } from 'node:util';
import type { CalendarDate } from '@kernel/calendar-date';
import { replay } from '@command/replay';
import { aggregates, projectors } from '@county/modules';
import { START, type Position } from '@event-store/event-store';
import { PastViews, type Past } from '@projection/past/past-views';
import type { Document, Reader } from '@read-store/read-store';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';
import type { CountyKept } from './county-kept';
import { promise } from './promises';

/** What the county showed when its log ended there. */
interface Shown {
  readonly position: Position;
  readonly today: CalendarDate;
  readonly documents: ReadonlyMap<string, readonly Document[]>;
}

/** Registers with one document for each stream of a category. */
const REGISTERS = [
  ...['household', 'entity', 'agreement', 'dividend-scheme', 'rectification', 'evaluation', 'erasure'],
  ...['household-binding', 'enterprise-binding'],
];

const categoryOf = (projection: string): string =>
  projection.replace(/-(\w)/, (_whole, letter: string) => letter.toUpperCase());

const byId = (documents: readonly Document[]): readonly Document[] =>
  [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));

interface Place {
  readonly name: string;
  readonly collection: string;
  /** Of a register: the one with its lines. What is sealed of those lies in another. */
  readonly isFirst?: boolean;
}

const COLLECTIONS: readonly Place[] = projectors.flatMap(({ name, collections }) =>
  Object.keys(collections).map((collection, index) => ({ name, collection, isFirst: index === 0 })),
);

/** Steps before which somebody notes what the county shows. */
const LOOKS = [40, 180, 330];

/** Looks at a county now and then, and later asks it what it had shown. */
export class Remembered {
  readonly #shown: Shown[] = [];

  constructor(private readonly kept: CountyKept) {}

  /** Before a step. */
  async look(step: number, today: CalendarDate): Promise<void> {
    if (!LOOKS.includes(step)) return;
    const position = await this.kept.county.store.head();
    const documents = COLLECTIONS.map(
      ({ name, collection }) =>
        [`${name}/${collection}`, byId(this.kept.reactions.documents(name, collection))] as const,
    );
    this.#shown.push({ position, today, documents: new Map(documents) });
  }

  /** @throws BrokenPromise where a view of the past differs from what was shown then, or from what the log says was true */
  async audit(): Promise<void> {
    const { store: log, upcast } = this.kept.county;
    const past = new PastViews({
      ...{ log, upcast, projectors, waitMs: 120_000 },
      scratch: () => SqliteReadStore.temporary(),
    });
    const last = this.#shown.at(-1);
    try {
      for (const shown of this.#shown) await this.#isShownAgain(past, shown);
      for (const { today } of last === undefined ? [] : this.#shown)
        await this.#isTrueThen(past, { until: last?.position ?? START, asOf: today, isPresent: false });
    } finally {
      await past.close();
    }
  }

  async #isShownAgain(past: PastViews, { position, documents }: Shown): Promise<void> {
    for (const { name, collection } of COLLECTIONS) {
      const then = { until: position, asOf: null, isPresent: false };
      const again = await this.#read(past, then, { name, collection });
      const expected = documents.get(`${name}/${collection}`) ?? [];
      promise(
        isDeepStrictEqual(again, expected),
        `${name} shows another ${collection} as known at ${position}`,
      );
    }
  }

  /** Every view can be folded as of the day; a register and a replay of each stream agree on how far it had come by it. */
  async #isTrueThen(past: PastViews, then: Past): Promise<void> {
    for (const place of COLLECTIONS) {
      const rows = await this.#read(past, then, place);
      const isRegister = place.isFirst === true && REGISTERS.includes(place.name);
      if (isRegister)
        await this.#isReplayed(rows, {
          place,
          then,
          known: await this.#read(past, { ...then, asOf: null }, place),
        });
    }
  }

  async #isReplayed(
    rows: readonly Document[],
    { place: { name }, then, known }: { place: Place; then: Past; known: readonly Document[] },
  ): Promise<void> {
    const told = new Map(rows.map((row) => [row.id, row['revision']]));
    for (const { id } of known) {
      const revision = await this.#replayed(`${categoryOf(name)}-${id}`, then);
      promise(told.get(id) === revision, `${name} ${id} is told otherwise as of ${String(then.asOf)}`);
    }
  }

  async #replayed(stream: string, { until, asOf }: Pick<Past, 'until' | 'asOf'>): Promise<unknown> {
    const { store, upcast } = this.kept.county;
    const category = stream.slice(0, stream.indexOf('-'));
    const handled = aggregates.find(({ aggregate }) => aggregate.category === category);
    if (handled === undefined) throw new Error(`nobody folds ${stream}`);
    const events = (await store.readStream(stream)).filter(({ position }) => position <= until);
    return replay(handled, events.map(upcast), asOf === null ? {} : { asOf })?.revision;
  }

  async #read(past: PastViews, moment: Past, { name, collection }: Place): Promise<readonly Document[]> {
    const opened = past.open(moment, past.patience());
    try {
      return byId(await all(await opened.reader(name), collection));
    } finally {
      opened.release();
    }
  }
}

const all = async (reader: Reader, collection: string): Promise<readonly Document[]> => {
  const found: Document[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = { limit: 1_000, ...(after === undefined ? {} : { after }) };
    const { items, next }: { items: readonly Document[]; next: string | null } = await reader.find<Document>(
      collection,
      page,
    );
    found.push(...items);
    after = next;
  }
  return found;
};
