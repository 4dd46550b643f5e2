import { EventStoreDBClient } from '@eventstore/db-client';
import { InvalidConnectionString } from './connection-string';
import { wordsOf } from './faults';

/** What is used of a channel of gRPC, which is the client's own business otherwise. */
interface Channel {
  close(): void;
}

/**
 * A client that does what it is told, once, and answers.
 *
 * Appends go out one call each. The client would put them on one shared `batchAppend` stream, which is faster at
 * 128 callers (4 128 against 1 524 a second) and hardly at one (324 against 300), and which can kill the process: where
 * the server answers a request twice, a TypeError is thrown out of a stream handler and every later append of that
 * client hangs for ever; an error of one stream fails the appends of every client of the process; no deadline holds on
 * the client's side. Credentials given with each call would have the same effect, but who shows a certificate has none.
 *
 * It does not close its channel by itself after an error: a call that begins in the same instant then neither answers
 * nor fails, and a failing discovery rejects where nobody listens; either ends the process. `Connection` takes another
 * client instead.
 */
export class SteadyClient {
  readonly client: EventStoreDBClient;
  private readonly channels: Channel[] = [];
  private isEnded = false;

  constructor(connectionString: string) {
    this.client = clientOf(connectionString);
    const create = this.member('createChannel') as () => Promise<Channel>;
    this.replace('createChannel', async () => this.kept(await create()));
    this.replace('supports', () => Promise.resolve(false));
    this.replace('handleError', () => Promise.resolve());
  }

  /** Cuts the connection, after whatever begins in this instant has begun. */
  end(): void {
    this.isEnded = true;
    setImmediate(() => {
      for (const channel of this.channels.splice(0)) channel.close();
    });
  }

  private kept(channel: Channel): Channel {
    this.channels.push(channel);
    if (this.isEnded) this.end();
    return channel;
  }

  private replace(name: string, instead: () => Promise<unknown>): void {
    this.member(name);
    Reflect.set(this.client, name, instead);
  }

  private member(name: string): unknown {
    const member: unknown = Reflect.get(this.client, name);
    if (typeof member === 'function') return member;
    throw new Error(`@eventstore/db-client has no ${name} any more, on which this adapter relies`);
  }
}

/** What is still wrong with a string of the right form: a certificate that is not there. */
const clientOf = (connectionString: string): EventStoreDBClient => {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    const words = wordsOf(error);
    throw new InvalidConnectionString([{ zh: words, en: words }]);
  }
};
