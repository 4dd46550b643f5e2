import type { Filter as MongoFilter, Sort } from 'mongodb';
import { cursorAt, keysIn, type Query } from '../cursor';
import { checkedLimit, keysOf, orderWithin, totalOrder } from '../order';
import type { Document, FindOptions, Scalar, SortOrder } from '../read-store';
import { isScalar } from '../document';
import { filterFor, storedField } from './filter';
import type { StoredDocument } from './stored';

type Where = MongoFilter<StoredDocument>;

/** One stretch of the documents that follow: where they are and in what order they come. */
export interface Stretch {
  readonly where: Where;
  readonly sort: Sort;
}

export interface Selection {
  readonly limit: number;
  readonly stretches: readonly Stretch[];
  readonly cursorAt: (last: Document) => string;
}

export interface Source {
  readonly projection: string;
  readonly collection: string;
  readonly arrays: readonly string[];
}

/** A find, ready to be read stretch by stretch, each one seek in an index. @throws InvalidCursor, and RangeError on a limit out of bounds */
export const selection = (source: Source, options: FindOptions): Selection => {
  const { filter = {}, sort = [], after } = options;
  const unsortable = sort.find(([field]) => source.arrays.includes(field));
  if (unsortable !== undefined) throw new Error(`cannot sort by the array field ${unsortable[0]}`);
  const order = orderWithin(totalOrder(sort), filter);
  const { projection, collection } = source;
  const query: Query = { projection, collection, filter, order };
  const wheres = after === undefined ? [{ where: {}, order }] : following(order, keysIn(after, query));
  const condition = filterFor(filter);
  return {
    limit: checkedLimit(options.limit),
    stretches: wheres.map(({ where, order: own }) => ({ where: both(condition, where), sort: sortFor(own) })),
    cursorAt: (last) => cursorAt(query, keysOf(last, order)),
  };
};

/** One flat condition where it can be, for planners look there first. */
const both = (one: Where, other: Where): Where => {
  const shared = Object.keys(other).filter((field) => Object.hasOwn(one, field));
  const joined = shared.map(
    (field) => [field, { ...spelled(one[field]), ...spelled(other[field]) }] as const,
  );
  const clash = shared.some((field) =>
    operators(one[field]).some((operator) => operators(other[field]).includes(operator)),
  );
  return clash ? { $and: [one, other] } : { ...one, ...other, ...Object.fromEntries(joined) };
};

const operators = (condition: unknown): readonly string[] =>
  isScalar(condition) ? ['$eq'] : Object.keys(condition as object);

const spelled = (condition: unknown): object =>
  isScalar(condition) ? { $eq: condition } : (condition as object);

const sortFor = (order: SortOrder): Sort =>
  new Map(order.map(([field, direction]) => [storedField(field), direction]));

interface Following {
  readonly where: Where;
  readonly order: SortOrder;
}

/** First those tied on all keys but the last, then on all but the last two, and so on. */
const following = (order: SortOrder, keys: readonly Scalar[]): readonly Following[] =>
  order
    .map((_, place) => {
      const ties = Object.fromEntries(
        order.slice(0, place).map(([field], at) => [storedField(field), keys[at] ?? null]),
      );
      const further = beyond(order.slice(place), keys[place] ?? null);
      return further.map((stretch) => ({ ...stretch, where: { ...ties, ...stretch.where } }));
    })
    .reverse()
    .flat();

/** Everything after the key of the first field of `order`; null comes before all else. */
const beyond = (order: SortOrder, key: Scalar): readonly Following[] => {
  const [[field, direction] = ['id', 1] as const, ...behind] = order;
  const name = storedField(field);
  if (key === null) return direction === 1 ? [{ where: { [name]: { $ne: null } }, order }] : [];
  if (direction === 1) return [{ where: { [name]: { $gt: key } }, order }];
  const less = { where: { [name]: { $lt: key } }, order };
  return field === 'id' ? [less] : [less, { where: { [name]: null }, order: behind }];
};
