import type { Documents, Key } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import { quarterEnd } from '@kernel/calendar-date';
import { endOfYear } from './agreement-span';
import { boundOn, type BindingMemory } from './binding-memory';
import { COLLECTIONS, lineIn, type EntityMemory, type Streams } from './entity-memory';
import { QUARTERS } from './data-on-time';
import { incomeMemoryId } from './income-memory';

export const [ENTITIES, INCOMES, TARGETS] = ['entities', 'incomes', 'targets'];

export const keysOf = (collection: string, ids: readonly string[]): readonly Key[] =>
  ids.map((id) => ({ collection, id }));

/** The documents of these ids that are there. */
export const all = (documents: Documents, collection: string, ids: readonly string[]): readonly Document[] =>
  ids.flatMap((id) => documents.get(collection, id) ?? []);

const isKnown = (documents: Documents, keys: readonly Key[]): boolean =>
  keys.every(({ collection, id }) => documents.has(collection, id));

interface Reviewed {
  readonly entityId: string;
  readonly year: number;
}

const entityIn = (documents: Documents, id: string): EntityMemory | undefined =>
  documents.known<EntityMemory>(ENTITIES, id);

const lineOf = ({ entityId, year }: Reviewed, documents: Documents): readonly string[] =>
  lineIn(entityId, year, (id) => entityIn(documents, id));

/** What counts for the entity in the year, of one kind. */
export const streamsOf = (asked: Reviewed, name: Streams, documents: Documents): readonly string[] => [
  ...new Set(lineOf(asked, documents).flatMap((id) => entityIn(documents, id)?.[name] ?? [])),
];

/** From the entity to its streams, from those to its households, their incomes and groups: each step when the one before is known. */
export const reviewNeeds = (asked: Reviewed, documents: Documents): readonly Key[] => {
  const { year } = asked;
  const line = keysOf(ENTITIES, lineOf(asked, documents));
  if (!isKnown(documents, line)) return line;
  const streams = COLLECTIONS.flatMap((name) => keysOf(name, streamsOf(asked, name, documents)));
  if (!isKnown(documents, streams)) return streams;
  const bound = streamsOf(asked, 'bindings', documents);
  const bindings = all(documents, 'bindings', bound) as readonly BindingMemory[];
  const compared = boundOn(bindings, endOfYear(year)).map((id) => incomeMemoryId(id, year - 1));
  const due = [...new Set(QUARTERS.flatMap((quarter) => boundOn(bindings, quarterEnd(year, quarter))))];
  const recorded = due.map((id) => incomeMemoryId(id, year));
  return [...keysOf(INCOMES, [...compared, ...recorded]), ...keysOf(TARGETS, due)];
};
