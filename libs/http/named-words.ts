import type { OpenAPIObject } from '@nestjs/swagger';
import { isObject } from '@kernel/json';
import { orNull, referTo, type Schema } from './schema';

/** By the name of what chooses from them. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/**
 * The document with every list of words that has a name written once, and referred to where somebody chooses from it: asked or
 * answered, in one field or another, it is one thing.
 */
export const withNamedWords = (document: OpenAPIObject, lists: WordLists): OpenAPIObject => {
  const names = new Map(Object.entries(lists).map(([name, words]) => [keyOf(words), name] as const));
  const found = new Map<string, Schema>();
  const named = { ...document, ...(referring(names, found)(document) as OpenAPIObject) };
  const others = named.components?.schemas ?? {};
  const taken = [...found.keys()].filter((name) => name in others);
  if (taken.length > 0) throw new Error(`words and something else are called ${taken.join(', ')}`);
  const schemas = { ...others, ...(Object.fromEntries(found) as object) };
  return { ...named, components: { ...named.components, schemas } };
};

const keyOf = (words: readonly unknown[]): string => JSON.stringify([...words].sort());

type Referring = (value: unknown) => unknown;

const referring = (names: ReadonlyMap<string, string>, found: Map<string, Schema>): Referring => {
  const referred: Referring = (value) => {
    if (Array.isArray(value)) return value.map(referred);
    if (!isObject(value)) return value;
    const { enum: words, type, 'x-enum-descriptions': told, ...rest } = value as Enumeration;
    const chosen = Array.isArray(words) ? words.filter((word) => word !== null) : [];
    const name = names.get(keyOf(chosen));
    if (name === undefined)
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, referred(part)]));
    found.set(name, found.get(name) ?? { type: 'string', enum: chosen, 'x-enum-descriptions': told });
    return { ...rest, ...(Array.isArray(type) ? orNull(referTo(name)) : referTo(name)) };
  };
  return referred;
};

interface Enumeration {
  readonly enum?: unknown;
  readonly type?: unknown;
  readonly 'x-enum-descriptions'?: unknown;
}
