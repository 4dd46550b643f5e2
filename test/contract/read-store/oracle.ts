import { valueAt } from '@read-store/document';
import type { Condition, Document, Filter, Scalar, SortOrder } from '@read-store/read-store';

/** What a filter and a sort mean, said once more as plainly as possible. */

const compare = (a: unknown, b: unknown): number => {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
};

const compareNullable = (a: Scalar, b: Scalar): number => {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return compare(a, b);
};

const holds = (value: unknown, operator: string, wanted: unknown): boolean => {
  if (operator === '$in') return (wanted as readonly Scalar[]).includes((value ?? null) as Scalar);
  if (operator === '$eq') return (value ?? null) === wanted;
  if (typeof value !== typeof wanted) return false;
  const order = compare(value, wanted);
  return { $gt: order > 0, $gte: order >= 0, $lt: order < 0, $lte: order <= 0 }[operator] ?? false;
};

const meets = (value: unknown, operator: string, wanted: unknown): boolean => {
  if (operator === '$ne') return !meets(value, '$eq', wanted);
  return Array.isArray(value)
    ? value.some((element) => holds(element, operator, wanted))
    : holds(value, operator, wanted);
};

const isCondition = (wanted: Filter[string]): wanted is Condition =>
  typeof wanted === 'object' && wanted !== null;

export const matches = (doc: Document, filter: Filter): boolean =>
  Object.entries(filter).every(([field, wanted]) => {
    if (field === '$or') return (wanted as readonly Filter[]).some((one) => matches(doc, one));
    const conditions = isCondition(wanted) ? Object.entries(wanted) : [['$eq', wanted] as const];
    return conditions.every(([operator, value]) => meets(valueAt(doc, field), operator, value));
  });

export const sorted = (docs: readonly Document[], order: SortOrder): readonly Document[] =>
  [...docs].sort((a, b) => {
    for (const [field, direction] of order) {
      const difference = compareNullable(
        (valueAt(a, field) ?? null) as Scalar,
        (valueAt(b, field) ?? null) as Scalar,
      );
      if (difference !== 0) return difference * direction;
    }
    return 0;
  });
