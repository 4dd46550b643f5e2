import type { Database, Statement } from 'better-sqlite3';
import { DamagedLog, START, positionPair, type Position } from '../event-store';
import type { Batch, Exactness, RecordedEvent, Selection } from '../event-store';
import { codeOf } from './error-code';
import { COLUMNS, EXACT_COLUMNS, GIVEN, decode, decodeExactly, positionOf, type Row } from './row';

export const BATCH = 500;

/** Positions looked through at once where few of them match, so that no reader blocks its thread for long. */
const WINDOW = 10_000;

export const READING_SQL = {
  head: 'SELECT coalesce(max(position), 0) FROM events',
  next: 'SELECT min(position) FROM events WHERE position > ? AND position <= ?',
  lastGiven: "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events'",
  stream: (columns = COLUMNS): string =>
    `SELECT ${columns} FROM events WHERE stream = ? AND revision >= ? AND ${GIVEN} ORDER BY revision LIMIT ?`,
  /** `+stream`: in the order of the log, not through the index on streams. */
  log: (categories: number | undefined, columns = COLUMNS): string => {
    const ranges = Array.from({ length: categories ?? 0 }, () => 'OR (+stream >= ? AND +stream < ?)').join(
      ' ',
    );
    const wanted = categories === undefined ? '' : `AND (FALSE ${ranges})`;
    return `SELECT ${columns} FROM events WHERE position > ? AND position <= ? ${wanted} ORDER BY position LIMIT ?`;
  },
} as const;

export const rowidOf = (at: Position): number => Number(positionPair(at).commit);

export class Reading {
  private readonly headRow: Statement<[], number>;
  private readonly lastGivenRow: Statement<[], number>;
  private readonly nextRow: Statement<[number, number], number | null>;
  private readonly streamRows: Statement<[string, number, number], Row>;
  private readonly exactStreamRows: Statement<[string, number, number], Row>;

  constructor(private readonly db: Database) {
    this.headRow = db.prepare<[], number>(READING_SQL.head).pluck();
    this.lastGivenRow = db.prepare<[], number>(READING_SQL.lastGiven).pluck();
    this.nextRow = db.prepare<[number, number], number | null>(READING_SQL.next).pluck();
    this.streamRows = this.streamOf(COLUMNS);
    this.exactStreamRows = this.streamOf(EXACT_COLUMNS);
  }

  head(): number {
    return legible(START, () => this.headRow.get()) ?? 0;
  }

  lastGiven(): number {
    return legible(START, () => this.lastGivenRow.get()) ?? 0;
  }

  /** A batch of one stream; a shorter one is the last. */
  stream(stream: string, from: number, { exactly = false }: Exactness = {}): readonly RecordedEvent[] {
    const found = exactly ? this.exactStreamRows : this.streamRows;
    const rows = legible(START, () => found.all(stream, from, BATCH));
    return rows.map(decoderFor(exactly));
  }

  private streamOf(columns: string): Statement<[string, number, number], Row> {
    return this.db.prepare<[string, number, number], Row>(READING_SQL.stream(columns)).raw();
  }

  /** Over a stretch without events in one step, however long a damaged page makes it. */
  private over(end: number, until: number): number {
    if (end >= until) return end;
    return (legible(positionOf(end), () => this.nextRow.get(end, until)) ?? until + 1) - 1;
  }

  /** A function from a place to what follows, up to `until` or the end of the log; null where nothing does. */
  pages({
    categories,
    batchSize = BATCH,
    exactly = false,
  }: Selection): (after: number, until?: number) => Batch | null {
    const log = this.db
      .prepare<(string | number)[], Row>(
        READING_SQL.log(categories?.length, exactly ? EXACT_COLUMNS : COLUMNS),
      )
      .raw();
    const ranges = categories?.flatMap((category) => [`${category}-`, `${category}.`]) ?? [];
    return (after, until = this.head()) => {
      if (until <= after) return null;
      const end = Math.min(after + Math.max(WINDOW, batchSize), until);
      const rows = legible(positionOf(after), () => log.all(after, end, ...ranges, batchSize));
      requireOrder(rows, after);
      const events = readable(rows, exactly);
      const whole = rows.length < batchSize && events.length === rows.length;
      const passed = rows.length === 0 ? this.over(end, until) : end;
      const reached = whole ? passed : (rows[events.length - 1]?.[0] ?? end);
      return { events, position: positionOf(reached), caughtUp: reached >= until };
    };
  }
}

/** @throws DamagedLog where the pages of the file contradict each other */
const legible = <T>(behind: Position, read: () => T): T => {
  try {
    return read();
  } catch (cause) {
    if (codeOf(cause).startsWith('SQLITE_CORRUPT')) throw new DamagedLog(behind, { cause });
    throw cause;
  }
};

/** A damaged page may name any place: who believed it would read in a circle. @throws DamagedLog */
const requireOrder = (rows: readonly Row[], after: number): void => {
  let last = after;
  for (const [rowid] of rows) {
    if (rowid <= last) throw new DamagedLog(positionOf(last));
    last = rowid;
  }
};

const decoderFor = (exactly: boolean): ((row: Row) => RecordedEvent) => (exactly ? decodeExactly : decode);

/** Those before the first damaged one; where that is the first, it is thrown. */
const readable = (rows: readonly Row[], exactly: boolean): readonly RecordedEvent[] => {
  const events: RecordedEvent[] = [];
  const read = decoderFor(exactly);
  try {
    for (const row of rows) events.push(read(row));
  } catch (error) {
    if (events.length === 0) throw error;
  }
  return events;
};
