import type { Json } from '@kernel/json';
import {
  BadWrite,
  type CollectionSpec,
  type Document,
  type Scalar,
  UnknownCollection,
  type Write,
} from './read-store';

/** `Array.isArray` knows nothing of read-only arrays. */
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The value at a dotted path; undefined where it is absent, the array itself where the path meets one. */
export const valueAt = (doc: Document, path: string): Json | undefined => {
  let value: Json | undefined = doc;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (isArray(value)) return value;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
};

export const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const fits = (value: Json | undefined, inArray: boolean): boolean => {
  if (value === undefined || value === null) return true;
  return inArray ? isArray(value) && value.every(isScalar) : isScalar(value);
};

/**
 * An engine that indexed a value of another shape than declared would keep the document and never find it again, so it
 * is refused loudly. @throws BadWrite, UnknownCollection
 */
export const checkWrite = (write: Write, declared: ReadonlyMap<string, Required<CollectionSpec>>): void => {
  const spec = declared.get(write.collection);
  if (spec === undefined) throw new UnknownCollection(write.collection);
  const { doc } = write;
  if (doc === null) return;
  if (doc.id !== write.id) throw new BadWrite(write, `the document calls itself ${doc.id}`);

  const fields = [...spec.arrays, ...spec.indexes.flatMap(({ fields: indexed }) => indexed)];
  const misfit = fields.find((field) => !fits(valueAt(doc, field), spec.arrays.includes(field)));
  if (misfit !== undefined) throw new BadWrite(write, `${misfit} is not of the declared shape`);
};
