import type { Documents, Key } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import { quarterEnd } from '@kernel/calendar-date';
import { endOfYear } from './agreement-span';
import { boundOn, type BindingMemory } from './binding-memory';
import { COLLECTIONS, type EntityMemory } from './entity-memory';
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

/** From the entity to its streams, from those to its households, their incomes and groups: each step when the one before is known. */
export const reviewNeeds = ({ entityId, year }: Reviewed, documents: Documents): readonly Key[] => {
  const first = keysOf(ENTITIES, [entityId]);
  const entity = isKnown(documents, first) ? documents.get<EntityMemory>(ENTITIES, entityId) : undefined;
  if (entity === undefined) return first;
  const streams = COLLECTIONS.flatMap((name) => keysOf(name, entity[name]));
  if (!isKnown(documents, streams)) return streams;
  const bindings = all(documents, 'bindings', entity.bindings) as readonly BindingMemory[];
  const compared = boundOn(bindings, endOfYear(year)).map((id) => incomeMemoryId(id, year - 1));
  const due = [...new Set(QUARTERS.flatMap((quarter) => boundOn(bindings, quarterEnd(year, quarter))))];
  const recorded = due.map((id) => incomeMemoryId(id, year));
  return [...keysOf(INCOMES, [...compared, ...recorded]), ...keysOf(TARGETS, due)];
};
