import type { Role } from '@kernel/actor';
import {
  AppointOfficer,
  EndDelegation,
  EndLeave,
  GrantDelegation,
  GrantLeave,
  HandOverPost,
  RelieveOfficer,
} from '@registry/appointment/commands';
import { RELIEF_GROUNDS } from '@registry/appointment/events';
import { appointment, type Appointment } from '@registry/appointment/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { LOGINS } from './user';
import { anEntity, TOWNS, VILLAGES } from './values';

const HELD: readonly Role[] = [
  'VILLAGE_INFORMANT',
  'VILLAGE_INFORMANT',
  'TOWN_SIGNER',
  'AUDITOR',
  'ENTITY_MANAGER',
];

const found = (model: Model, roll: Roll): Request => {
  const role = roll.pick(HELD);
  return ask(AppointOfficer, {
    ...{
      role,
      division: roll.pick(role === 'TOWN_SIGNER' ? TOWNS : VILLAGES),
      user: roll.pick(LOGINS),
      from: model.day(roll, -20, 10),
    },
    ...roll.maybe(0.2, { seat: roll.whole(1, 2) }),
    ...(role === 'ENTITY_MANAGER' ? { subjectId: anEntity(model, roll) } : {}),
    ...(role === 'AUDITOR' ? { until: model.day(roll, 10, 40), purpose: '年度审计' } : {}),
  });
};

type Move = Make<Appointment>;

const period = (model: Model, roll: Roll) => ({
  from: model.day(roll, -3, 5),
  until: model.day(roll, 3, 20),
});

const handOver: Move = ({ id, model, roll }) =>
  ask(HandOverPost, { to: roll.pick(LOGINS), from: model.day(roll, 0, 10) }, { id });
const relieve: Move = ({ id, model, roll }) =>
  ask(RelieveOfficer, { lastDay: model.day(roll, -3, 10), ground: roll.pick(RELIEF_GROUNDS) }, { id });
const leave: Move = ({ id, model, roll }) => ask(GrantLeave, period(model, roll), { id });
const comeBack: Move = ({ id, model, roll }) => ask(EndLeave, { lastDay: model.day(roll, -3, 10) }, { id });
const delegate: Move = ({ id, model, roll }) =>
  ask(GrantDelegation, { to: roll.pick(LOGINS), ...period(model, roll) }, { id });
const takeBack: Move = ({ id, model, roll, state: { delegations } }) => {
  const [one] = delegations;
  if (one === undefined) return null;
  return ask(EndDelegation, { delegationId: one.delegationId, lastDay: model.day(roll, -3, 10) }, { id });
};

export const appointmentMoves = movesOf({
  aggregate: appointment,
  weight: 3,
  enough: 4,
  found,
  phaseOf: ({ tenures }) => (tenures.length > 0 ? 'HELD' : 'VACANT'),
  natural: {
    HELD: [handOver, relieve, leave, leave, comeBack, delegate, delegate, takeBack],
    VACANT: [],
  },
});
