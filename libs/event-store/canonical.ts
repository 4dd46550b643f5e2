import { UnacceptableEvent } from './event-store';

const DEPTH = 64;

/**
 * The one text of a JSON value (RFC 8785): keys in the order of their UTF-16 code units, no white space. Frozen: every
 * hash of the log rests on it. What would not come back as it was sent is refused.
 */
export const canonical = (value: unknown, at: string, depth = 0): string => {
  if (typeof value === 'string') return canonicalString(value, at);
  if (typeof value === 'number') return canonicalNumber(value, at);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return canonicalComposite(value, at, depth + 1);
  throw new UnacceptableEvent(`${at} is ${typeof value}, which JSON cannot carry`);
};

/** The same JSON with its keys in the order of the canonical form, but for those that look like an index of a list. */
export const ordered = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered) as T;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, part]) => [key, ordered<unknown>(part)])) as T;
};

/** Whether the keys stand in the order of the canonical form. */
export const isOrdered = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  const keys = Object.keys(value);
  const isSorted =
    Array.isArray(value) || keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key);
  return isSorted && Object.values(value).every(isOrdered);
};

/** Printable ASCII that JSON leaves as it is, which is most of what there is. */
const PLAIN = /^[ !#-[\]-~]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

export const canonicalString = (value: string, at: string): string => {
  if (PLAIN.test(value)) return `"${value}"`;
  if (LONE_SURROGATE.test(value)) throw new UnacceptableEvent(`${at} holds half a character`);
  return JSON.stringify(value);
};

const canonicalNumber = (value: number, at: string): string => {
  if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value)))
    return String(value);
  throw new UnacceptableEvent(`${at} is ${String(value)}, a number that JSON does not carry exactly`);
};

const canonicalComposite = (value: object, at: string, depth: number): string => {
  if (depth > DEPTH) throw new UnacceptableEvent(`${at} is nested too deep`);
  return Array.isArray(value) ? canonicalArray(value, at, depth) : canonicalObject(value, at, depth);
};

const canonicalArray = (value: readonly unknown[], at: string, depth: number): string => {
  let text = '';
  for (const part of value) text += `${text && ','}${canonical(part, at, depth)}`;
  return `[${text}]`;
};

const canonicalObject = (value: object, at: string, depth: number): string => {
  if (Object.prototype.toString.call(value) !== '[object Object]' || 'toJSON' in value)
    throw new UnacceptableEvent(`${at} is no plain JSON`);
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(members).sort())
    text += `${text && ','}${canonicalString(key, at)}:${canonical(members[key], `${at}.${key}`, depth)}`;
  return `{${text}}`;
};
