import { speaksForOne, type Role } from '@kernel/actor';
import { Forbidden } from '@command/faults';
import type { Document } from '@read-store/read-store';
import type { Views } from './answering';

/**
 * Whose a row is, by the role of who speaks for one: the field that names the household or entity, or holds the ids of all that it
 * concerns. They see these rows wherever they lie, and no others; in a role that is not named here they see none.
 * `BY_DIVISION`: the rows name no household or entity; the division alone decides who sees them.
 */
export type Subjects = Readonly<Partial<Record<Role, string>>> | 'BY_DIVISION';

/** What a row of the own is known by. */
export type Own = Readonly<Record<string, string>>;

/**
 * Null where the division decides what the viewer sees.
 * @throws Forbidden NOT_YOUR_SUBJECT where who speaks for one sees nothing of it
 */
export const ownOf = ({ viewer: { role, subjectId } }: Views, subjects: Subjects | undefined): Own | null => {
  if (!speaksForOne(role) || subjects === 'BY_DIVISION') return null;
  const field = subjects?.[role];
  if (field === undefined || subjectId === undefined)
    throw new Forbidden('NOT_YOUR_SUBJECT', `${role} sees nothing of this`);
  return { [field]: subjectId };
};

/** Whether a row is of the own: its field names them, or is a list that does. */
export const isOf = (row: Document, own: Own): boolean =>
  Object.entries(own).every(([field, id]) => {
    const named = row[field];
    return Array.isArray(named) ? named.includes(id) : named === id;
  });

/** Filters by which one who speaks for a household or entity could look for another among the own rows. */
const NAMING: Readonly<Partial<Record<Role, readonly string[]>>> = {
  ENTITY_MANAGER: ['entityId'],
  HOUSEHOLD: ['householdId', 'householdIds'],
};

/**
 * Who speaks for one and asks by another is refused, whether there is anything of both or not.
 * @throws Forbidden NOT_YOUR_SUBJECT
 */
export const requireOwn = ({ viewer: { role, subjectId } }: Views, asked: object): void => {
  const named = Object.entries(asked).filter(
    ([field, id]) => id !== undefined && id !== subjectId && NAMING[role]?.includes(field) === true,
  );
  if (named.length > 0)
    throw new Forbidden('NOT_YOUR_SUBJECT', `${named.map(([field]) => field).join(', ')} names another`);
};
