import { randomUUID } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import { Sqlite } from '@event-store/sqlite/driver';

/** An event as it lies in the log of the stand-in. */
export interface Stored {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export type Proposed = Pick<Stored, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;
export type Expectation = 'any' | 'no_stream' | 'stream_exists' | number;

/** What became of an append. `actual`: revision of the last event, -1 where there is none. */
export type Appending =
  | { readonly kind: 'written' | 'known'; readonly revision: number; readonly position: number }
  | { readonly kind: 'conflict'; readonly actual: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'too-large' };

/** What is deleted starts again at a later revision; what has a tombstone never does. */
interface Ends {
  readonly from: number;
  readonly tombstone: boolean;
}

const ALIVE: Ends = { from: 0, tombstone: false };

export const MAX_APPEND_BYTES = 1_048_576;
/** Positions are places in a file of a real server, so nobody may take them for numbers one after the other. */
const STRIDE = 7;

/** A server writes about itself between the events of others: every half a minute, and here often enough to be met everywhere. */
const TURNS_BETWEEN_STATISTICS = 8;
const STATISTICS = '$stats-127.0.0.1:2113';

const statistics = (): Proposed => ({
  ...{ id: randomUUID(), type: '$statsCollected', contentType: 'application/json' },
  ...{ data: Buffer.from('{"sys-freeMem":1}'), metadata: new Uint8Array() },
});

/** The log of the stand-in: in memory for reading, on disk before anything is acknowledged. */
export class Ledger {
  readonly events: Stored[] = [];
  private readonly streams = new Map<string, Stored[]>();
  private readonly ends = new Map<string, Ends>();
  /** Ids that this process has seen come in with ANY or STREAM_EXISTS; a restarted server has forgotten them. */
  private readonly remembered = new Map<string, Appending>();
  private readonly listeners = new Set<() => void>();
  private readonly db: Database;
  private readonly insert: Statement;
  private turns = 0;

  /** `isQuiet`: it writes nothing about itself, for who counts or forges what lies in it. */
  constructor(
    path: string,
    private readonly isQuiet = false,
  ) {
    this.db = new Sqlite(path);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.exec(
      'CREATE TABLE IF NOT EXISTS events (position INTEGER PRIMARY KEY, stream TEXT, revision INTEGER, id TEXT, type TEXT, contentType TEXT, data BLOB, metadata BLOB);' +
        'CREATE TABLE IF NOT EXISTS ends (stream TEXT PRIMARY KEY, "from" INTEGER, tombstone INTEGER)',
    );
    this.insert = this.db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    for (const row of this.db.prepare('SELECT * FROM events ORDER BY position').iterate())
      this.keep(row as Stored);
    for (const stream of this.streams.values()) stream.sort((a, b) => a.revision - b.revision);
    for (const { stream, from, tombstone } of this.db.prepare('SELECT * FROM ends').all() as (Ends & {
      stream: string;
    })[])
      this.ends.set(stream, { from, tombstone: Number(tombstone) === 1 });
  }

  /** Called after every turn in which something may have been appended. Ends when the answer is called. */
  onAppended(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  get last(): number {
    return this.events.at(-1)?.position ?? 0;
  }

  /** Null where there is no such stream, or no more. */
  stream(name: string): readonly Stored[] | null {
    const { from } = this.ends.get(name) ?? ALIVE;
    const living = (this.streams.get(name) ?? []).slice(from);
    return living.length === 0 ? null : living;
  }

  isTombstoned(name: string): boolean {
    return (this.ends.get(name) ?? ALIVE).tombstone;
  }

  /** The work of one turn of the event loop goes to the disk together. */
  together<T>(work: () => T): T {
    const turn = (): T => {
      const answer = work();
      this.tellOfItself();
      return answer;
    };
    const done = this.db.transaction(turn).immediate();
    for (const listener of this.listeners) listener();
    return done;
  }

  append(stream: string, expected: Expectation, proposed: readonly Proposed[]): Appending {
    if (this.isTombstoned(stream)) return { kind: 'deleted' };
    if (bytesOf(proposed) > MAX_APPEND_BYTES) return { kind: 'too-large' };
    if (proposed.length === 0) return { kind: 'known', revision: 0, position: this.last };
    return this.known(stream, expected, proposed) ?? this.appended(stream, expected, proposed);
  }

  end(stream: string, tombstone: boolean): number {
    const ends = { from: this.streams.get(stream)?.length ?? 0, tombstone };
    this.ends.set(stream, ends);
    this.db.prepare('INSERT OR REPLACE INTO ends VALUES (?, ?, ?)').run(stream, ends.from, Number(tombstone));
    return this.last;
  }

  close(): void {
    this.db.close();
  }

  private tellOfItself(): void {
    this.turns += 1;
    if (this.isQuiet || this.turns % TURNS_BETWEEN_STATISTICS > 0) return;
    this.write(STATISTICS, this.streams.get(STATISTICS)?.length ?? 0, [statistics()]);
  }

  private appended(stream: string, expected: Expectation, proposed: readonly Proposed[]): Appending {
    const { length } = this.streams.get(stream) ?? [];
    const actual = this.stream(stream) === null ? -1 : length - 1;
    if (!meets(expected, actual)) return { kind: 'conflict', actual };
    const written = this.write(stream, length, proposed);
    if (isLoose(expected)) this.remembered.set(keyOf(stream, proposed), written);
    return written;
  }

  /** Only ids are compared, at the place where this append would have put them. */
  private known(stream: string, expected: Expectation, proposed: readonly Proposed[]): Appending | null {
    const remembered = isLoose(expected) ? this.remembered.get(keyOf(stream, proposed)) : undefined;
    if (remembered !== undefined) return remembered;
    const all = this.streams.get(stream) ?? [];
    const start = isLoose(expected) ? all.findIndex(({ id }) => id === proposed[0]?.id) : startOf(expected);
    const there = start < 0 ? [] : all.slice(start, start + proposed.length);
    const last = there.at(-1);
    if (last === undefined || proposed.some(({ id }, index) => there[index]?.id !== id)) return null;
    return { kind: 'known', revision: last.revision, position: last.position };
  }

  private write(stream: string, first: number, proposed: readonly Proposed[]): Appending {
    for (const [index, event] of proposed.entries()) {
      const stored: Stored = { ...event, stream, revision: first + index, position: this.last + STRIDE };
      const { position, revision, id, type, contentType, data, metadata } = stored;
      this.insert.run(position, stream, revision, id, type, contentType, data, metadata);
      this.keep(stored);
    }
    return { kind: 'written', revision: first + proposed.length - 1, position: this.last };
  }

  private keep(event: Stored): void {
    this.events.push(event);
    const stream = this.streams.get(event.stream) ?? [];
    stream.push(event);
    this.streams.set(event.stream, stream);
  }
}

const isLoose = (expected: Expectation): boolean => expected === 'any' || expected === 'stream_exists';

const bytesOf = (proposed: readonly Proposed[]): number =>
  proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);

const keyOf = (stream: string, proposed: readonly Proposed[]): string =>
  [stream, ...proposed.map(({ id }) => id)].join(' ');

const startOf = (expected: Expectation): number => (expected === 'no_stream' ? 0 : Number(expected) + 1);

const meets = (expected: Expectation, actual: number): boolean => {
  if (expected === 'any') return true;
  if (expected === 'no_stream') return actual === -1;
  return expected === 'stream_exists' ? actual >= 0 : expected === actual;
};
