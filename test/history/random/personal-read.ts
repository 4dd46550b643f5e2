import { LookUpHousehold, ReadPersonalData } from '@registry/personal-read/commands';
import {
  READ_PURPOSES,
  READABLE_FIELDS,
  SEALED_FIELDS,
  type ReadSubject,
} from '@registry/personal-read/events';
import type { Model } from './model';
import { ask, type Moves, type Request } from './request';
import type { Roll } from './roll';
import { documentNo } from './household';
import { aHousehold, anEntity, SECRET, TOWNS, VILLAGES } from './values';

const lookUp = (roll: Roll): Request =>
  ask(LookUpHousehold, {
    ...(roll.happens(0.7)
      ? { numberKind: 'DOCUMENT', number: documentNo(roll) }
      : { numberKind: 'PHONE', number: `${SECRET}13800000000` }),
    ...{ division: roll.pick([...VILLAGES, ...TOWNS]), purpose: roll.pick(READ_PURPOSES) },
  });

const next = (model: Model, roll: Roll): Request => {
  if (roll.happens(0.3)) return lookUp(roll);
  const subjectKind: ReadSubject = roll.happens(0.7) ? 'HOUSEHOLD' : 'ENTITY';
  const subject = subjectKind === 'HOUSEHOLD' ? aHousehold(model, roll) : anEntity(model, roll);
  const fields = roll.happens(0.9) ? SEALED_FIELDS[subjectKind] : READABLE_FIELDS;
  return ask(
    ReadPersonalData,
    {
      ...{ subjectKind, subjectId: subject, fields: roll.some<string>(fields, 2) },
      purpose: roll.pick(READ_PURPOSES),
    },
    { subject },
  );
};

export const personalReadMoves: Moves = { weight: 2, next };
