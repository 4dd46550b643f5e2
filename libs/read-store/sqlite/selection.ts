import { cursorAt, keysIn, type Query } from '../cursor';
import { checkedLimit, keysOf, orderWithin, totalOrder } from '../order';
import type { Document, FindOptions } from '../read-store';
import { filterSql } from './filter';
import { allOf, type Fragment, fragment } from './fragment';
import { orderSql, type Stretch, stretchesAfter } from './page';

/** The collection a find is asked of. */
export interface Source {
  readonly projection: string;
  readonly collection: string;
  readonly table: string;
  readonly arrays: readonly string[];
}

const select = ({ table }: Source, stretch: Stretch, filter: Fragment): Fragment => {
  const where = allOf([filter, stretch.where]);
  return fragment(
    `SELECT doc FROM ${table} WHERE ${where.sql} ORDER BY ${orderSql(stretch.order)} LIMIT ?`,
    ...where.values,
  );
};

/** A find, ready to be read: statements that want only their limit, in the order in which to read them. */
export interface Selection {
  readonly limit: number;
  readonly statements: readonly Fragment[];
  readonly cursorAt: (last: Document) => string;
}

/** @throws InvalidCursor, and RangeError on a limit out of bounds */
export const selection = (source: Source, options: FindOptions): Selection => {
  const { filter = {}, sort = [], after } = options;
  const unsortable = sort.find(([field]) => source.arrays.includes(field));
  if (unsortable !== undefined) throw new Error(`cannot sort by the array field ${unsortable[0]}`);

  const order = orderWithin(totalOrder(sort), filter);
  const query: Query = { projection: source.projection, collection: source.collection, filter, order };
  const condition = filterSql(filter, source.arrays);
  const stretches =
    after === undefined ? [{ where: fragment('TRUE'), order }] : stretchesAfter(order, keysIn(after, query));
  return {
    limit: checkedLimit(options.limit),
    statements: stretches.map((stretch) => select(source, stretch, condition)),
    cursorAt: (last) => cursorAt(query, keysOf(last, order)),
  };
};
