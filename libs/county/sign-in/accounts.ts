import { randomUUID } from 'node:crypto';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import type { Outcome } from '@command/dispatcher';
import { enveloped, type Envelope } from '@command/envelope';
import type { CommandClass } from '@command/handling';
import { History, type Remembered } from '@command/history';
import { streamName, type RecordedEvent } from '@event-store/event-store';
import type { SealedSecret } from '@registry/user/events';
import { user, userId, type User } from '@registry/user/state';
import type { County } from '../county';

export type Account = Remembered<User>;

const SIGN_IN: Actor = { user: 'sign-in', role: 'SYSTEM', scope: divisionCode('110000000000') };

/** Accounts as the sign-in reads and writes them. */
export class Accounts {
  private readonly states: History;

  constructor(readonly county: County) {
    this.states = new History(county.store, county.upcast);
  }

  /** As the log knows it; one that nobody registered has no login. */
  of(login: string): Promise<Account> {
    return this.states.load(user, userId(login));
  }

  /** All that ever happened to it. */
  history(login: string): Promise<readonly RecordedEvent[]> {
    return this.county.store.readStream(streamName(user.category, userId(login)));
  }

  /** Nothing where nothing was sealed; null for a field whose key is no more. */
  async opened(login: string, sealed: SealedSecret | null): Promise<Readonly<Record<string, string | null>>> {
    return sealed === null ? {} : this.county.vault.open(userId(login), sealed);
  }

  // eslint-disable-next-line house/max-params -- reads as one sentence: send what to whom with which fields
  send<C extends object>(
    type: CommandClass<C>,
    login: string,
    fields: Partial<C>,
    more: Partial<Envelope> = {},
  ): Promise<Outcome> {
    const command = Object.assign(new type(), fields);
    const envelope = { commandId: randomUUID(), id: userId(login), actor: SIGN_IN, ...more };
    return this.county.dispatcher.dispatch(enveloped(command, envelope));
  }

  nowIso(laterMs = 0): string {
    return new Date(this.county.clock.now() + laterMs).toISOString();
  }
}

/** Only as long as nothing happened to the account since it was looked at. */
export const since = ({ revision }: Account): Partial<Envelope> => ({ expectedRevision: revision });
