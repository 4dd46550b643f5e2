import { ReadPersonalData } from '@registry/personal-read/commands';
import {
  READ_PURPOSES,
  READABLE_FIELDS,
  SEALED_FIELDS,
  type ReadSubject,
} from '@registry/personal-read/events';
import type { Model } from './model';
import { ask, type Moves, type Request } from './request';
import type { Roll } from './roll';
import { aHousehold, anEntity } from './values';

const next = (model: Model, roll: Roll): Request => {
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
