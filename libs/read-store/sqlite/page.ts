import type { Scalar, SortOrder } from '../read-store';
import { allOf, type Bound, type Fragment, fragment } from './fragment';
import { valueOf } from './names';

/** One stretch of the documents that follow: where they are and in what order they come. */
export interface Stretch {
  readonly where: Fragment;
  readonly order: SortOrder;
}

const bound = (key: Exclude<Scalar, null>): Bound => (typeof key === 'boolean' ? Number(key) : key);

const tied = (field: string, key: Scalar): Fragment =>
  key === null ? fragment(`${valueOf(field)} IS NULL`) : fragment(`${valueOf(field)} = ?`, bound(key));

/**
 * Everything after the key of the first field of `order`. Null comes before all else; -9e999 is the least value that is
 * not null. Those without a value are in order of the fields behind: SQLite would sort them if told the field again.
 */
const beyond = (order: SortOrder, key: Scalar): readonly Stretch[] => {
  const [[field, direction] = ['id', 1] as const, ...behind] = order;
  const value = valueOf(field);
  if (key === null) return direction === 1 ? [{ where: fragment(`${value} >= -9e999`), order }] : [];
  if (direction === 1) return [{ where: fragment(`${value} > ?`, bound(key)), order }];
  const less = { where: fragment(`${value} < ?`, bound(key)), order };
  return field === 'id' ? [less] : [less, { where: fragment(`${value} IS NULL`), order: behind }];
};

/**
 * The documents after those keys, as stretches to be read one after the other: first those tied on all keys but the
 * last, then on all but the last two, and so on. Each is one seek in the index, however deep the page lies.
 */
export const stretchesAfter = (order: SortOrder, keys: readonly Scalar[]): readonly Stretch[] =>
  order
    .map((_, place) => {
      const ties = order.slice(0, place).map(([field], at) => tied(field, keys[at] ?? null));
      const further = beyond(order.slice(place), keys[place] ?? null);
      return further.map((stretch) => ({ ...stretch, where: allOf([...ties, stretch.where]) }));
    })
    .reverse()
    .flat();

/** SQL of an order; the values of `SortOrder` are 1 and -1. */
export const orderSql = (order: SortOrder): string =>
  order.map(([field, direction]) => `${valueOf(field)} ${direction === 1 ? 'ASC' : 'DESC'}`).join(', ');
