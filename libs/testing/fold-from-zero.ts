import type { EventStore } from '@event-store/event-store';
import { START } from '@event-store/event-store';
import type { Projector } from '@projection/projector';
import type { Document, Reader, ReadStore } from '@read-store/read-store';
import { MemoryFold } from './memory-fold';

type Everything = Readonly<Record<string, readonly Document[]>>;

const inOrder = (documents: readonly Document[]): readonly Document[] =>
  [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));

const gathered = async (
  { collections }: Projector,
  all: (collection: string) => readonly Document[] | Promise<readonly Document[]>,
): Promise<Everything> => {
  const entries = Object.keys(collections).map(async (name) => [name, inOrder(await all(name))] as const);
  return Object.fromEntries(await Promise.all(entries));
};

/** The documents that follow from the log, folded in memory. */
export const foldedFromZero = async (store: EventStore, projector: Projector): Promise<Everything> => {
  const fold = new MemoryFold(projector);
  for await (const { events } of store.readAll({ from: START, categories: projector.categories }))
    for (const event of events) fold.take(event);
  return gathered(projector, (name) => fold.all(name));
};

/** The documents that are served. */
export const served = (views: ReadStore, projector: Projector): Promise<Everything> =>
  gathered(projector, (name) => wholeOf(views.reader(projector.name), name));

const wholeOf = async (reader: Reader, collection: string): Promise<readonly Document[]> => {
  const documents: Document[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await reader.find(collection, { limit: 1_000, ...(after === undefined ? {} : { after }) });
    documents.push(...page.items);
    after = page.next;
  }
  return documents;
};
