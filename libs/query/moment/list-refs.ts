import { isObject } from '@kernel/json';

/** `path` asks about what was known then, whatever day it named before. */
const about = (path: string, knownAt: string): string => {
  const [bare = '', query = ''] = path.split('?', 2);
  const fields = new URLSearchParams(query);
  fields.set('knownAt', knownAt);
  return `${bare}?${fields.toString()}`;
};

/** Fields of an answer that hold a path, or paths by name. */
const REFERENCES: ReadonlySet<string> = new Set(['listRef', 'explainRef']);

/** An answer whose figures name the lists and explanations behind them as they were known at the moment that was asked about. */
export const withListsOf = <T>(answer: T, knownAt: string): T => named(answer, knownAt) as T;

const named = (value: unknown, knownAt: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => named(one, knownAt));
  if (!isObject(value)) return value;
  const parts = Object.entries(value).map(([field, part]) => [
    field,
    REFERENCES.has(field) ? referring(part, knownAt) : named(part, knownAt),
  ]);
  return Object.fromEntries(parts) as object;
};

const referring = (to: unknown, knownAt: string): unknown => {
  if (typeof to === 'string') return about(to, knownAt);
  if (!isObject(to)) return to;
  return Object.fromEntries(Object.entries(to).map(([which, path]) => [which, referring(path, knownAt)]));
};
