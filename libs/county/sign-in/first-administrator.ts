import { randomUUID } from 'node:crypto';
import type { Actor } from '@kernel/actor';
import { dateInShanghai, type CalendarDate } from '@kernel/calendar-date';
import { divisionCode as divisionCodeOf, type DivisionCode } from '@kernel/division-code';
import { enveloped } from '@command/envelope';
import type { CommandClass } from '@command/handling';
import { AppointOfficer } from '@registry/appointment/commands';
import { appointment, holderOn, postId } from '@registry/appointment/state';
import { RegisterUser, ResetPassword } from '@registry/user/commands';
import { user, userId } from '@registry/user/state';
import { History } from '@command/history';
import type { County } from '../county';

export interface Administrator {
  readonly login: string;
  readonly name: string;
  /** For the first sign-in, which changes it. */
  readonly password: string;
  readonly divisionCode: DivisionCode;
}

const SEATS = 99;
/** Whoever runs the commands of this machine. */
const OPERATOR: Actor = { user: 'operator', role: 'SYSTEM', scope: divisionCodeOf('110000000000') };

/** Everybody else is registered and appointed by an administrator; the first cannot be. @throws Refusal */
export const firstAdministrator = async (county: County, wanted: Administrator): Promise<void> => {
  const { login, name, password, divisionCode } = wanted;
  const history = new History(county.store, county.upcast);
  const { state } = await history.load(user, userId(login));
  if (state.login === null) await send(county, RegisterUser, { login, name, division: divisionCode });
  await send(county, ResetPassword, { password }, userId(login));
  const from = dateInShanghai(county.clock.now());
  const seat = await freeSeat(history, divisionCode, from);
  await send(county, AppointOfficer, { role: 'ADMIN', division: divisionCode, user: login, seat, from });
};

const freeSeat = async (history: History, divisionCode: DivisionCode, day: CalendarDate): Promise<number> => {
  for (let seat = 1; seat < SEATS; seat += 1) {
    const post = postId({ role: 'ADMIN', divisionCode, seat, subjectId: null });
    const { state } = await history.load(appointment, post);
    if (holderOn(state, day) === null) return seat;
  }
  return SEATS;
};

// eslint-disable-next-line house/max-params -- reads as one sentence: send what, with which fields, to whom
const send = async <C extends object>(
  { dispatcher }: County,
  type: CommandClass<C>,
  fields: Partial<C>,
  id?: string,
): Promise<void> => {
  const command = Object.assign(new type(), fields);
  await dispatcher.dispatch(
    enveloped(command, { commandId: randomUUID(), actor: OPERATOR, ...(id === undefined ? {} : { id }) }),
  );
};
