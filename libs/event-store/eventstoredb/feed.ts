import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import type { Position } from '../event-store';
import { Bell } from './bell';
import type { Connection } from './connection';
import { NoAnswer } from './faults';
import { Following } from './following';
import { pause } from './pause';
import { Perseverance } from './perseverance';
import { lastOfAll } from './last-of-all';
import type { Reading } from './reading';
import { Seat, wantsOf } from './seat';

const BATCH = 500;

const ON_ITS_WAY_MS = 1_000;

export interface FeedParts {
  /** Of the node that is followed. */
  readonly connection: Connection;
  readonly reading: Pick<Reading, 'reach'>;
  /** So long may a subscription be silent before somebody looks whether the log has gone on without it. */
  readonly silentMs: number;
}

type Run = { readonly end: AbortController; following: Following<AllStreamResolvedEvent> | null };

/**
 * One subscription to the whole log of the county, as long as somebody needs it, for all readers of the process: dozens of
 * subscriptions of their own would each cost the server a look at every event, and a stream of the connection, of which a
 * server grants a hundred. A line can be dead and stay up; so the feed looks at the end of the log when it hears nothing.
 */
export class Feed {
  private readonly seats = new Set<Seat>();
  private readonly started = new Bell();
  private joined = 0;
  private running: Run | null = null;
  /** Everything behind it is handed to whoever has a seat. Null while it is not known. */
  private at: Position | null = null;
  private failure: Error | null = null;

  constructor(private readonly parts: FeedParts) {}

  /** Null where the signal aborted before. Whoever has joined must leave. @throws what makes a feed impossible */
  async join(categories: readonly string[] | null, signal: AbortSignal): Promise<Seat | null> {
    this.joined += 1;
    if (this.running === null) this.start();
    while (this.at === null && this.failure === null && !signal.aborted) await this.started.wait(signal);
    if (signal.aborted) return null;
    if (this.at === null) {
      this.leave(null);
      throw this.failure ?? new Error('the feed has not begun');
    }
    const seat = new Seat(this.at, wantsOf(categories));
    this.seats.add(seat);
    return seat;
  }

  leave(seat: Seat | null): void {
    if (seat !== null) this.seats.delete(seat);
    this.joined -= 1;
    if (this.joined === 0) this.stop();
  }

  private start(): void {
    const run: Run = { end: new AbortController(), following: null };
    this.running = run;
    this.failure = null;
    const signal = AbortSignal.any([run.end.signal, this.parts.connection.closed]);
    void this.run(run, signal).catch((error: unknown) => this.fail(run, error));
    void this.guard(run, signal);
  }

  private stop(): void {
    this.running?.end.abort();
    this.running = null;
    this.at = null;
  }

  /** Whoever has a seat is told, and whoever joins next begins anew. */
  private fail(run: Run, error: unknown): void {
    if (this.running !== run) return;
    this.stop();
    this.failure = error instanceof Error ? error : new Error(String(error));
    for (const seat of this.seats) seat.fail(this.failure);
    this.started.ring();
  }

  private async run(run: Run, signal: AbortSignal): Promise<void> {
    const { connection } = this.parts;
    const from = await this.beginning(signal);
    if (from === null || signal.aborted) return;
    this.at = from;
    this.started.ring();
    const decode = (record: AllStreamResolvedEvent): AllStreamResolvedEvent => record;
    const course = { from, categories: null, batchSize: BATCH, signal, decode };
    run.following = new Following(connection, course);
    for await (const { events, position } of run.following.portions()) {
      if (this.running !== run) return;
      this.hand(events, position);
    }
  }

  /** Never back behind what is known already. */
  private hand(events: readonly AllStreamResolvedEvent[], position: Position): void {
    const at = this.at !== null && this.at > position ? this.at : position;
    this.at = at;
    const named = events.map((record) => [record, this.streamOf(record)] as const);
    for (const seat of this.seats) seat.hand(named, at);
  }

  /** Where the log ends now. Null where the signal aborted before that was known. */
  private async beginning(signal: AbortSignal): Promise<Position | null> {
    const { connection } = this.parts;
    const trying = new Perseverance(connection, { what: `EventStoreDB at ${connection.where}` });
    while (!signal.aborted)
      try {
        return await connection.use((client) => lastOfAll(connection, client));
      } catch (error) {
        await trying.failed(error, signal);
      }
    return null;
  }

  private streamOf({ event }: AllStreamResolvedEvent): string | null {
    return this.parts.connection.names.ofCounty(event?.streamId ?? '$');
  }

  private async guard(run: Run, signal: AbortSignal): Promise<void> {
    const { silentMs } = this.parts;
    while (!signal.aborted) {
      const before = this.at;
      await pause(silentMs, signal);
      if (before !== null && before === this.at) await this.lookBeyond(run, before, signal);
    }
  }

  /**
   * Nothing was heard for so long. Where nothing of ours has come, all who have a seat pass what others have written; the
   * server's own word for that is not believed while a subscription lives. Where something has, the line is dead, unless it
   * was appended just now and is still on its way.
   */
  private async lookBeyond(run: Run, before: Position, signal: AbortSignal): Promise<void> {
    const { silentMs, reading } = this.parts;
    const reach = await reading.reach().catch(() => null);
    await pause(Math.min(silentMs, ON_ITS_WAY_MS), signal);
    if (before !== this.at || this.running !== run) return;
    if (reach === null || reach.own > before)
      run.following?.doubt(new NoAnswer('the subscription to the log', silentMs));
    else if (reach.seen > before) this.hand([], reach.seen);
  }
}
