import { namesOf, reckoned } from '@event-store/evidence/verifier/figures.mjs';
import type { Explanation } from '@kernel/explanation';
import type { Json } from '@kernel/json';

/**
 * The steps reckoned from the inputs and parameters an explanation lists, and from nothing else, by what auditors are handed for
 * that. @throws where a step would only be told
 */
export const recomputed = ({
  inputs,
  parameters,
  steps,
}: Pick<Explanation, 'inputs' | 'parameters' | 'steps'>): Readonly<Record<string, Json>> => {
  const names = namesOf({ inputs, parameters }) as Map<string, Json>;
  const values = steps.map((step) => {
    const found: { readonly value: Json } | null = reckoned(step, names);
    if (found === null) throw new Error(`${step.name}: nobody can reckon ${step.formula}`);
    names.set(step.name, found.value);
    return [step.name, found.value] as const;
  });
  return Object.fromEntries(values);
};

export const listed = ({ steps }: Pick<Explanation, 'steps'>): Readonly<Record<string, Json>> =>
  Object.fromEntries(steps.map(({ name, value }) => [name, value]));
