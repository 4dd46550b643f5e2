import { START as FROM_START, streamNameFilter } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, AllStreamSubscription, Filter } from '@eventstore/db-client';
import { START, position, positionPair, type Position } from '../event-store';
import type { Bell } from './bell';
import { discard } from './collected';
import type { Connection, Lease } from './connection';
import { placeOf } from './decoding';
import { NoAnswer, OutOfOrder } from './faults';
import { lastOfAll } from './last-of-all';
import { Marks } from './marks';

export interface Wanted {
  readonly from: Position;
  /** Null: all streams but the server's own. */
  readonly categories: readonly string[] | null;
  /** Records held here at most; the others wait at the server. */
  readonly buffer: number;
  /** Records without a match after which the server says how far it has looked; 32 where undefined. */
  readonly searchWindow: number | undefined;
  /** Rung whenever there may be more to take. */
  readonly bell: Bell;
  readonly signal: AbortSignal;
}

/**
 * One subscription to the server, read at the reader's own pace. It never reconnects: `failure` says that it is over. What
 * does not lie behind what was told before is not handed over: it is the end of the subscription.
 */
export class Session {
  failure: Error | null = null;
  isLive = false;
  private isConfirmed = false;
  private readonly marks: Marks;
  /** The last record that was taken. */
  private last: Position;
  private readonly subscription: AllStreamSubscription;

  private constructor(
    private readonly lease: Lease,
    private readonly wanted: Wanted & Pick<Connection, 'base' | 'names'>,
    head: Position,
  ) {
    this.last = wanted.from;
    this.marks = new Marks(wanted.from, head);
    this.subscription = lease.client.subscribeToAll(
      { ...wanted.base, fromPosition: pairOf(wanted.from), filter: this.filter() },
      { highWaterMark: wanted.buffer },
    );
    this.listen();
  }

  /** @throws where the server does not confirm it in time */
  static async open(connection: Connection, wanted: Wanted): Promise<Session> {
    const lease = connection.lease();
    let session: Session | null = null;
    try {
      const head = await lastOfAll(connection, lease.client);
      session = new Session(lease, { ...wanted, base: connection.base, names: connection.names }, head);
      await session.confirmed(connection.callMs);
      return session;
    } catch (error) {
      lease.release(error);
      session?.close();
      throw error;
    }
  }

  /** How many can be taken now. */
  get waiting(): number {
    return this.failure === null ? this.subscription.readableLength : 0;
  }

  /** Everything up to here was taken or is of no concern. */
  get upTo(): Position {
    return this.marks.upTo;
  }

  /** Nothing more is on its way that is worth waiting for. */
  get isSettled(): boolean {
    return this.isLive || this.failure !== null;
  }

  throwIfFailed(): void {
    if (this.failure !== null) throw this.failure;
  }

  take(most: number): readonly AllStreamResolvedEvent[] {
    const records: AllStreamResolvedEvent[] = [];
    while (this.failure === null && records.length < most) {
      const record = this.subscription.read() as AllStreamResolvedEvent | null;
      if (record === null) break;
      if (this.follows(record)) records.push(record);
    }
    return records;
  }

  fail(error: unknown): void {
    this.failure ??= error instanceof Error ? error : new Error(String(error));
    this.wanted.bell.ring();
  }

  close(): void {
    discard(this.subscription, () => this.subscription.unsubscribe());
    this.lease.release(this.failure ?? undefined);
  }

  private follows(record: AllStreamResolvedEvent): boolean {
    const at = placeOf(record) ?? START;
    const before = this.upTo > this.last ? this.upTo : this.last;
    if (at <= before) {
      this.fail(new OutOfOrder(at, before));
      return false;
    }
    this.last = at;
    // Reading lets more come in, and with it a mark that counts what is waiting from here on: so each record passes alone.
    this.isLive = this.marks.take(at) || this.isLive;
    return true;
  }

  private filter(): Filter {
    const { categories, searchWindow: maxSearchWindow } = this.wanted;
    const checkpointReached = (_: unknown, at: { commit: bigint; prepare: bigint }): void => {
      this.marks.checkpoint(position(at.commit, at.prepare), this.waiting);
      this.wanted.bell.ring();
    };
    const wanted = this.wanted.names.wanted(categories);
    const window = maxSearchWindow === undefined ? {} : { maxSearchWindow };
    return typeof wanted === 'string'
      ? streamNameFilter({ regex: wanted, ...window, checkpointReached })
      : streamNameFilter({ prefixes: [...wanted], ...window, checkpointReached });
  }

  private listen(): void {
    const { subscription } = this;
    subscription.on('confirmation', () => {
      this.isConfirmed = true;
      this.wanted.bell.ring();
    });
    subscription.on('readable', () => this.wanted.bell.ring());
    subscription.on('caughtUp', () => {
      this.isLive = this.marks.caughtUp(this.waiting) || this.isLive;
      this.wanted.bell.ring();
    });
    subscription.on('fellBehind', () => (this.isLive = false));
    subscription.on('error', (error) => this.fail(error));
    subscription.on('end', () => this.fail(new Error('the server ended the subscription')));
  }

  private async confirmed(ms: number): Promise<void> {
    const { bell, signal } = this.wanted;
    const until = performance.now() + ms;
    while (!this.isConfirmed && this.failure === null && !signal.aborted) {
      if (performance.now() >= until) throw new NoAnswer('a subscription', ms);
      await bell.wait(signal, until - performance.now());
    }
    this.throwIfFailed();
  }
}

const pairOf = (at: Position): 'start' | { commit: bigint; prepare: bigint } =>
  at === START ? FROM_START : positionPair(at);
