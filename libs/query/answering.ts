import type { Actor, Role } from '@kernel/actor';
import type { Params } from '@kernel/refusal';
import type { Succession } from '@kernel/succession';
import type { Handled } from '@command/handling';
import type { Upcast } from '@command/history';
import type { EventStore, Position } from '@event-store/event-store';
import type { Veil } from '@privacy/veil';
import type { Reader } from '@read-store/read-store';
import type { Whom } from './whom';

/**
 * How the division of what is asked is judged: `NARROWED` counts and lists only what lies inside the asker's; the `ENTRY` must lie
 * inside it; `COUNTY` is the same for all of a county; `OPEN` is the same for everybody; `OWN_SUBJECT` is about the household or entity the asker speaks for.
 */
export type Reach = 'NARROWED' | 'ENTRY' | 'COUNTY' | 'OPEN' | 'OWN_SUBJECT';

/** A class of questions: its fields are validated with class-validator, from the path and the query string. */
export interface QueryClass<Q extends object = object> {
  new (): Q;
  readonly title: string;
  /** Who may ask; `ANYONE` signed in where it is about public rules. The division narrows the answer besides. */
  readonly askedBy: readonly Role[] | 'ANYONE';
  /** Who may ask besides of the household or entity they speak for, and is answered of that alone, whatever its division. */
  readonly askedOfOwn?: readonly Role[];
  /** Where its fields do not say it: an optional `division` narrows, an `id` names an entry. */
  readonly reach?: Reach;
  readonly shows?: Whom;
  /** RFC 6901: where in the answer the lines stand that show them, if not in `items` or, of an entry, in the answer itself. */
  readonly showsAt?: string;
  /** Each of its lines, or the entry itself, says what the entity that it names is called. */
  readonly namesEntity?: true;
  /** Its lines are divisions, and say themselves what they are called. */
  readonly ofDivisions?: true;
  /** Code that says on which day its answer is true, where the question itself fixes it: no `asOf` can be asked for. */
  readonly fixedDay?: string;
  /** Its day is one that something was decided for, which may lie before all that is on record. */
  readonly ofAnyDay?: true;
}

/** The log and what is needed to fold it: for questions whose subject is the log itself, or the events an answer comes from. */
export interface Log {
  /** As it counts at the moment asked about. */
  readonly store: EventStore;
  /** As it is: for rights, which are those of the present. */
  readonly whole: EventStore;
  readonly upcast: Upcast;
  readonly aggregates: readonly Handled[];
}

/** What an answer is made from: the read models, who asks, and the moment of asking. */
export interface Views {
  /** The documents of a projection: those that serve, or those of the moment asked about. */
  of(projection: string): Reader;
  /** The documents of the present, whatever moment is asked about: for rights, and for what is there by now. */
  living(projection: string): Reader;
  readonly viewer: Actor;
  /** Every code whose place another took, by all that is on record, whatever moment is asked about. */
  successions(): Promise<readonly Succession[]>;
  /** Today in Asia/Shanghai, whatever moment is asked about: rights are those of the present. */
  readonly presentDay: string;
  /** Today in Asia/Shanghai and now in UTC: from the clock port, or those of the moment asked about. */
  readonly today: string;
  readonly now: string;
  /** What the read models had digested when the question was asked. */
  position(): Promise<Position>;
  /** Shows masked whom an answer is about: nothing that is sealed gets into an answer in any other way. */
  readonly veil: Veil;
  readonly log: Log;
}

/** `A`: what is answered, of which the description of the API tells. */
export interface Answering<Q extends object, A extends object> {
  readonly query: QueryClass<Q>;
  readonly answer: (query: Q, views: Views) => Promise<A>;
}

export interface AnyAnswering {
  readonly query: QueryClass;
  readonly answer: (query: never, views: Views) => Promise<object>;
}

/** Joins a class of questions and its answer; a module's `queries.ts` exports a list of these. */
export const answering = <Q extends object, A extends object>(
  query: QueryClass<Q>,
  answer: (query: Q, views: Views) => Promise<A>,
): Answering<Q, A> => ({ query, answer });

/** Nothing is known by that id, or not yet at the moment asked for. */
export class NothingKnown extends Error {
  constructor(
    readonly kind: string,
    readonly id: string,
  ) {
    super(`no ${kind} ${id}`);
    this.name = 'NothingKnown';
  }
}

/** It is there today, and nothing of it was recorded or true yet at the moment asked about: an id that is right, a moment that is too early. */
export class NothingThen extends NothingKnown {
  constructor(kind: string, id: string) {
    super(kind, id);
    this.name = 'NothingThen';
  }
}

/** The question cannot be answered as put; never answered with an empty list. */
export class Unanswerable extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** What the text of the code names besides. */
    readonly params: Params = {},
  ) {
    super(message);
    this.name = 'Unanswerable';
  }
}
