import type { Json } from '@kernel/json';
import { exact, whole, type Exact } from './exact';

/** What a formula works on: JSON with exact numbers. */
export type Value = null | boolean | string | Exact | readonly Value[] | { readonly [key: string]: Value };

/** What a formula may call. */
export type Function = (of: readonly Value[]) => Value;

export type Table = { readonly [key: string]: Value };

const isTable = (value: Value): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isExact = (value: Value): value is Exact => isTable(value) && typeof value['n'] === 'bigint';

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export const valueOf = (json: Json): Value => {
  if (typeof json === 'number') return exact(BigInt(json));
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return (json as readonly Json[]).map(valueOf);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, valueOf(value)]));
};

export const asJson = (value: Value): Json => {
  if (isExact(value)) return Number(whole(value));
  if (isList(value)) return value.map(asJson);
  return isTable(value)
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asJson(part)]))
    : value;
};

/** A number, or a ratio as parameters write it. */
export const numberOf = (value: Value): Exact => {
  if (isExact(value)) return value;
  const { numerator, denominator } = tableOf(value);
  if (numerator === undefined || denominator === undefined)
    throw new Error(`no number: ${JSON.stringify(value)}`);
  const [above, below] = [numberOf(numerator), numberOf(denominator)];
  return exact(above.n * below.d, above.d * below.n);
};

export const textOf = (value: Value | undefined): string => {
  if (typeof value !== 'string') throw new Error(`no word: ${JSON.stringify(value)}`);
  return value;
};

export const listOf = (value: Value | undefined): readonly Value[] => {
  if (value === undefined || !isList(value)) throw new Error('no list');
  return value;
};

export const tableOf = (value: Value | undefined): Table => {
  if (value === undefined || !isTable(value) || isExact(value)) throw new Error('no table');
  return value;
};

/** Of a list, the field of every part. */
export const fieldOf = (value: Value, field: string): Value => {
  if (isList(value)) return value.map((part) => fieldOf(part, field));
  const found = tableOf(value)[field];
  if (found === undefined) throw new Error(`no field ${field}`);
  return found;
};
