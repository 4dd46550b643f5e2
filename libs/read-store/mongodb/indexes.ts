import type { Collection, Db, IndexDescription } from 'mongodb';
import type { CollectionSpec, IndexSpec } from '../read-store';
import { isMissing } from './failing';
import { storedField } from './filter';
import { GONE } from './stored';
import { collectionName, type StoredVersion } from './stored-version';

/** Every query's order ends with the id, so every index does; a unique one leaves out who lacks a value. */
const described = ({ fields, unique = false }: IndexSpec): IndexDescription => {
  const keys = fields.map(storedField);
  const total = unique || keys.includes('_id') ? keys : [...keys, '_id'];
  return {
    key: Object.fromEntries(total.map((key) => [key, 1])),
    name: `${unique ? 'unique ' : ''}${total.join(' ')}`,
    ...(unique ? { unique, partialFilterExpression: valued(keys) } : {}),
  };
};

const valued = (keys: readonly string[]): object =>
  Object.fromEntries(keys.map((key) => [key, { $type: ['string', 'number', 'bool'] }]));

/** What a standalone server finds its dropped documents by. */
const GUARDS: readonly IndexDescription[] = [
  { key: { [GONE]: 1 }, name: GONE, partialFilterExpression: { [GONE]: { $exists: true } } },
];

export const indexesOf = ({ indexes }: CollectionSpec): readonly IndexDescription[] => [
  ...indexes.map(described),
  ...GUARDS,
];

/** Makes an index of a collection that is no version's, where it is not there. */
export const makeIndex = async (
  collection: Pick<Collection, 'indexes' | 'createIndexes'>,
  index: IndexDescription & { readonly name: string },
): Promise<void> => {
  const known = await collection.indexes().catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  if (!known.some(({ name }) => name === index.name)) await collection.createIndexes([index]);
};

/** Makes the collection and its indexes where they are not there. Nothing is written to it before. */
export const makeCollection = async (
  db: Db,
  row: StoredVersion,
  [collection, spec]: readonly [string, CollectionSpec],
): Promise<void> => {
  const name = collectionName(row, collection);
  const there = await db.listCollections({ name }, { nameOnly: true }).toArray();
  if (there.length === 0) await db.createCollection(name).catch(ignoreExisting);
  await db.collection(name).createIndexes([...indexesOf(spec)]);
};

/** Those that are declared and not there. */
export const missingIndexes = async (
  db: Db,
  row: StoredVersion,
  [collection, spec]: readonly [string, CollectionSpec],
): Promise<readonly string[]> => {
  const name = collectionName(row, collection);
  const there = await db.listCollections({ name }, { nameOnly: true }).toArray();
  const found = there.length === 0 ? [] : await db.collection(name).indexes();
  const names = new Set(found.map((index) => index.name));
  return indexesOf(spec).flatMap((index) =>
    names.has(index.name) ? [] : [`${name}: ${String(index.name)}`],
  );
};

const NAMESPACE_EXISTS = 48;

const ignoreExisting = (error: unknown): void => {
  if ((error as { readonly code?: unknown }).code !== NAMESPACE_EXISTS) throw error;
};
