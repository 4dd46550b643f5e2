import { BACKWARDS, END } from '@eventstore/db-client';
import type { EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import type { Position, RecordedEvent } from '../event-store';
import { collected } from './collected';
import type { Connection } from './connection';
import { decode } from './decoding';
import { StreamTruncated, isMissing } from './faults';
import { Head, type Reach } from './head';
import { lastOfAll } from './last-of-all';
import type { Patience } from './patience';
import type { Tails } from './tails';

export class Reading {
  private readonly ownHead: Head;

  constructor(
    private readonly connection: Connection,
    private readonly patience: Patience,
    private readonly tails: Tails,
  ) {
    this.ownHead = new Head(connection, tails);
  }

  /** Where the connection is lost half-way, the rest is read after the part that came. */
  async stream(stream: string, from: number, most = Number.MAX_SAFE_INTEGER): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    await this.patience.repeat(stream, () => this.part(stream, { from, most, events }));
    this.tails.read(events);
    return events;
  }

  /** The last event; undefined where the stream does not exist. */
  async last(stream: string): Promise<RecordedEvent | undefined> {
    const { base, names } = this.connection;
    const options = { ...base, direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const;
    const read = (client: EventStoreDBClient): Promise<ResolvedEvent[]> =>
      collected(client.readStream(names.onServer(stream), options), this.connection.callMs);
    const [resolved] = await this.patience.repeat(stream, () => this.found(read));
    const last = resolved && decode(resolved, names);
    if (last) this.tails.read([last]);
    return last;
  }

  /** Position of the last event that is not the server's own. */
  async head(): Promise<Position> {
    return (await this.reach()).own;
  }

  reach(): Promise<Reach> {
    return this.patience.repeat('$all', () => this.ownHead.read());
  }

  /** Position of the last record of all, the server's own included. */
  end(): Promise<Position> {
    return this.patience.repeat('$all', () =>
      this.connection.use((client) => lastOfAll(this.connection, client)),
    );
  }

  private async part(stream: string, { from, most, events }: Part): Promise<void> {
    const due = from + events.length;
    const { base, names, callMs } = this.connection;
    const options = { ...base, fromRevision: BigInt(due), maxCount: most - events.length };
    const take = (resolved: ResolvedEvent): void => {
      const event = decode(resolved, names);
      if (event.revision !== from + events.length) throw new StreamTruncated(event, from + events.length);
      events.push(event);
    };
    const name = names.onServer(stream);
    await this.found((client) => collected(client.readStream(name, options), callMs, take));
  }

  /** A missing stream has nothing. */
  private async found<T>(read: (client: EventStoreDBClient) => Promise<T[]>): Promise<T[]> {
    try {
      return await this.connection.use(read);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }
}

interface Part {
  readonly from: number;
  readonly most: number;
  readonly events: RecordedEvent[];
}
