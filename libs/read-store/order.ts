import { isScalar, valueAt } from './document';
import type { Document, Filter, Scalar, SortOrder } from './read-store';

/** The order asked for, made total by `id`; keys after `id` could not matter. */
export const totalOrder = (sort: SortOrder = []): SortOrder => {
  const end = sort.findIndex(([field]) => field === 'id');
  return end >= 0 ? sort.slice(0, end + 1) : [...sort, ['id', sort.at(-1)?.[1] ?? 1]];
};

/** The order without the fields that the filter holds to one value: engines would sort by them again. */
export const orderWithin = (order: SortOrder, filter: Filter): SortOrder =>
  order.filter(([field]) => field === 'id' || !isScalar(filter[field]));

/** Where the document stands in the order. */
export const keysOf = (doc: Document, order: SortOrder): readonly Scalar[] =>
  order.map(([field]) => {
    const value = valueAt(doc, field) ?? null;
    if (!isScalar(value)) throw new Error(`${field} of ${doc.id} cannot be sorted by: it is no scalar`);
    return value;
  });

const MOST = 1_000;

export const checkedLimit = (limit: number): number => {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new RangeError(`limit must be 1 to ${String(MOST)}, not ${String(limit)}`);
  return limit;
};
