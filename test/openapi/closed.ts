import { isObject } from '@kernel/json';

const closedPart = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closedPart);
  if (!isObject(value)) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closedPart(part)]));
  return isObject(parts['properties']) ? { additionalProperties: false, ...parts } : parts;
};

/** To a caller an answer is open, for it may get further fields; here it has those that are described and no others. */
export const closed = (document: object): object => closedPart(document) as object;
