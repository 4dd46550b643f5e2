import type { Database, Statement, Transaction } from 'better-sqlite3';
import type { Accepted, Append } from '../acceptance';
import { CHAIN, GENESIS, chainHash } from '../chain';
import { EventIdReused, WrongExpectedRevision, position, type Appended, type Expected } from '../event-store';
import { isTaken } from './schema';

interface Tail {
  readonly revision: number;
  readonly hash: string;
}

interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

type Columns = [string, string, number, string, string, string, string, string, string];

export const WRITING_SQL = {
  tail: 'SELECT revision, hash FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1',
  place: 'SELECT stream, revision, position FROM events WHERE id = ?',
  insert:
    'INSERT INTO events (id, stream, revision, type, chain, previous_hash, hash, metadata, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
} as const;

const BEFORE_FIRST: Tail = { revision: -1, hash: GENESIS };

/** One append inside a transaction that somebody else begins and commits; refused, it leaves nothing behind. */
export class Writing {
  private readonly tail: Statement<[string], Tail>;
  private readonly place: Statement<[string], Place>;
  private readonly insert: Statement<Columns>;
  private readonly inSavepoint: Transaction<(append: Append) => Appended>;

  constructor(db: Database) {
    this.tail = db.prepare(WRITING_SQL.tail);
    this.place = db.prepare(WRITING_SQL.place);
    this.insert = db.prepare(WRITING_SQL.insert);
    this.inSavepoint = db.transaction((append) => this.extend(append));
  }

  /** A single insert falls alone without a savepoint, which copies every page it touches. @throws WrongExpectedRevision, EventIdReused */
  write(append: Append): Appended {
    try {
      return append.events.length === 1 ? this.extend(append) : this.inSavepoint(append);
    } catch (error) {
      if (error instanceof WrongExpectedRevision || isTaken(error)) return this.repeat(append);
      throw error;
    }
  }

  private extend({ stream, expected, events }: Append): Appended {
    const tail = this.tailOf(stream);
    if (!meets(expected, tail.revision)) throw new WrongExpectedRevision(stream, expected, tail.revision);
    let { revision, hash } = tail;
    let rowid: number | bigint = 0;
    for (const event of events) {
      revision += 1;
      [rowid, hash] = this.insertAfter(hash, { stream, revision }, event);
    }
    return { revision, position: position(BigInt(rowid)) };
  }

  private tailOf(stream: string): Tail {
    return this.tail.get(stream) ?? BEFORE_FIRST;
  }

  private insertAfter(previousHash: string, at: { stream: string; revision: number }, event: Accepted) {
    const { id, type, data, metadata, canonicalData, canonicalMetadata } = event;
    const hash = chainHash(previousHash, {
      ...at,
      id,
      type,
      data: canonicalData,
      metadata: canonicalMetadata,
    });
    const row: Columns = [id, at.stream, at.revision, type, CHAIN, previousHash, hash, metadata, data];
    return [this.insert.run(...row).lastInsertRowid, hash] as const;
  }

  /** The stream is not as expected, or an id is known: either all of it was written before, or it is refused. */
  private repeat({ stream, expected, events }: Append): Appended {
    const places = events.map(({ id }) => this.place.get(id));
    const stands = standing(stream, expected, places[0]);
    const last = places.at(-1);
    if (last !== undefined && places.every(stands))
      return { revision: last.revision, position: position(BigInt(last.position)) };
    const reused = events.find((_, index) => places[index] !== undefined && !stands(places[index], index));
    if (reused) throw new EventIdReused(reused.id);
    throw new WrongExpectedRevision(stream, expected, this.tailOf(stream).revision);
  }
}

/** Whether the n-th event stands where this append would have put it. */
const standing = (stream: string, expected: Expected, first: Place | undefined) => {
  const start = first?.stream === stream && stoodAt(expected, first.revision) ? first.revision : null;
  return (at: Place | undefined, index: number): boolean =>
    start !== null && at?.stream === stream && at.revision === start + index;
};

const meets = (expected: Expected, actual: number): boolean => {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return actual === -1;
  if (expected === 'stream-exists') return actual >= 0;
  return expected === actual;
};

/** Whether a first event with this expectation came to stand at the revision. */
const stoodAt = (expected: Expected, revision: number): boolean => {
  if (expected === 'no-stream') return revision === 0;
  return typeof expected === 'number' ? revision === expected + 1 : true;
};
