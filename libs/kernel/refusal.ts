import type { Json } from './json';
import type { Words } from './words';

export type Params = Readonly<Record<string, Json>>;

/** One condition that does not hold. `code` is stable for ever; `pointer` names the field it is about (RFC 6901). */
export interface Unmet {
  readonly code: string;
  readonly params: Params;
  readonly pointer?: string;
}

/**
 * A rule said no: coded, expected, answered with 409 at the edge. It carries every unmet condition that is
 * independent of the others, so that the caller can cure all of them in one pass.
 */
export class Refusal extends Error {
  readonly unmet: readonly [Unmet, ...Unmet[]];

  constructor(first: Unmet | string, ...rest: readonly Unmet[]) {
    const unmet = typeof first === 'string' ? { code: first, params: {} } : first;
    super([unmet, ...rest].map(({ code }) => code).join(', '));
    this.name = 'Refusal';
    this.unmet = [unmet, ...rest];
  }

  get code(): string {
    return this.unmet[0].code;
  }
}

/** What is unusual and not refused: told to whoever asks, and put on record with what follows. Told in the words of refusals. */
export type Warning = Unmet;

/** A condition that does not hold, to be thrown alone or collected by {@link requireAll}. */
export const unmet = (code: string, params: Params = {}, pointer?: string): Unmet =>
  pointer === undefined ? { code, params } : { code, params, pointer };

/** Throws when the condition does not hold. */
// eslint-disable-next-line house/max-params -- the guard of every rule: read as one sentence, code and field last
export function require(holds: boolean, code: string, params: Params = {}, pointer?: string): asserts holds {
  if (!holds) throw new Refusal(unmet(code, params, pointer));
}

type Condition = Unmet | false | null | undefined;

/** Those that do not hold. */
export const unmetAmong = (conditions: readonly Condition[]): readonly Unmet[] =>
  conditions.filter((condition) => condition !== false && condition != null);

/** Collects independent conditions and throws one refusal that names each of those that do not hold. */
export const requireAll = (...conditions: readonly Condition[]): void => {
  const [first, ...rest] = unmetAmong(conditions);
  if (first) throw new Refusal(first, ...rest);
};

/** The Chinese and English text of refusal codes; `{name}` stands for a parameter. Each module owns its part. */
export type RefusalTexts = Readonly<Record<string, Words>>;

/** A text with its parameters; one that has no value stays as it is written. */
export const filledIn = (template: string, valueOf: (name: string) => string | undefined): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => valueOf(name) ?? whole);
