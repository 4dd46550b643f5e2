import type { Actor } from '@kernel/actor';
import type { Circumstances } from '@kernel/decider';
import { within, type DivisionCode } from '@kernel/division-code';
import { Forbidden } from './faults';
import type { AnyHandling, CommandClass, Handled } from './handling';

interface Authorised {
  readonly handled: Handled;
  readonly handling: AnyHandling;
  readonly command: object;
}

/** A policy or a clock acts for the county and may send what the rules let it; people send what their role may. */
export const authoriseRole = (command: CommandClass, actor: Actor): void => {
  if (actor.role === 'SYSTEM' || command.sentBy.includes(actor.role)) return;
  throw new Forbidden('ROLE_NOT_ALLOWED', `${actor.role} may not send ${command.name}`);
};

/** The division of what is asked must lie inside the actor's, and an actor who speaks for one subject asks only of it. */
export const authorise = (asked: Authorised, state: unknown, facts: Circumstances): void => {
  const { actor } = facts;
  if (actor.role === 'SYSTEM') return;
  if (actor.subjectId === undefined) requireScope(actor.scope, divisionOf(asked, state, facts));
  else requireSubject(actor.subjectId, subjectsOf(asked, state, facts));
};

const divisionOf = (
  { handled, handling, command }: Authorised,
  state: unknown,
  facts: Circumstances,
): DivisionCode => {
  const division = handled.aggregate.scope(state) ?? handling.scope?.(command as never, facts as never);
  if (division === undefined) throw new Error(`${command.constructor.name} has no division to be judged by`);
  return division;
};

/** The aggregate itself where the command names nobody else. */
const subjectsOf = (
  { handling, command }: Authorised,
  state: unknown,
  facts: Circumstances,
): readonly string[] => handling.subjects?.(command as never, state as never) ?? [facts.id];

const requireScope = (scope: DivisionCode, division: DivisionCode): void => {
  if (!within(division, scope)) throw new Forbidden('OUT_OF_SCOPE', `${division} lies outside ${scope}`);
};

const requireSubject = (subjectId: string, subjects: readonly string[]): void => {
  if (subjects.length === 0 || subjects.some((subject) => subject !== subjectId))
    throw new Forbidden('NOT_YOUR_SUBJECT', `not a concern of ${subjectId}`);
};
