import type { CalendarDate } from '@kernel/calendar-date';

/** Amounts by the name of what is counted. */
export type Measures = Readonly<Record<string, number>>;

export interface Step {
  readonly from: CalendarDate;
  readonly measures: Measures;
}

/** What is counted from each day on until the next; nothing before the first. The days ascend. */
export type Steps = readonly Step[];

/** From `effective` on, so much more. */
export interface StepDelta {
  readonly effective: CalendarDate;
  readonly measure: string;
  readonly amount: number;
}

/** What to add so that the sum of the functions before becomes the sum of those after; nothing where they are equal. */
export const stepDeltas = (before: readonly Steps[], after: readonly Steps[]): readonly StepDelta[] => {
  const deltas = new Map<string, StepDelta>();
  for (const delta of after.flatMap(rises)) add(deltas, delta);
  for (const delta of before.flatMap(rises)) add(deltas, { ...delta, amount: -delta.amount });
  return [...deltas.values()].filter(({ amount }) => amount !== 0);
};

const rises = (steps: Steps): readonly StepDelta[] =>
  steps.flatMap(({ from, measures }, index) => {
    const last = steps[index - 1]?.measures ?? {};
    const names = new Set([...Object.keys(last), ...Object.keys(measures)]);
    return [...names].map((measure) => ({
      effective: from,
      measure,
      amount: (measures[measure] ?? 0) - (last[measure] ?? 0),
    }));
  });

const add = (deltas: Map<string, StepDelta>, delta: StepDelta): void => {
  const place = `${delta.effective}|${delta.measure}`;
  deltas.set(place, { ...delta, amount: (deltas.get(place)?.amount ?? 0) + delta.amount });
};
