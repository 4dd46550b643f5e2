import type { CollectionSpec, Collections, ProjectionRef } from './read-store';

const NAME = /^[a-z][a-z0-9-]*$/;
const FIELD = /^[\w-]+(\.[\w-]+)*$/;

/** The field as it was, fit to stand inside a query. */
export const fieldName = (field: string): string => {
  if (!FIELD.test(field)) throw new Error(`not a field name: ${JSON.stringify(field)}`);
  return field;
};

const kebabName = (name: string): string => {
  if (!NAME.test(name)) throw new Error(`not a kebab-case name: ${JSON.stringify(name)}`);
  return name;
};

const checkCollection = ({ indexes, arrays = [] }: CollectionSpec): void => {
  arrays.forEach(fieldName);
  for (const { fields, unique } of indexes) {
    if (fields.length === 0) throw new Error('an index has at least one field');
    if (unique === true && fields.some((field) => arrays.includes(field)))
      throw new Error(`an array field cannot be unique: ${fields.join(', ')}`);
    fields.forEach(fieldName);
  }
};

/** Refuses what an engine could not keep, before anything is made. */
export const checkDeclaration = ({ name, version }: ProjectionRef, collections: Collections): void => {
  kebabName(name);
  if (!Number.isSafeInteger(version) || version < 1) throw new Error(`not a version: ${String(version)}`);
  for (const [collection, spec] of Object.entries(collections)) {
    kebabName(collection);
    checkCollection(spec);
  }
};

/** In one order, each once. */
const sorted = <T>(parts: readonly T[]): readonly T[] =>
  [...new Map(parts.map((part) => [JSON.stringify(part), part]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, part]) => part);

/** The same text for the same declaration, whatever the order it is written in. */
export const declarationText = (collections: Collections): string =>
  JSON.stringify(
    sorted(Object.entries(collections)).map(([name, { indexes, arrays = [] }]) => [
      name,
      sorted(indexes.map(({ fields, unique = false }) => ({ fields, unique }))),
      sorted(arrays),
    ]),
  );

type Declared = readonly [name: string, indexes: CollectionSpec['indexes'], arrays: readonly string[]];

export const declaredIn = (text: string): ReadonlyMap<string, Required<CollectionSpec>> =>
  new Map((JSON.parse(text) as Declared[]).map(([name, indexes, arrays]) => [name, { indexes, arrays }]));
