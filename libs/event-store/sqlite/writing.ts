import type { Database, Statement } from 'better-sqlite3';
import type { Accepted, Append } from '../acceptance';
import { CHAIN, GENESIS, chainHash } from '../chain';
import { WrongExpectedRevision, position, type Appended, type Expected } from '../event-store';
import { GIVEN } from './row';

interface Tail {
  readonly revision: number;
  readonly hash: string;
}

interface Place {
  readonly id: string;
  readonly position: number;
}

type Columns = [string, string, number, string, string, string, string, string, string];

export const WRITING_SQL = {
  tail: `SELECT revision, hash FROM events WHERE stream = ? AND ${GIVEN} ORDER BY revision DESC LIMIT 1`,
  revision: `SELECT revision FROM events WHERE stream = ? AND id = ? AND ${GIVEN}`,
  places: `SELECT id, position FROM events WHERE stream = ? AND revision >= ? AND ${GIVEN} ORDER BY revision LIMIT ?`,
  insert:
    'INSERT INTO events (id, stream, revision, type, chain, previous_hash, hash, metadata, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
} as const;

const BEFORE_FIRST: Tail = { revision: -1, hash: GENESIS };

/** One append inside a transaction that somebody else begins and commits; refused, it leaves nothing behind. */
export class Writing {
  private readonly tail: Statement<[string], Tail>;
  private readonly revision: Statement<[string, string], number>;
  private readonly places: Statement<[string, number, number], Place>;
  private readonly insert: Statement<Columns>;

  constructor(db: Database) {
    this.tail = db.prepare(WRITING_SQL.tail);
    this.revision = db.prepare<[string, string], number>(WRITING_SQL.revision).pluck();
    this.places = db.prepare(WRITING_SQL.places);
    this.insert = db.prepare(WRITING_SQL.insert);
  }

  /** @throws WrongExpectedRevision */
  write(append: Append): Appended {
    const { stream, expected } = append;
    const tail = this.tail.get(stream) ?? BEFORE_FIRST;
    const repeated = this.repeated(append, tail);
    if (repeated !== null) return repeated;
    if (!meets(expected, tail.revision)) throw new WrongExpectedRevision(stream, expected, tail.revision);
    return this.extend(append, tail);
  }

  private extend({ stream, events }: Append, tail: Tail): Appended {
    let { revision, hash } = tail;
    let rowid: number | bigint = 0;
    for (const event of events) {
      revision += 1;
      [rowid, hash] = this.insertAfter(hash, { stream, revision }, event);
    }
    return { revision, position: position(BigInt(rowid)) };
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

  /** The first answer where all of the events stand at the place of this append already; null where that place is free. */
  private repeated(append: Append, tail: Tail): Appended | null {
    const start = this.startOf(append, tail);
    if (start === null) return null;
    const { stream, expected, events } = append;
    const places = this.places.all(stream, start, events.length);
    const last = places.at(-1);
    if (last === undefined || events.some(({ id }, index) => places[index]?.id !== id))
      throw new WrongExpectedRevision(stream, expected, tail.revision);
    return { revision: start + events.length - 1, position: position(BigInt(last.position)) };
  }

  /** Where the first event would stand if this were a repetition; null where it cannot be one. */
  private startOf({ stream, expected, events }: Append, tail: Tail): number | null {
    if (expected === 'any' || expected === 'stream-exists')
      return this.revision.get(stream, events[0]?.id ?? '') ?? null;
    const start = expected === 'no-stream' ? 0 : expected + 1;
    return start <= tail.revision ? start : null;
  }
}

const meets = (expected: Expected, actual: number): boolean => {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return actual === -1;
  if (expected === 'stream-exists') return actual >= 0;
  return expected === actual;
};
