import type { EventStoreDBClient } from '@eventstore/db-client';
import { LogUnavailable } from '../event-store';
import { prefersLeader, textFor, type Address } from './connection-string';
import { NoAnswer, finalError, leaderOf, mayPass, wordsOf } from './faults';
import { Names } from './names';
import { SteadyClient } from './steady-client';

/** A client that is in use, so that its connection is not cut. */
export interface Lease {
  readonly client: EventStoreDBClient;
  /** Counts once; with the error where the use ended with one. */
  readonly release: (error?: unknown) => void;
}

interface Held extends Pick<SteadyClient, 'client' | 'end'> {
  users: number;
}

/**
 * One client at a time, and another after every loss: the old one may hang, wait out a back-off of minutes or speak with
 * a node that does not lead any more. Those who are still at work with it finish, or give up by their own clock.
 */
export class Connection {
  readonly names: Names;
  private readonly closing = new AbortController();
  private readonly atWork = new Set<Promise<unknown>>();
  private held: Held | null;
  private clients = 0;

  /**
   * `callMs`: how long one call may take before its outcome counts as unknown. `tell`: for what an operator should know.
   * @throws InvalidConnectionString
   */
  constructor(
    private readonly address: Address,
    readonly callMs: number,
    readonly tell: (message: string) => void,
  ) {
    this.names = new Names(address.namespace);
    this.held = this.open(null);
  }

  /** Fit for a log. */
  get where(): string {
    return this.address.hosts;
  }

  /**
   * For every call. A node that has lost the lead would still take appends, for the new leader, and answer reads with what
   * it knew; asked so, it names the leader instead. Who prefers other nodes accepts reads that lag.
   */
  get base(): { readonly requiresLeader: boolean } {
    return { requiresLeader: prefersLeader(this.address) };
  }

  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** @throws LogUnavailable once it is closed */
  lease(): Lease {
    if (this.closing.signal.aborted) throw new LogUnavailable('the log is closed');
    const held = (this.held ??= this.open(null));
    held.users += 1;
    let isReleased = false;
    return {
      client: held.client,
      release: (error) => {
        if (isReleased) return;
        isReleased = true;
        held.users -= 1;
        if (error !== undefined && mayPass(error)) this.renew(held, leaderOf(error));
        this.endIfIdle(held);
      },
    };
  }

  /** A use of the client that keeps its own clock. */
  async use<T>(work: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    const { client, release } = this.lease();
    const working = work(client);
    this.atWork.add(working);
    try {
      const answer = await working;
      release();
      return answer;
    } catch (error) {
      release(error);
      throw error;
    } finally {
      this.atWork.delete(working);
    }
  }

  /** One call of the client with a clock of our own around it. */
  call<T>(what: string, work: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    return this.use((client) => within(this.callMs, what, work(client)));
  }

  /** The error for those who asked, where asking again is of no use. */
  refusal(error: unknown, stream: string): unknown {
    return finalError(error, stream, this.where);
  }

  unavailable(cause: unknown): LogUnavailable {
    const message = `EventStoreDB at ${this.where} does not answer, the outcome is not known: ${wordsOf(cause)}`;
    return new LogUnavailable(message, { cause });
  }

  /** What is under way is answered first. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.atWork);
    const { held } = this;
    this.held = null;
    if (held) this.endIfIdle(held);
  }

  private open(host: string | null): Held {
    this.clients += 1;
    const steady = new SteadyClient(textFor(this.address, this.clients, host));
    return { client: steady.client, end: () => steady.end(), users: 0 };
  }

  private renew(lost: Held, leader: string | null): void {
    if (this.held !== lost) return;
    this.held = leader === null || this.closing.signal.aborted ? null : this.open(leader);
  }

  private endIfIdle(held: Held): void {
    if (held.users === 0 && held !== this.held) held.end();
  }
}

const within = <T>(ms: number, what: string, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswer(what, ms)), ms);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
