import type { Acting, Role } from './actor';
import type { CalendarDate } from './calendar-date';
import type { DivisionCode } from './division-code';
import type { Json } from './json';

/** A fact of the domain: past tense, named for ever. */
export interface Event<Type extends string = string, Data = { readonly [key: string]: Json }> {
  readonly type: Type;
  readonly data: Data;
}

/** What is known of every decision beside the state: no rule reads a clock, a session or a random number. */
export interface Circumstances extends Acting {
  /** The aggregate that is asked. */
  readonly id: string;
  readonly commandId: string;
  /** Calendar date in Asia/Shanghai on which the command is decided. */
  readonly today: CalendarDate;
  /** Instant at which the events will be recorded, ISO 8601 in UTC. */
  readonly recordedAt: string;
  /** When the fact is true in the village; `today` unless the caller names another date. */
  readonly effectiveDate: CalendarDate;
  readonly reason: string | null;
}

/** A rule: says which facts follow from the request, or throws a `Refusal`. */
export type Decide<Command, State, E extends Event, Facts = unknown> = (
  command: Command,
  state: State,
  facts: Circumstances & Facts,
) => readonly E[];

/** Ids of the households or entities that somebody in the role may speak for. */
export type SubjectsOf = Readonly<Partial<Record<Role, readonly string[]>>>;

/** How one aggregate remembers. `evolve` must not refuse: what has happened has happened. */
export interface Aggregate<State, E extends Event> {
  /** First part of the stream name, `<category>-<uuid>`. */
  readonly category: string;
  readonly initial: State;
  evolve(state: State, event: E): State;
  /** Current schema version of each event type this aggregate can hold. */
  readonly events: Readonly<Record<E['type'], number>>;
  /** The division a state belongs to; decides who may read and write it. `null` before the first event. */
  scope(state: State): DivisionCode | null;
  /**
   * Whose it is, by the role of who speaks for them: they read it, wherever it belongs. The roles are the same in every state;
   * absent, it is read by nobody who speaks for one.
   */
  subjects?(state: State): SubjectsOf;
}

export const fold = <State, E extends Event>(
  aggregate: Pick<Aggregate<State, E>, 'initial' | 'evolve'>,
  events: readonly E[],
  from: State = aggregate.initial,
): State => events.reduce((state, event) => aggregate.evolve(state, event), from);
