import fc from 'fast-check';
import type { Condition, Document, Filter, Scalar, SortOrder, Write } from '@read-store/read-store';
import { COLLECTIONS } from './ledger';

export const RANDOM_COLLECTIONS = { thing: COLLECTIONS['account'] ?? { indexes: [] } };

/** Few values, so that ties, hits and misses all happen; many that look like one another to a careless engine. */
const number = fc.constantFrom(-2.5, -1, 0, 1, 1.5, 10, 1e21);
const text = fc.constantFrom('', '0', '1', 'a', 'A', 'ab', 'true', 'null', `'`, '%', '中', '｡', '𠮷');
const scalar: fc.Arbitrary<Scalar> = fc.oneof(number, text, fc.boolean(), fc.constant(null));
const sparse = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 4 });

const body = fc.record(
  {
    rank: sparse(number),
    place: sparse(text),
    open: sparse(fc.boolean()),
    holder: fc.record({ kind: sparse(text) }, { requiredKeys: [] }),
    mixed: scalar,
    tags: sparse(fc.array(scalar, { maxLength: 4 })),
  },
  { requiredKeys: [] },
);

const id = fc.oneof(text, fc.stringMatching(/^[a-d]{1,3}$/));

export const documents: fc.Arbitrary<readonly Document[]> = fc
  .uniqueArray(id, { minLength: 1, maxLength: 40 })
  .chain((ids) => fc.tuple(...ids.map((each) => body.map((fields) => ({ ...fields, id: each })))));

export const put = (docs: readonly Document[]): readonly Write[] =>
  docs.map((doc) => ({ collection: 'thing', id: doc.id, doc }));

export const order: fc.Arbitrary<SortOrder> = fc
  .uniqueArray(fc.constantFrom('rank', 'place', 'open', 'holder.kind', 'id'), { maxLength: 4 })
  .chain((fields) =>
    fc.tuple(...fields.map((field) => fc.tuple(fc.constant(field), fc.constantFrom<1 | -1>(1, -1)))),
  );

const bound = fc.oneof(number, text);
const operator: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ $in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ $ne: scalar }),
  ...(['$gt', '$gte', '$lt', '$lte'] as const).map((name) =>
    bound.map((value): Condition => ({ [name]: value })),
  ),
);

/** One operator or two: more would hardly ever be met together. */
const condition: fc.Arbitrary<Condition> = fc.oneof(
  operator,
  fc.tuple(operator, operator).map(([one, other]) => ({ ...one, ...other })),
);

const plainFilter: fc.Arbitrary<Filter> = fc.dictionary(
  fc.constantFrom('rank', 'place', 'open', 'holder.kind', 'mixed', 'tags', 'id', 'absent'),
  fc.oneof(scalar, condition),
  { maxKeys: 2 },
);

export const filter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 4, arbitrary: plainFilter },
  {
    weight: 1,
    arbitrary: fc
      .tuple(plainFilter, fc.array(plainFilter, { minLength: 1, maxLength: 3 }))
      .map(([one, $or]) => ({ ...one, $or })),
  },
);
