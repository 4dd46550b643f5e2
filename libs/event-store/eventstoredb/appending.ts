import { NO_STREAM, jsonEvent, type AppendExpectedRevision, type AppendResult } from '@eventstore/db-client';
import type { Accepted, Append } from '../acceptance';
import { CHAIN, GENESIS, chainHash } from '../chain';
import { WrongExpectedRevision, position, type Appended } from '../event-store';
import type { Metadata, Position, RecordedEvent } from '../event-store';
import type { Connection } from './connection';
import { NodeBehind, StreamDeleted, actualRevision } from './faults';
import type { Patience } from './patience';
import { backoffMs, pause } from './pause';
import type { Reading } from './reading';
import { SeenIds } from './seen-ids';
import type { Tail, Tails } from './tails';

export interface AppendingParts {
  readonly connection: Connection;
  readonly patience: Patience;
  readonly reading: Reading;
  readonly tails: Tails;
  readonly trustsIds: boolean;
}

/** An append whose place is fixed: the revision of its first event. */
interface Placed {
  readonly append: Append;
  readonly start: number;
}

/** How often one who does not mind the revision tries to find the end of a stream that others write to. */
const ROUNDS = 100;

/**
 * Every append names the exact revision, or that there is no stream: only then is a repetition with the same ids written
 * once by the server, whatever has happened since. So an outcome that is not known is asked for again in the same words.
 */
export class Appending {
  private readonly seen = new SeenIds();

  constructor(private readonly parts: AppendingParts) {}

  async append(append: Append): Promise<Appended> {
    const { expected } = append;
    if (expected === 'any' || expected === 'stream-exists') return this.anywhere(append);
    return this.at({ append, start: expected === 'no-stream' ? 0 : expected + 1 });
  }

  private async anywhere(append: Append): Promise<Appended> {
    const { stream, expected } = append;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const ids = await this.idsOf(stream);
      if (ids.length === 0 && expected === 'stream-exists')
        throw new WrongExpectedRevision(stream, expected, -1);
      const before = ids.indexOf(append.events[0]?.id ?? '');
      const appended = await this.once({ append, start: before < 0 ? ids.length : before }, before >= 0);
      if (appended !== null) return appended;
      await pause(backoffMs(1), this.parts.connection.closed);
    }
    throw this.parts.connection.unavailable(new Error(`${stream}: others write to it without a pause`));
  }

  private async idsOf(stream: string): Promise<readonly string[]> {
    const before = this.seen.of(stream);
    const newer = await this.parts.reading.stream(stream, before.length);
    return this.seen.add(stream, before, newer);
  }

  /** Null where somebody else was faster, which is no fault where any place will do. */
  private async once(placed: Placed, isRepeated: boolean): Promise<Appended | null> {
    try {
      return await this.at(placed);
    } catch (error) {
      if (error instanceof WrongExpectedRevision && !isRepeated) return null;
      throw error;
    }
  }

  private at(placed: Placed): Promise<Appended> {
    return this.parts.patience.repeat(placed.append.stream, (failures) => this.attempt(placed, failures));
  }

  private async attempt(placed: Placed, failures: number): Promise<Appended> {
    const previousHash = await this.previousHash(placed);
    const { tails, trustsIds } = this.parts;
    const { heard } = tails;
    const chain = chained(placed, previousHash);
    try {
      const answer = await this.send(placed, chain);
      const appended = await this.acknowledged(placed, answer, failures > 0 || answer.position <= heard);
      if (trustsIds) tails.keep(placed.append.stream, tailOf(placed, chain));
      return appended;
    } catch (error) {
      const actual = actualRevision(error);
      if (actual === null) throw error;
      return await this.standing(placed, actual);
    }
  }

  /** @throws WrongExpectedRevision where the stream does not reach as far */
  private async previousHash({ append, start }: Placed): Promise<string> {
    const { tails, reading } = this.parts;
    if (start === 0) return GENESIS;
    const known = tails.hashAt(append.stream, start - 1);
    if (known !== null) return known;
    if ((await reading.stream(append.stream, start - 1, 1)).length === 0)
      throw wrong(append, (await reading.last(append.stream))?.revision ?? -1);
    return tails.hashAt(append.stream, start - 1) ?? GENESIS;
  }

  private async send({ append, start }: Placed, chain: readonly Chained[]): Promise<Appended> {
    const { stream } = append;
    const events = chain.map(jsonEvent);
    const expectedRevision: AppendExpectedRevision = start === 0 ? NO_STREAM : BigInt(start - 1);
    const { connection } = this.parts;
    const options = { ...connection.base, expectedRevision, deadline: connection.callMs };
    const answer = await connection.call(`append to ${stream}`, (client) =>
      client.appendToStream(connection.names.onServer(stream), events, options),
    );
    return { revision: Number(answer.nextExpectedRevision), position: positionOf(answer) };
  }

  /** `isRepeated`: it may have been written before, and the answer then says too little. */
  private async acknowledged(placed: Placed, answer: Appended, isRepeated: boolean): Promise<Appended> {
    const { append, start } = placed;
    const { stream, events } = append;
    if (answer.revision !== start + events.length - 1) throw new StreamDeleted(stream, answer.revision);
    this.parts.tails.pass(answer.position);
    return isRepeated ? this.standing(placed, answer.revision) : answer;
  }

  /** The first answer where all of the events stand at their place already. */
  private async standing({ append, start }: Placed, actual: number): Promise<Appended> {
    const { stream, events } = append;
    const last = start + events.length - 1;
    if (actual < last) throw wrong(append, actual);
    const found = await this.parts.reading.stream(stream, start, events.length);
    const end = found.at(-1);
    if (end?.revision !== last) throw new NodeBehind(stream, last);
    if (events.some(({ id }, index) => found[index]?.id !== id)) throw wrong(append, actual);
    return { revision: last, position: end.position };
  }
}

const tailOf = ({ start }: Placed, chain: readonly Chained[]): Tail => ({
  revision: start + chain.length - 1,
  hash: chain.at(-1)?.metadata.hash ?? GENESIS,
});

const wrong = ({ stream, expected }: Append, actual: number): WrongExpectedRevision =>
  new WrongExpectedRevision(stream, expected, actual);

const positionOf = ({ position: at }: AppendResult): Position => {
  if (at === undefined) throw new Error('EventStoreDB acknowledged an append without a position');
  return position(at.commit, at.prepare);
};

interface Chained {
  readonly id: string;
  readonly type: string;
  readonly data: RecordedEvent['data'];
  readonly metadata: Metadata & { readonly hash: string };
}

/** As they were accepted: parsed anew, for a caller may change what he gave while it waits to be sent again. */
const chained = ({ append, start }: Placed, before: string): readonly Chained[] => {
  let previousHash = before;
  return append.events.map((event, index) => {
    const hash = hashAt({ event, stream: append.stream, revision: start + index }, previousHash);
    const link = { chain: CHAIN, previousHash, hash };
    previousHash = hash;
    const data = JSON.parse(event.data) as RecordedEvent['data'];
    return { id: event.id, type: event.type, data, metadata: { ...parsed(event.metadata), ...link } };
  });
};

const parsed = (text: string): Metadata => JSON.parse(text) as Metadata;

const hashAt = (
  { event, stream, revision }: { event: Accepted; stream: string; revision: number },
  previousHash: string,
): string => {
  const { id, type, canonicalData: data, canonicalMetadata: metadata } = event;
  return chainHash(previousHash, { id, type, data, metadata, stream, revision });
};
