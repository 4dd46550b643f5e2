import type { Database, Statement, Transaction } from 'better-sqlite3';
import { definitionsIn, type Definition } from '@event-store/sqlite/definitions';
import { Sqlite } from '@event-store/sqlite/driver';
import { codeOf, isCorrupt } from '@event-store/sqlite/error-code';
import { ViewsDamaged } from '../unavailable';
import type { Bound, Fragment } from './fragment';

const BUSY_MS = 15_000;
const STATEMENTS = 500;
/**
 * Of a file that many share; of a temporary one, of which there may be many. A larger one makes small commits dear: those that
 * split a page of an index go through the whole of it.
 */
const CACHE_KIB = { shared: 16_000, temporary: 4_000 } as const;
/** 32 MiB: random index pages are written home once for many commits, which makes a rebuild a third faster. */
const CHECKPOINT_PAGES = 8_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS projections (
    name TEXT NOT NULL, version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('building', 'live', 'retired')),
    checkpoint TEXT NOT NULL, target TEXT, declaration TEXT NOT NULL,
    PRIMARY KEY (name, version)
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_is_live ON projections (name) WHERE state = 'live';
  CREATE TABLE IF NOT EXISTS parked (
    projection TEXT NOT NULL, version INTEGER NOT NULL, stream TEXT NOT NULL,
    position TEXT NOT NULL, error TEXT NOT NULL, attempts INTEGER NOT NULL,
    PRIMARY KEY (projection, version, stream)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS notes (
    kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT;`;

const isBusy = (error: unknown): boolean => codeOf(error) === 'SQLITE_BUSY';

const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

/** SQLite does not wait for its busy timeout where two openers switch a new file to WAL at once. */
const enterWal = (database: Database, until: number): void => {
  try {
    database.pragma('journal_mode = WAL');
  } catch (error) {
    if (!isBusy(error) || performance.now() > until) throw error;
    pause(20);
    enterWal(database, until);
  }
};

const openDatabase = (path: string): Database => {
  const database = new Sqlite(path, { timeout: BUSY_MS });
  try {
    enterWal(database, performance.now() + BUSY_MS);
    database.pragma('synchronous = NORMAL');
    database.pragma(`cache_size = -${String(path === '' ? CACHE_KIB.temporary : CACHE_KIB.shared)}`);
    database.pragma(`wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
    database.transaction(() => database.exec(SCHEMA)).immediate();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Pages that are none of their kind, or a text in a row that is no JSON. */
const isDamage = (error: unknown): boolean =>
  isCorrupt(error) ||
  (error instanceof Error && (error.name === 'SyntaxError' || error.message === 'malformed JSON'));

/** One open file, its statements prepared once, its transactions by kind. Everything in it but `promise` is synchronous. */
export class Connection {
  readonly #path: string;
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  readonly #transaction: Transaction<(work: () => unknown) => unknown>;
  #damage: ViewsDamaged | null = null;

  /** A file that is too damaged to be opened is as one whose damage is found later: it answers nothing, and the county starts. */
  constructor(path: string) {
    this.#path = path;
    this.#database = this.#opened();
    this.#transaction = this.#database.transaction((work: () => unknown) => work());
  }

  /** The driver answers and throws at once, the port promises both. A file that was damaged once is believed no more. */
  promise<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      resolve(this.#sound(work));
    });
  }

  /** Every page of the file, and where asked every entry of every index. @throws ViewsDamaged */
  examine({ indexes }: { readonly indexes: boolean }): void {
    const check = indexes ? 'integrity_check(1)' : 'quick_check(1)';
    const found = this.#database.pragma(check, { simple: true });
    if (found !== 'ok') this.damaged(String(found));
  }

  /** Nothing is asked of it any more. @throws ViewsDamaged */
  damaged(why: string): never {
    throw (this.#damage = new ViewsDamaged(this.#path, { cause: new Error(why) }));
  }

  definitions(): readonly Definition[] {
    return definitionsIn(this.#database);
  }

  /** All reads of `work` see the same moment. */
  reading<T>(work: () => T): T {
    return this.#transaction.deferred(work) as T;
  }

  /** Takes the write lock first, so that what `work` reads is still true when it writes. */
  writing<T>(work: () => T): T {
    return this.#transaction.immediate(work) as T;
  }

  all({ sql, values }: Fragment): readonly unknown[] {
    return this.#statement(sql).all(...values);
  }

  get(sql: string, ...values: readonly Bound[]): unknown {
    return this.#statement(sql).get(...values);
  }

  /** Number of rows changed. */
  run(sql: string, ...values: readonly Bound[]): number {
    return this.#statement(sql).run(...values).changes;
  }

  /** For statements about the schema, which are used once. */
  define(sql: string): void {
    this.#database.exec(sql);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #opened(): Database {
    try {
      return openDatabase(this.#path);
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      this.#damage = new ViewsDamaged(this.#path, { cause });
      // Stands in its place: nobody comes as far as asking it.
      return new Sqlite(':memory:');
    }
  }

  #sound<T>(work: () => T): T {
    if (this.#damage !== null) throw this.#damage;
    try {
      return work();
    } catch (cause) {
      if (isDamage(cause)) throw (this.#damage = new ViewsDamaged(this.#path, { cause }));
      throw cause;
    }
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined && this.#statements.size >= STATEMENTS) this.#statements.delete(oldest);
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}
