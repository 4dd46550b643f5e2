import { LookUpHousehold, ReadPersonalData } from '@registry/personal-read/commands';
import { READ_PURPOSES, READ_SUBJECTS, READABLE_FIELDS, SEALED_FIELDS } from '@registry/personal-read/events';
import { household } from '@registry/household/state';
import type { Model } from './model';
import { ask, type Moves, type Request } from './request';
import type { Roll } from './roll';
import { documentNo } from './household';
import { aHousehold, anEntity, oneOf, SECRET, TOWNS, VILLAGES } from './values';

const lookUp = (roll: Roll): Request =>
  ask(LookUpHousehold, {
    ...(roll.happens(0.7)
      ? { numberKind: 'DOCUMENT', number: documentNo(roll) }
      : { numberKind: 'PHONE', number: `${SECRET}13800000000` }),
    ...{ division: roll.pick([...VILLAGES, ...TOWNS]), purpose: roll.pick(READ_PURPOSES) },
  });

const next = (model: Model, roll: Roll): Request => {
  if (roll.happens(0.3)) return lookUp(roll);
  const subjectKind = roll.pick(READ_SUBJECTS);
  const householdId = aHousehold(model, roll);
  const members = model.state(household, householdId).members.map(({ personId }) => personId);
  const subjectId = {
    HOUSEHOLD: householdId,
    PERSON: oneOf(members, roll),
    ENTITY: anEntity(model, roll),
  }[subjectKind];
  const fields = roll.happens(0.9) ? SEALED_FIELDS[subjectKind] : READABLE_FIELDS;
  return ask(
    ReadPersonalData,
    {
      ...{ subjectKind, subjectId, ...(subjectKind === 'PERSON' ? { householdId } : {}) },
      ...{ fields: roll.some<string>(fields, 2), purpose: roll.pick(READ_PURPOSES) },
    },
    { subject: subjectKind === 'ENTITY' ? subjectId : householdId },
  );
};

export const personalReadMoves: Moves = { weight: 2, next };
