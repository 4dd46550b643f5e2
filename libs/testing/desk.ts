import { join } from 'node:path';
import type { Actor } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import { NO_SUCCESSORS } from '@kernel/succession';
import { Dispatcher, type Outcome } from '@command/dispatcher';
import { enveloped, type Envelope } from '@command/envelope';
import type { Handled } from '@command/handling';
import type { SuccessorsFrom } from '@command/lookup';
import type { EventStore } from '@event-store/event-store';
import { purposeKey } from '@privacy/cipher';
import { SqliteKeyStore } from '@privacy/sqlite/key-store';
import { KeyRing } from '@privacy/key-ring';
import { Vault } from '@privacy/vault';
import { Engines } from './engines';
import type { Happening } from './events';

const MASTER = Buffer.alloc(32, 7);

/** Commands through the real write path on real engines, at an instant that stands still unless the spec moves it. */
export class Desk {
  readonly #engines = Engines.open();
  readonly #keys = SqliteKeyStore.open(join(this.#engines.folder, 'keys.db'));
  dispatcher: Dispatcher;
  readonly vault = new Vault(this.#keys, new KeyRing(() => [MASTER]), purposeKey(MASTER, 'fingerprint'));
  #sent = 0;

  constructor(
    private readonly aggregates: readonly Handled[],
    private readonly now: number | (() => number),
    /** No code's place was taken by another where it is absent. */
    private readonly successorsFrom: SuccessorsFrom = () => Promise.resolve(NO_SUCCESSORS),
  ) {
    this.dispatcher = this.#opened();
  }

  /** Commands are sent to a process from now on that remembers nothing, on the same log. */
  restart(): void {
    this.dispatcher = this.#opened();
  }

  get store(): EventStore {
    return this.#engines.store;
  }

  /** Where the engines keep their files. */
  get folder(): string {
    return this.#engines.folder;
  }

  /** Whether a data key of the subject was ever kept, and still is. */
  async keeps(subject: string): Promise<boolean> {
    return (await this.#keys.get(subject)) !== null;
  }

  /** One bit of the data key of a subject is another. */
  async damage(subject: string): Promise<void> {
    const seen = (await this.#keys.get(subject)) ?? Buffer.alloc(0);
    const wrapped = Buffer.from(seen.map((byte, index) => (index + 1 === seen.length ? byte ^ 1 : byte)));
    await this.#keys.replace([{ subject, seen, wrapped }]);
  }

  /** What had happened elsewhere before. */
  async happened(...happenings: readonly Happening[]): Promise<void> {
    await this.#engines.happen(...happenings);
  }

  send(command: object, actor: Actor, more: Partial<Envelope> = {}): Promise<Outcome> {
    this.#sent += 1;
    const commandId = derivedId('desk', this.#sent);
    return this.dispatcher.dispatch(enveloped(command, { commandId, actor, ...more }));
  }

  async close(): Promise<void> {
    await this.#keys.close();
    await this.#engines.close();
  }

  #opened(): Dispatcher {
    const { now, aggregates, vault, store } = this;
    const clock = { now: typeof now === 'number' ? () => now : now };
    const { successorsFrom } = this;
    return new Dispatcher({ store, upcast: (event) => event, vault, clock, aggregates, successorsFrom });
  }
}
