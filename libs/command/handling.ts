import type { Aggregate, Circumstances, Decide, Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Meeting } from '@kernel/meeting';
import type { Role } from '@kernel/actor';
import type { Fault } from '@kernel/fault';
import type { Refusal, RefusalTexts } from '@kernel/refusal';
import type { Claim, Lookup } from './lookup';

/** A class of commands: its name is the command's name for ever, its fields are validated with class-validator. */
export interface CommandClass<C extends object = object> {
  new (): C;
  /** What an officer calls it. */
  readonly title: string;
  /** Who may send it, domain/glossary 角色. The division is checked besides. */
  readonly sentBy: readonly Role[];
  /** It only enters what a person looks at before it counts, so a program may send it too: no program decides, signs or confirms. */
  readonly byPrograms?: true;
}

/** What `facts` may look at besides other streams. */
export interface Asked<C, S> {
  readonly command: C;
  readonly state: S;
  readonly circumstances: Circumstances;
}

/** How one command of an aggregate is answered. */
export interface Handling<C extends object, S, E extends Event, F> {
  readonly command: CommandClass<C>;
  readonly decide: Decide<C, S, E, F>;
  /** R36: what is unusual in what has been decided; pure, like the rule. */
  readonly warn?: (command: C, state: S, facts: F & Circumstances) => readonly Fault[];
  /** What the rule needs to know of other aggregates and parameters, read at decision time. */
  readonly facts?: (asked: Asked<C, S>, lookup: Lookup) => Promise<F>;
  /** Only for a command that may bring its aggregate to life: the id, derived from the natural key or the command id. */
  readonly creates?: (command: C, commandId: string) => string;
  /**
   * The division of an aggregate that does not live yet: the command names it, or what it names lies there. Judged before any other
   * fact is looked for, so that a stranger is not told what the rule would miss.
   */
  readonly place?: (command: C, lookup: Lookup) => DivisionCode | Promise<DivisionCode>;
  /** The same taken from the facts: only where looking for them can tell a stranger nothing else. */
  readonly scope?: (command: C, facts: F) => DivisionCode;
  /** Keys taken for this aggregate before its events are appended; the decider has seen who holds them. */
  readonly claims?: (command: C, facts: F) => readonly Claim[];
  /** Entities or households the command concerns: an actor who speaks for one may send it only where it concerns no other. */
  readonly subjects?: (command: C, state: S) => readonly string[];
  /** Its decision tells something that is told only where it is on record: there is no dry run of it. */
  readonly onRecord?: true;
  /** Whom a refusal tells of: that is on record before it is told. Null where it tells of nobody. */
  readonly meets?: (refusal: Refusal, facts: F & Circumstances) => Meeting | null;
}

export interface AnyHandling {
  readonly command: CommandClass;
  readonly decide: (command: never, state: never, facts: never) => readonly Event[];
  readonly warn?: (command: never, state: never, facts: never) => readonly Fault[];
  readonly facts?: (asked: never, lookup: Lookup) => Promise<unknown>;
  readonly creates?: (command: never, commandId: string) => string;
  readonly place?: (command: never, lookup: Lookup) => DivisionCode | Promise<DivisionCode>;
  readonly scope?: (command: never, facts: never) => DivisionCode;
  readonly claims?: (command: never, facts: never) => readonly Claim[];
  readonly subjects?: (command: never, state: never) => readonly string[];
  readonly onRecord?: true;
  readonly meets?: (refusal: Refusal, facts: never) => Meeting | null;
}

/** Fields of which only some roles see the value, and all others that there is one. */
export interface Confined {
  readonly fields: readonly string[];
  readonly to: readonly Role[];
}

/** What a paper of many tells to who speaks for one of them: what it says, and of those whom it names itself alone. */
export interface Narrowed {
  readonly to: Role;
  /** Fields that name one of them, wherever they stand. What a list says of another is left out. */
  readonly naming: readonly string[];
  /** Fields that tell of others without naming them. */
  readonly covered: readonly string[];
  /** Fields that are told where the event is of the own. */
  readonly own: readonly string[];
}

/** An aggregate with the commands it answers: what a module's `aggregate.ts` exports. */
export interface Handled {
  readonly aggregate: Aggregate<unknown, Event>;
  readonly handlings: readonly AnyHandling[];
  readonly refusals: RefusalTexts;
  /** Who may read its events and states, where that is not everybody who works for the public side. */
  readonly readBy?: readonly Role[];
  /** Of the data of its events. */
  readonly confined?: readonly Confined[];
  readonly narrowed?: Narrowed;
}

/** Joins commands, rules and facts of one aggregate; the table is the module's list of contents. */
export const handled = <S, E extends Event>(
  aggregate: Aggregate<S, E>,
  refusals: RefusalTexts,
  table: (
    handle: <C extends object, F>(handling: Handling<C, S, E, F>) => AnyHandling,
  ) => readonly AnyHandling[],
): Handled => ({
  aggregate: aggregate,
  refusals,
  handlings: table((handling) => handling),
});
