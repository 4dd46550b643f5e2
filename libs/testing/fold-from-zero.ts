import type { EventStore } from '@event-store/event-store';
import { START } from '@event-store/event-store';
import type { Projector } from '@projection/projector';
import type { Document, ReadStore } from '@read-store/read-store';
import { everyRow } from '@read-store/whole';
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
  gathered(projector, (name) => everyRow(views.reader(projector.name), name));
