/**
 * Reckons the figures that are explained: the formulas of an explanation, from the inputs and parameters it lists and from
 * nothing else, as a pocket calculator would.
 */
import { OnlyTold, halfUp, isFraction, plain } from './arithmetic.mjs';
import { reckon } from './formulas.mjs';

const rounded = (value, rounding) => {
  if (!isFraction(value)) return value;
  if (rounding === 'NONE') return value.n % value.d === 0n ? Number(value.n / value.d) : plain(value);
  return Number(halfUp(value));
};

/** What the formulas may name, before the first step. */
export const namesOf = ({ inputs, parameters }) =>
  new Map([
    ...inputs.map(({ name, value }) => [name, value]),
    ...parameters.map(({ key, value }) => [key, value]),
  ]);

/** Null where the step is only told. */
export const reckoned = ({ formula, rounding }, names) => {
  try {
    return { value: rounded(reckon(formula, names), rounding) };
  } catch (error) {
    if (error instanceof OnlyTold || error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
};

/** Each step of an explanation that is arithmetic, from the inputs and parameters it lists. */
export const recompute = ({ inputs, parameters, steps }) => {
  const [names, wrong, told] = [namesOf({ inputs, parameters }), [], []];
  for (const step of steps) {
    const found = reckoned(step, names);
    if (found === null) told.push(step.name);
    else if (JSON.stringify(found.value) !== JSON.stringify(step.value)) wrong.push(step.name);
    names.set(step.name, step.value);
  }
  return { wrong, told, steps: steps.length };
};
