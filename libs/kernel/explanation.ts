import type { Json } from './json';
import type { Words } from './words';

/** An event that a value comes from: `GET /history/{category}/{id}?fromRevision={revision}` opens it. */
export type EventRef = {
  readonly category: string;
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
};

/** What went in. `name` is how the formulas call it. */
export type Input = {
  readonly name: string;
  readonly title: Words;
  readonly value: Json;
  readonly unit: string;
  readonly events: readonly EventRef[];
};

/** A number or set that a place decided, as the rule used it. The formulas call it by its key. */
export type ParameterInput = {
  readonly key: string;
  readonly value: Json;
  readonly scope: string;
  /** The how manieth value of this key that the place decided. */
  readonly version: number;
  readonly source: string;
  readonly clause: string | null;
  readonly effectiveFrom: string;
  /** Last day it holds; null while open. */
  readonly effectiveTo: string | null;
  readonly events: readonly EventRef[];
};

export type Rounding = 'NONE' | 'HALF_UP' | 'LARGEST_REMAINDER';

/** One step: the formula names inputs, parameters and earlier steps, so that anyone can reckon it again. */
export type Step = {
  readonly name: string;
  readonly title: Words;
  readonly formula: string;
  readonly rounding: Rounding;
  readonly value: Json;
  readonly unit: string;
};

/** Why a figure is what it is. */
export type Explanation = {
  /** Of the catalogue of rules, e.g. `R14`. */
  readonly rule: string;
  readonly words: Words;
  readonly inputs: readonly Input[];
  readonly parameters: readonly ParameterInput[];
  readonly steps: readonly Step[];
  /** As reckoned again, by the names of the steps that are figures. */
  readonly result: { readonly [name: string]: Json };
  /** As the figure is shown elsewhere. */
  readonly shown: { readonly [name: string]: Json };
  readonly agrees: boolean;
};

/** The figures among the steps are those that are shown. */
export const explained = (parts: Omit<Explanation, 'result' | 'agrees'>): Explanation => {
  const values = new Map(parts.steps.map(({ name, value }) => [name, value]));
  const pairs = Object.entries(parts.shown).map(([name, value]) => [name, values.get(name) ?? null, value]);
  return {
    ...parts,
    result: Object.fromEntries(pairs.map(([name, value]) => [name, value])) as Explanation['result'],
    agrees: pairs.every(([, value, shown]) => JSON.stringify(value) === JSON.stringify(shown)),
  };
};

interface Recorded {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
}

export const refTo = ({ stream, revision, position, type }: Recorded): EventRef => {
  const end = stream.indexOf('-');
  return { category: stream.slice(0, end), id: stream.slice(end + 1), revision, position, type };
};
