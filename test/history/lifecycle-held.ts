import type { Event } from '@kernel/decider';
import { BY_RULE, isIdle, refusedWith, type Lifecycle, type Step } from '@kernel/lifecycle';
import { Refusal } from '@kernel/refusal';
import type { AnyHandling } from '@command/handling';
import { decidedAgain, type Decision } from './decisions';
import type { Reached } from './reached';

/** A lifecycle, and what is held against it. */
export interface Tried {
  readonly lifecycle: Lifecycle;
  readonly handlings: readonly AnyHandling[];
  readonly decided: (command: string) => readonly Decision[];
  readonly reached: Reached;
}

const stepsOf = ({ steps }: Lifecycle): readonly Step[] =>
  Object.values(steps).filter((step) => step !== BY_RULE);

/** Codes by which an aggregate refuses a state. */
export const stateCodes = (lifecycle: Lifecycle): ReadonlySet<string> =>
  new Set(
    stepsOf(lifecycle).flatMap(({ otherwise, unless = {} }) =>
      [otherwise, ...Object.values(unless)].flatMap((code) => code ?? []),
    ),
  );

/** Every state that the table names. */
export const statesNamed = (lifecycle: Lifecycle): ReadonlySet<string> =>
  new Set(
    stepsOf(lifecycle).flatMap((step) => [
      ...(step.in === 'ANY' ? [] : step.in),
      ...(step.idle ?? []),
      ...Object.keys(step.unless ?? {}),
    ]),
  );

type Answer = readonly Event[] | Refusal;

const isNothing = (answer: Answer): boolean => !(answer instanceof Refusal) && answer.length === 0;

/** With which codes, among those that refuse a state. */
const refusedBy = (answer: Answer, codes: ReadonlySet<string>): readonly string[] =>
  answer instanceof Refusal ? answer.unmet.flatMap(({ code }) => (codes.has(code) ? [code] : [])) : [];

interface Given {
  readonly answers: readonly Answer[];
  readonly codes: ReadonlySet<string>;
}

const isTakenIn = ({ answers, codes }: Given): boolean =>
  answers.some((answer) => !isNothing(answer) && refusedBy(answer, codes).length === 0);

/** Never with events, and never with the code of another state. */
const isRefusedWith = (code: string, { answers, codes }: Given): boolean =>
  answers.some((answer) => refusedBy(answer, codes).includes(code)) &&
  answers.every(
    (answer) =>
      isNothing(answer) ||
      (answer instanceof Refusal && refusedBy(answer, codes).every((other) => other === code)),
  );

/** Never with events. That a day lies before what has happened may be said, but nothing of the state. */
const isIdleIn = ({ answers, codes }: Given): boolean =>
  answers.some(isNothing) &&
  answers.every(
    (answer) => isNothing(answer) || (answer instanceof Refusal && refusedBy(answer, codes).length === 0),
  );

/** Null where the answers in a state are those that the step names. */
const deviation = (step: Step, state: string, given: Given): string | null => {
  if (isIdle(step, state)) return isIdleIn(given) ? null : 'not idle';
  const code = refusedWith(step, state);
  if (code === null) return isTakenIn(given) ? null : 'not taken';
  return isRefusedWith(code, given) ? null : `not refused with ${code}`;
};

/** Of what is not there only what may bring it to life is asked: nothing else would find it. */
const askedIn = ({ creates }: AnyHandling, reached: Reached) =>
  [...reached].filter(([state]) => state !== 'ABSENT' || creates !== undefined);

/** Where rules decide otherwise than the table says, in words: every command in every state. */
export const deviations = ({ lifecycle, handlings, decided, reached }: Tried): readonly string[] => {
  const codes = stateCodes(lifecycle);
  return handlings.flatMap((handling) => {
    const { name } = handling.command;
    const step = lifecycle.steps[name];
    if (step === undefined) return [`${name}: not in the table`];
    if (step === BY_RULE) return [];
    if (decided(name).length === 0) return [`${name}: never decided`];
    return askedIn(handling, reached).flatMap(([state, exemplars]) => {
      const answers = exemplars.flatMap((exemplar) =>
        decided(name).map((decision) => decidedAgain(handling, decision, exemplar)),
      );
      const fault = deviation(step, state, { answers, codes });
      return fault === null ? [] : [`${name} in ${state}: ${fault}`];
    });
  });
};
