import { ROLES, type Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { CommandClass } from '@command/handling';
import { AppointOfficer } from '@registry/appointment/commands';
import { postId } from '@registry/appointment/state';
import { RegisterUser } from '@registry/user/commands';
import { HUANING, officer } from './officers';

/** Whoever runs the commands of this machine. */
export const OPERATOR: Actor = { user: 'operator', role: 'SYSTEM', scope: HUANING };

interface Counter {
  send<C extends object>(
    type: CommandClass<C>,
    fields: Partial<C> & object,
    sending: { readonly by: Actor },
  ): Promise<unknown>;
}

/** The first seat of every role in a place: whoever acts there for the first time is given an account and the post. */
export class Posts {
  private readonly taken = new Map<string, Promise<Actor>>();

  constructor(private readonly office: Counter) {}

  /** The same person, in the post; somebody with a seat or a subject of his own is left as he is. */
  holding(by: Actor, today: CalendarDate): Promise<Actor> {
    const isFirst = by.user === officer(by.role, by.scope).user && by.delegatedBy === undefined;
    if (by.role === 'SYSTEM' || by.subjectId !== undefined || !isFirst) return Promise.resolve(by);
    const known = this.taken.get(by.user);
    if (known !== undefined) return known;
    const taking = this.takeOffice(by, today);
    this.taken.set(by.user, taking);
    return taking;
  }

  private async takeOffice(by: Actor, from: CalendarDate): Promise<Actor> {
    const { user, role, scope: division } = by;
    const account = { login: user, division, name: `示例${ROLES[role]}` };
    await this.office.send(RegisterUser, account, { by: OPERATOR });
    await this.office.send(AppointOfficer, { role, division, user, from }, { by: OPERATOR });
    return { ...by, post: postId({ role, divisionCode: division, seat: 1, subjectId: null }) };
  }
}
