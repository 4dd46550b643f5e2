import { requireAll, unmet, type Params, type Unmet } from './refusal';

/** In which states of its aggregate one command is taken, and how it is answered in the others. */
export interface Step<State extends string = string> {
  /** The rule decides; `ANY` where no state keeps it from that. */
  readonly in: readonly State[] | 'ANY';
  /** Answered without an event: what it asks has happened already, or is asked of what is over. A day before that may be refused. */
  readonly idle?: readonly State[];
  /** The code it is refused with in every other state; null where it is answered without an event there too. */
  readonly otherwise: string | null;
  /** Other states in which another code says more. */
  readonly unless?: Readonly<Partial<Record<State, string>>>;
  /** The field of the command that the refusal is about. */
  readonly pointer?: string;
}

/** What decides is not a state of the aggregate but something in it, or a day: a line, a batch, an amendment. */
export const BY_RULE = 'BY_RULE';

export const ANY_STATE = { in: 'ANY', otherwise: null } as const satisfies Step;

/** Every command of an aggregate by its name: its rules decide by this table, and the table of rights tells it. */
export type Steps<State extends string = string> = Readonly<Record<string, Step<State> | typeof BY_RULE>>;

export interface Lifecycle {
  /** Where an aggregate stands. */
  stateOf(state: unknown): string;
  readonly steps: Steps;
}

/** The lifecycle of an aggregate whose state names its phase. */
export const phased = (steps: Steps): Lifecycle => ({
  stateOf: ({ phase }: { readonly phase: string }) => phase,
  steps,
});

export const isTaken = (step: Step, state: string): boolean => step.in === 'ANY' || step.in.includes(state);

/** The code that the state is refused with; null where it is not. */
export const refusedWith = (step: Step, state: string): string | null => {
  if (isTaken(step, state) || step.idle?.includes(state) === true) return null;
  return step.unless?.[state] ?? step.otherwise;
};

/** Whether there is nothing to decide and nothing to refuse. */
export const isIdle = (step: Step, state: string): boolean =>
  !isTaken(step, state) && refusedWith(step, state) === null;

/** To be collected with other conditions; `params` where the text of the code names more than the state, or nothing. */
export const stateFault = (step: Step, state: string, params: Params = { state }): Unmet | false => {
  const code = refusedWith(step, state);
  return code !== null && unmet(code, params, step.pointer);
};

/** @throws Refusal where the state is one to be refused */
export const requireState = (step: Step, state: string, params?: Params): void =>
  requireAll(stateFault(step, state, params));
