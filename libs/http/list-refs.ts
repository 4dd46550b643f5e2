import { isPlainObject } from './validation';

/** `path` asks about what was known then, whatever day it named before. */
const about = (path: string, knownAt: string): string => {
  const [bare = '', query = ''] = path.split('?', 2);
  const fields = new URLSearchParams(query);
  fields.set('knownAt', knownAt);
  return `${bare}?${fields.toString()}`;
};

/** An answer whose figures name the lists behind them as they were known at the moment that was asked about. */
export const withListsOf = <T>(answer: T, knownAt: string): T => named(answer, knownAt) as T;

const named = (value: unknown, knownAt: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => named(one, knownAt));
  if (!isPlainObject(value)) return value;
  const parts = Object.entries(value).map(([field, part]) => [
    field,
    field === 'listRef' ? namedLists(part, knownAt) : named(part, knownAt),
  ]);
  return Object.fromEntries(parts) as object;
};

const namedLists = (refs: unknown, knownAt: string): unknown =>
  isPlainObject(refs)
    ? Object.fromEntries(
        Object.entries(refs).map(([which, path]) => [
          which,
          path === null ? null : about(path as string, knownAt),
        ]),
      )
    : refs;
