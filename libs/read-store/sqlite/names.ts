import { fieldName } from '../declaration';
import type { IndexSpec, ProjectionRef } from '../read-store';

/** Quoted table name, `"coverage@2/household"`: names are kebab-case, so nothing in them needs escaping. */
export const tableOf = ({ name, version }: ProjectionRef, collection: string): string =>
  `"${name}@${String(version)}/${collection}"`;

export const indexOf = (table: string, { fields, unique = false }: IndexSpec): string =>
  `"${table.slice(1, -1)}#${fields.join(',')}${unique ? '!' : ''}"`;

/** A label of digits is a key here too, never a place in an array. */
export const pathOf = (field: string): string => `$.${fieldName(field)}`;

/** SQL of a field's value. The same text stands in the index and in every query, or SQLite would not use the index. */
export const valueOf = (field: string): string =>
  field === 'id' ? 'id' : `json_extract(doc, '${pathOf(field)}')`;

/** SQL of its JSON type: NULL where the field is absent. */
export const typeOf = (field: string): string => `json_type(doc, '${pathOf(field)}')`;
