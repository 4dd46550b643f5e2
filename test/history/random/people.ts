import { ROLES, type Actor, type Role } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Request } from './request';
import type { Roll } from './roll';
import { OTHER_COUNTY, TOWNS, VILLAGES } from './values';

const EVERYBODY = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'SYSTEM');

/** Both counties lie in it. */
const CITY = divisionCode('530400000000');
const PLACES = [OTHER_COUNTY, ...TOWNS, ...VILLAGES];

/** Speaks for somebody who is not concerned. */
const NOBODY = derivedId('nobody', 1);

const SPEAKERS: readonly Role[] = ['ENTITY_MANAGER', 'HOUSEHOLD'];

const roleFor = ({ type, by }: Request, roll: Roll): Role => {
  if (roll.happens(0.05)) return roll.pick(EVERYBODY);
  if (by !== undefined && roll.happens(0.9)) return by;
  return type.sentBy.length === 0 ? 'SYSTEM' : roll.pick(type.sentBy);
};

/** Mostly somebody who may send it; sometimes somebody of another place, or who does everybody's work. */
export const senderOf = (request: Request, roll: Roll): Actor => {
  const role = roleFor(request, roll);
  const user = roll.happens(0.1) ? 'jack' : `${role.toLowerCase()}-${roll.pick(['ann', 'bob', 'cai'])}`;
  const scope = roll.happens(0.95) ? CITY : roll.pick(PLACES);
  const subject = request.subject !== undefined && roll.happens(0.05) ? NOBODY : request.subject;
  return SPEAKERS.includes(role) && subject !== undefined
    ? { user, role, scope, subjectId: subject }
    : { user, role, scope };
};
