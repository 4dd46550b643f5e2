import type { Role } from '@kernel/actor';
import type { Decide } from '@kernel/decider';
import { requireAll, unmet, type Unmet } from '@kernel/refusal';
import type { LookUpHousehold, ReadPersonalData } from './commands';
import { SEALED_FIELDS, type PersonalReadEvent, type ReadableField, type ReadPurpose } from './events';
import type { LookUpFacts, ReadFacts } from './facts';
import type { PersonalRead } from './state';

const THEMSELVES: readonly Role[] = ['HOUSEHOLD', 'ENTITY_MANAGER'];
/** An account number is for who pays, for who audits, and for its owner; health for who helps or checks, and not to pay or to call. */
const NEEDED_FOR: Partial<Readonly<Record<ReadableField, readonly ReadPurpose[]>>> = {
  bankCard: ['PAYMENT', 'AUDIT', 'OWN_DATA'],
  health: ['SERVICE', 'VERIFICATION', 'AUDIT', 'OWN_DATA'],
};

/** So many share a number that is nobody's own, and would not go into one event. */
const MOST_FOUND = 200;

/** Each role has its purposes: who reads the own data needs no other, and only an auditor audits. */
const isPurposeOf = (purpose: ReadPurpose, role: Role): boolean => {
  if (THEMSELVES.includes(role) || purpose === 'OWN_DATA')
    return THEMSELVES.includes(role) && purpose === 'OWN_DATA';
  return (purpose === 'AUDIT') === (role === 'AUDITOR');
};

const fieldsUnmet = (fields: readonly ReadableField[], purpose: ReadPurpose): readonly Unmet[] =>
  fields
    .filter((field) => NEEDED_FOR[field]?.includes(purpose) === false)
    .map((field) => unmet('FIELD_NOT_FOR_PURPOSE', { field, purpose }, '/fields'));

const purposeUnmet = (purpose: ReadPurpose, role: Role): Unmet | false =>
  !isPurposeOf(purpose, role) && unmet('PURPOSE_NOT_OF_ROLE', { purpose }, '/purpose');

export const read: Decide<ReadPersonalData, PersonalRead, PersonalReadEvent, ReadFacts> = (
  { subjectKind, subjectId, householdId, fields, purpose },
  _read,
  { actor, villageCode },
) => {
  const known: readonly string[] = SEALED_FIELDS[subjectKind];
  const foreign = fields.filter((field) => !known.includes(field));
  requireAll(
    foreign.length > 0 && unmet('FIELD_NOT_OF_SUBJECT', { fields: foreign }, '/fields'),
    purposeUnmet(purpose, actor.role),
    ...fieldsUnmet(fields, purpose),
  );
  const subject = { subjectKind, subjectId, ...(householdId === undefined ? {} : { householdId }) };
  const data = { ...subject, villageCode, fields, purpose, readBy: actor.user };
  return [{ type: 'PersonalDataRead', data }];
};

export const lookUp: Decide<LookUpHousehold, PersonalRead, PersonalReadEvent, LookUpFacts> = (
  { numberKind, division, purpose },
  _read,
  { actor, numberFault, found },
) => {
  requireAll(
    numberFault !== null && unmet('NUMBER_INVALID', { fault: numberFault }, '/number'),
    purposeUnmet(purpose, actor.role),
    found.length > MOST_FOUND && unmet('NUMBER_OF_TOO_MANY', { most: MOST_FOUND }, '/number'),
  );
  return [{ type: 'HouseholdLookedUp', data: { numberKind, division, found, purpose, readBy: actor.user } }];
};
