import { referredBy, type Schema } from '@http/schema';
import { referredIn, type Document } from './resolved';

/** A caller goes on sending what was taken, and goes on reading what was answered. */
export type Way = 'asked' | 'answered';

interface Described extends Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

/** One of what a value may be; with its name, where it has one. */
interface Alternative {
  readonly name: string | undefined;
  readonly schema: Described;
}

const alternativesIn = (schema: Schema, document: Document): readonly Alternative[] => {
  const name = referredBy(schema);
  const inPlace = (name === undefined ? schema : referredIn(document, String(schema['$ref']))) as Schema;
  const { type, anyOf } = inPlace;
  if (Array.isArray(anyOf)) return anyOf.flatMap((one) => alternativesIn(one as Schema, document));
  if (Array.isArray(type))
    return type.map((one: unknown) => ({ name, schema: { ...inPlace, type: one } as Described }));
  return [{ name, schema: inPlace }];
};

/** Compares what two documents say of values, each name once. */
export class SchemaBreaks {
  readonly #known = new Map<string, readonly string[]>();

  constructor(
    private readonly before: Document,
    private readonly after: Document,
  ) {}

  /** At one place of both. Of several that a value may be, each that a caller counts on needs one that is as good. */
  of(way: Way, at: string, was: Schema, is: Schema): readonly string[] {
    const [then, now] = [alternativesIn(was, this.before), alternativesIn(is, this.after)];
    if (way === 'asked')
      return then.flatMap((one) => least(now.map((other) => this.#pair(way, at, one, other))));
    return now.flatMap((other) => least(then.map((one) => this.#pair(way, at, one, other))));
  }

  #pair(way: Way, at: string, was: Alternative, is: Alternative): readonly string[] {
    if (was.name === undefined || was.name !== is.name) return this.#breaks(way, at, was.schema, is.schema);
    const key = `${way} ${was.name} ${String(was.schema.type)} ${String(is.schema.type)}`;
    const found = this.#known.get(key) ?? this.#breaks(way, was.name, was.schema, is.schema);
    this.#known.set(key, found);
    return found;
  }

  #breaks(way: Way, at: string, was: Described, is: Described): readonly string[] {
    const [sent, taken] = way === 'asked' ? [was, is] : [is, was];
    if (!fits(sent, taken)) return [`${at} was ${kindOf(was)} and is ${kindOf(is)}`];
    return [
      ...(way === 'asked' ? askedBreaks(at, was, is) : answeredBreaks(at, was, is)),
      ...partsOf(was, is).flatMap(([part, then, now]) => this.of(way, `${at}${part}`, then, now)),
    ];
  }
}

const least = (found: readonly (readonly string[])[]): readonly string[] =>
  found.toSorted((one, other) => one.length - other.length)[0] ?? [];

const kindOf = ({ type, enum: words }: Described): string =>
  type ?? (words === undefined ? 'anything' : 'one of some words');

const fits = ({ type: sent }: Described, { type: taken }: Described): boolean =>
  taken === undefined || sent === taken || (sent === 'integer' && taken === 'number');

const askedBreaks = (at: string, was: Described, is: Described): readonly string[] => [
  ...wordsLost(was, is).map((word) => `${at} takes ${word} no more`),
  ...LIMITS.filter(([limit, isTighter]) => isTighter(was[limit], is[limit])).map(
    ([limit]) => `${at} takes less: ${limit} is ${String(is[limit])}`,
  ),
  ...(is.required ?? [])
    .filter((name) => was.required?.includes(name) !== true)
    .map((name) => `${at}.${name} has to be sent`),
  ...(is.additionalProperties === false ? gone(was, is) : []).map((name) => `${at}.${name} is taken no more`),
];

const answeredBreaks = (at: string, was: Described, is: Described): readonly string[] => [
  ...gone(was, is).map((name) => `${at}.${name} is answered no more`),
  ...(was.required ?? [])
    .filter((name) => is.required?.includes(name) !== true && name in (is.properties ?? {}))
    .map((name) => `${at}.${name} is not always answered`),
];

const gone = ({ properties: was = {} }: Described, { properties: is = {} }: Described): readonly string[] =>
  Object.keys(was).filter((name) => !(name in is));

const wordsLost = (
  { enum: was = ['anything else'] }: Described,
  { enum: is = was }: Described,
): readonly string[] => was.filter((word) => !is.includes(word)).map(String);

type Tighter = (was: unknown, is: unknown) => boolean;

const lower: Tighter = (was, is) => typeof is === 'number' && is < (typeof was === 'number' ? was : Infinity);
const higher: Tighter = (was, is) =>
  typeof is === 'number' && is > (typeof was === 'number' ? was : -Infinity);
const other: Tighter = (was, is) => is !== undefined && is !== was;

const LIMITS: readonly (readonly [string, Tighter])[] = [
  ...['maximum', 'maxLength', 'maxItems'].map((limit) => [limit, lower] as const),
  ...['minimum', 'minLength', 'minItems'].map((limit) => [limit, higher] as const),
  ...['pattern', 'format', 'uniqueItems'].map((limit) => [limit, other] as const),
];

/** What both have inside. */
const partsOf = (was: Described, is: Described): readonly (readonly [string, Schema, Schema])[] => [
  ...Object.entries(was.properties ?? {}).flatMap(([name, part]) => {
    const now = is.properties?.[name];
    return now === undefined ? [] : [[`.${name}`, part, now] as const];
  }),
  ...(was.items === undefined || is.items === undefined ? [] : [['[]', was.items, is.items] as const]),
  ...(typeof was.additionalProperties === 'object' && typeof is.additionalProperties === 'object'
    ? [['.*', was.additionalProperties, is.additionalProperties] as const]
    : []),
];
