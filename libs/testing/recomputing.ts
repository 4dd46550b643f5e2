import type { Explanation, Rounding, Step } from '@kernel/explanation';
import type { Json } from '@kernel/json';
import { calculated, compared, exact, halfUp, isArithmetic, whole, type Exact } from './exact';
import { formulaIn, type Formula } from './formula';
import { FUNCTIONS } from './formula-functions';
import { asJson, fieldOf, isExact, numberOf, valueOf, type Value } from './formula-values';

type Names = Map<string, Value>;

/** A name, a field of what is named, or all that is named below it. */
const named = (names: Names, name: string): Value => {
  const found = names.get(name);
  if (found !== undefined) return found;
  const below = [...names].filter(([other]) => other.startsWith(`${name}.`));
  if (below.length > 0)
    return Object.fromEntries(below.map(([other, value]) => [other.slice(name.length + 1), value]));
  const end = name.lastIndexOf('.');
  if (end < 0) throw new Error(`nothing is called ${name}`);
  return fieldOf(named(names, name.slice(0, end)), name.slice(end + 1));
};

const joined = (sign: string, left: Value, right: Value): Value => {
  if (isArithmetic(sign)) return calculated(sign, numberOf(left), numberOf(right));
  if (sign === '∧') return left === true && right === true;
  if (sign === '∨') return left === true || right === true;
  if (sign === '≥') return compared(numberOf(left), numberOf(right)) >= 0;
  return isExact(left)
    ? compared(left, numberOf(right)) === 0
    : JSON.stringify(left) === JSON.stringify(right);
};

const evaluated = (formula: Formula, names: Names): Value => {
  switch (formula.kind) {
    case 'NUMBER':
      return exact(formula.value);
    case 'WORD':
      return formula.value;
    case 'NAME':
      return named(names, formula.name);
    case 'SIGN':
      return joined(formula.sign, evaluated(formula.left, names), evaluated(formula.right, names));
    case 'CALL': {
      const call = FUNCTIONS[formula.name];
      if (call === undefined) throw new Error(`no function ${formula.name}`);
      return call(formula.of.map((one) => evaluated(one, names)));
    }
  }
};

const rounded = (value: Exact, rounding: Rounding): Exact =>
  exact(rounding === 'NONE' ? whole(value) : halfUp(value));

const done = ({ formula, rounding }: Step, names: Names): Value => {
  const value = evaluated(formulaIn(formula), names);
  return isExact(value) ? rounded(value, rounding) : value;
};

/** The steps reckoned from the inputs and parameters an explanation lists, and from nothing else: what a pocket calculator would say. */
export const recomputed = ({
  inputs,
  parameters,
  steps,
}: Pick<Explanation, 'inputs' | 'parameters' | 'steps'>): Readonly<Record<string, Json>> => {
  const names: Names = new Map([
    ...inputs.map(({ name, value }) => [name, valueOf(value)] as const),
    ...parameters.map(({ key, value }) => [key, valueOf(value)] as const),
  ]);
  return Object.fromEntries(
    steps.map((step) => {
      const value = done(step, names);
      names.set(step.name, value);
      return [step.name, asJson(value)];
    }),
  );
};

export const listed = ({ steps }: Pick<Explanation, 'steps'>): Readonly<Record<string, Json>> =>
  Object.fromEntries(steps.map(({ name, value }) => [name, value]));
