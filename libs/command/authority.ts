import type { Actor } from '@kernel/actor';
import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { Forbidden, roleNotAllowed } from './faults';
import type { AnyHandling, CommandClass, Handled } from './handling';
import type { Lookup } from './lookup';

interface Authorised {
  readonly handled: Handled;
  readonly handling: AnyHandling;
  readonly command: object;
}

/** A policy or a clock acts for the county and may send what the rules let it; people send what their role may. */
export const authoriseRole = (command: CommandClass, actor: Actor): void => {
  if (actor.role === 'SYSTEM' || command.sentBy.includes(actor.role)) return;
  throw roleNotAllowed(actor.role, `send ${command.name}`, command.sentBy);
};

type Asker = Pick<Circumstances, 'id' | 'actor'>;

/**
 * The division of what is asked must lie inside the actor's, and an actor who speaks for one subject asks only of it: judged before a
 * stranger learns anything of it, be it its revision or why it cannot be done. False where only the facts can tell.
 */
export const authorise = async (
  asked: Authorised,
  state: unknown,
  { id, actor, lookup }: Asker & { readonly lookup: Lookup },
): Promise<boolean> => {
  const { handled, handling, command } = asked;
  if (actor.role === 'SYSTEM') return true;
  if (actor.subjectId !== undefined) {
    requireSubject(actor.subjectId, subjectsOf(asked, state, id));
    return true;
  }
  const division = handled.aggregate.scope(state) ?? (await handling.place?.(command as never, lookup));
  if (division === undefined) return false;
  await requireScope(actor.scope, division, lookup);
  return true;
};

/** The same by what was found out. */
export const authoriseFound = (
  { handling, command }: Authorised,
  facts: Circumstances,
  lookup: Lookup,
): Promise<void> => {
  const division = handling.scope?.(command as never, facts as never);
  if (division === undefined) throw new Error(`${command.constructor.name} has no division to be judged by`);
  return requireScope(facts.actor.scope, division, lookup);
};

/** The aggregate itself where the command names nobody else. */
const subjectsOf = ({ handling, command }: Authorised, state: unknown, id: string): readonly string[] =>
  handling.subjects?.(command as never, state as never) ?? [id];

/** Who holds a post for what took the place of a code acts on what was written under it; a post for the code itself stays as it is until it ends. */
const requireScope = async (scope: DivisionCode, division: DivisionCode, lookup: Lookup): Promise<void> => {
  if (!(await lookup.liesIn(division, scope)))
    throw new Forbidden('OUT_OF_SCOPE', `${division} lies outside ${scope}`);
};

const requireSubject = (subjectId: string, subjects: readonly string[]): void => {
  if (subjects.length === 0 || subjects.some((subject) => subject !== subjectId))
    throw new Forbidden('NOT_YOUR_SUBJECT', `not a concern of ${subjectId}`);
};
