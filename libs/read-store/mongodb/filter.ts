import type { Filter as MongoFilter } from 'mongodb';
import { alternatives, OR } from '../alternatives';
import { fieldName } from '../declaration';
import { isScalar } from '../document';
import type { Filter } from '../read-store';
import type { StoredDocument } from './stored';

/** The port's filter language is a subset of MongoDB's: only what is outside of it has to be kept out. */
export const filterFor = (filter: Filter): MongoFilter<StoredDocument> =>
  Object.fromEntries(
    Object.entries(filter).map(([field, wanted]) =>
      field === OR ? [OR, alternatives(wanted).map(filterFor)] : [storedField(field), conditionFor(wanted)],
    ),
  );

export const storedField = (field: string): string => (field === 'id' ? '_id' : fieldName(field));

const conditionFor = (wanted: unknown): unknown => {
  if (isScalar(wanted)) return wanted;
  const parts = Object.entries(wanted ?? {});
  if (parts.length === 0) throw new Error('a condition has at least one operator');
  for (const [operator, value] of parts)
    if (!isOperation(operator, value))
      throw new Error(`not a condition: ${operator} ${JSON.stringify(value)}`);
  return wanted;
};

const isOperation = (operator: string, value: unknown): boolean => {
  if (operator === '$in') return Array.isArray(value) && value.every(isScalar);
  if (operator === '$ne') return isScalar(value);
  return ['$gt', '$gte', '$lt', '$lte'].includes(operator) && ['string', 'number'].includes(typeof value);
};
