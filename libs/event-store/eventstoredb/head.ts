import { BACKWARDS, END } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, EventStoreDBClient, ReadPosition } from '@eventstore/db-client';
import { START, type Position } from '../event-store';
import { collected } from './collected';
import type { Connection } from './connection';
import { placeOf } from './decoding';
import { Following, type Course } from './following';
import type { Tails } from './tails';

/** The last record is looked at alone; behind it, pages that grow. */
const [FIRST_PAGE, LONGEST_PAGE] = [1, 4_096];

/** Records of others after which the server says how far it has looked for ours: the steps in which it is waited for. */
const SEARCH_WINDOW = 4_096;

/** The last of ours, and up to where nothing of ours comes behind it. */
export interface Reach {
  readonly own: Position;
  readonly seen: Position;
}

/**
 * The end of this county's log on a server that others write to as well, and the server itself. What was looked through
 * once is not looked through again, so that only what has come since then costs anything; and who asks while somebody
 * else is waiting gets the answer of the next look, which begins after he asked. Where much has come, it is looked for from both
 * ends by turns, back through the records of all and forth through ours, which the server picks out: so the first look of a
 * process costs no more than twice the fewer of them.
 */
export class Head {
  private own: Position = START;
  /** There is nothing of ours between `own` and here. */
  private seen: Position = START;
  private looking: Promise<unknown> = Promise.resolve();
  private next: Promise<Reach> | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly tails: Pick<Tails, 'heard'>,
  ) {}

  read(): Promise<Reach> {
    if (this.next !== null) return this.next;
    const look = this.looking.then(() => {
      this.next = null;
      return this.connection.use((client) => this.look(client));
    });
    this.looking = look.catch(() => undefined);
    this.next = look;
    return look;
  }

  private async look(client: EventStoreDBClient): Promise<Reach> {
    const [record] = await this.page(client, END, FIRST_PAGE);
    const last = record && placeOf(record);
    if (!last || last <= this.seen) return this.known();
    const found = await this.lastOwn(client, record);
    if (found > this.own) this.own = found;
    this.seen = last;
    return this.known();
  }

  private known(): Reach {
    const { heard } = this.tails;
    if (heard > this.own) this.own = heard;
    return { own: this.own, seen: this.seen };
  }

  /** The last of ours up to a record, or something that is not behind what is known. */
  private async lastOwn(client: EventStoreDBClient, last: AllStreamResolvedEvent): Promise<Position> {
    const end = new AbortController();
    const [back, forth] = [this.back(client, last), this.forth(placeOf(last) ?? START, end.signal)];
    try {
      return await byTurns(back, forth);
    } finally {
      end.abort();
      await forth.return(START);
    }
  }

  /** From a record back to the last of ours, or to what is known. Yields how many were looked at in vain. */
  private async *back(
    client: EventStoreDBClient,
    last: AllStreamResolvedEvent,
  ): AsyncGenerator<number, Position, undefined> {
    let page: readonly AllStreamResolvedEvent[] = [last];
    let before: ReadPosition | undefined;
    for (let size = FIRST_PAGE; ; page = await this.page(client, before, size)) {
      const found = this.foundIn(page);
      before = page.at(-1)?.event?.position;
      if (found !== null || page.length < size || before === undefined) return found ?? START;
      yield size;
      size = Math.min(size * 4, LONGEST_PAGE);
    }
  }

  /** From what is known through all of ours up to a place. Yields how far it is. */
  private async *forth(until: Position, signal: AbortSignal): AsyncGenerator<Position, Position, undefined> {
    const from = this.seen > this.tails.heard ? this.seen : this.tails.heard;
    const course: Course<Position> = {
      ...{ from, until, signal, categories: null, batchSize: LONGEST_PAGE, searchWindow: SEARCH_WINDOW },
      ...{ budgetMs: this.connection.callMs, decode: (record) => placeOf(record) ?? START },
    };
    let found = START;
    for await (const { events, position } of new Following(this.connection, course).portions()) {
      found = events.at(-1) ?? found;
      yield position;
    }
    return found;
  }

  /** Null where one has to look further. */
  private foundIn(page: readonly AllStreamResolvedEvent[]): Position | null {
    for (const record of page) {
      const place = placeOf(record) ?? START;
      if (this.isOwn(record)) return place;
      if (place <= this.seen || place <= this.tails.heard) return START;
    }
    return null;
  }

  private isOwn({ event }: AllStreamResolvedEvent): boolean {
    return event !== undefined && this.connection.names.ofCounty(event.streamId) !== null;
  }

  private page(
    client: EventStoreDBClient,
    fromPosition: ReadPosition,
    maxCount: number,
  ): Promise<AllStreamResolvedEvent[]> {
    const { base, callMs } = this.connection;
    return collected(client.readAll({ ...base, direction: BACKWARDS, fromPosition, maxCount }), callMs);
  }
}

type Way = AsyncGenerator<unknown, Position, undefined>;

/** Whichever arrives first. Forth costs a subscription, so it begins where a whole page behind was in vain. */
const byTurns = async (back: AsyncGenerator<number, Position, undefined>, forth: Way): Promise<Position> => {
  for (;;) {
    const behind = await back.next();
    if (behind.done === true) return behind.value;
    const ahead = behind.value < LONGEST_PAGE ? null : await forth.next();
    if (ahead?.done === true) return ahead.value;
  }
};
