import {
  ChangePassword,
  DisableUser,
  EnableUser,
  EndSession,
  BindIdentity,
  EnrolTotp,
  OpenSession,
  RefuseSignIn,
  RegisterUser,
  RemoveTotp,
  ResetPassword,
  UnbindIdentity,
} from '@registry/user/commands';
import { SIGN_IN_FAULTS, SIGN_IN_METHODS } from '@registry/user/events';
import { user, type User } from '@registry/user/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { COUNTY, SECRET, VILLAGES } from './values';

export const LOGINS = ['li', 'wang', 'zhao', 'chen'];

const address = '10.1.0.7';

const found = (_model: Model, roll: Roll): Request =>
  ask(RegisterUser, {
    ...{ login: roll.pick(LOGINS), division: roll.pick([COUNTY, ...VILLAGES]), name: `${SECRET}某` },
    ...roll.maybe(0.5, { phone: `${SECRET}138` }),
  });

type Move = Make<User>;

const at = (model: Model, roll: Roll): string => `${model.day(roll, -1, 3)}T12:00:00.000Z`;

/** Hashing takes its time, so a new password comes seldom. */
const password = (roll: Roll): string => (roll.happens(0.5) ? `${SECRET}-correct-horse` : 'short');

const reset: Move = ({ id, roll }) => ask(ResetPassword, { password: password(roll) }, { id });
const change: Move = ({ id, roll }) => ask(ChangePassword, { password: password(roll), address }, { id });
const disable: Move = ({ id }) => ask(DisableUser, {}, { id });
const enable: Move = ({ id }) => ask(EnableUser, {}, { id });
const enrol: Move = ({ id }) => ask(EnrolTotp, { secret: `${SECRET}JBSWY3DP`, totpStep: 7 }, { id });
const bind: Move = ({ id, roll }) =>
  ask(
    BindIdentity,
    { issuer: 'https://id.example.org', subject: `${SECRET}${String(roll.whole(1, 9))}` },
    { id },
  );
const unbind: Move = ({ id }) => ask(UnbindIdentity, {}, { id });
const remove: Move = ({ id }) => ask(RemoveTotp, {}, { id });
const open: Move = ({ id, model, roll }) =>
  ask(
    OpenSession,
    {
      ...{ method: roll.pick(SIGN_IN_METHODS), address, expiresAt: at(model, roll) },
      ...roll.maybe(0.3, { totpStep: roll.whole(1, 9) }),
    },
    { id },
  );
const end: Move = ({ id, roll, state: { sessions } }) => {
  const open = Object.keys(sessions);
  return open.length === 0 ? null : ask(EndSession, { sessionId: roll.pick(open) }, { id });
};
const refuse: Move = ({ id, model, roll }) =>
  ask(
    RefuseSignIn,
    { fault: roll.pick(SIGN_IN_FAULTS), address, attemptsAllowed: 3, lockUntil: at(model, roll) },
    { id },
  );

export const userMoves = movesOf({
  aggregate: user,
  weight: 4,
  enough: 3,
  found,
  phaseOf: ({ enabled }) => (enabled ? 'ENABLED' : 'DISABLED'),
  natural: {
    ENABLED: [reset, change, open, open, open, end, refuse, refuse, enrol, remove, bind, unbind, disable],
    DISABLED: [enable, open],
  },
});
