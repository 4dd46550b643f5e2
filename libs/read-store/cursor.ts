import { createHash } from 'node:crypto';
import { isScalar } from './document';
import { type Filter, InvalidCursor, type Scalar, type SortOrder } from './read-store';

/** What a cursor is good for. The version is left out: a walk goes on over a switch of versions. */
export interface Query {
  readonly projection: string;
  readonly collection: string;
  readonly filter: Filter;
  readonly order: SortOrder;
}

const byKey = (record: object): readonly (readonly [string, unknown])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

const fingerprint = ({ projection, collection, filter, order }: Query): string => {
  const conditions = byKey(filter).map(([field, wanted]) => [
    field,
    isScalar(wanted) ? wanted : byKey(wanted as object),
  ]);
  const text = JSON.stringify([projection, collection, conditions, order]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
};

/** Opaque to the caller: the query's fingerprint and the keys of the last document handed over. */
export const cursorAt = (query: Query, keys: readonly Scalar[]): string =>
  Buffer.from(JSON.stringify([fingerprint(query), ...keys])).toString('base64url');

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    throw new InvalidCursor();
  }
};

/** The keys after which the next page begins. @throws InvalidCursor */
export const keysIn = (cursor: string, query: Query): readonly Scalar[] => {
  const parts = parsed(cursor);
  if (!Array.isArray(parts) || parts.length !== query.order.length + 1) throw new InvalidCursor();

  const [mark, ...keys] = parts as unknown[];
  if (mark !== fingerprint(query) || !keys.every(isScalar)) throw new InvalidCursor();
  if (typeof keys.at(-1) !== 'string') throw new InvalidCursor();
  return keys;
};
