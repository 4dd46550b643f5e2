import Database from 'better-sqlite3';
import { KeysUnavailable, type KeyStore, type ReplacedKey, type StoredKey } from '../key-store';

const BUSY_MS = 5_000;

/** Data keys in a SQLite file of their own, durable before any event that needs them is appended. */
export class SqliteKeyStore implements KeyStore {
  constructor(private readonly db: Database.Database) {}

  /** Makes the file where there is none. */
  static open(path: string): SqliteKeyStore {
    const db = new Database(path, { timeout: BUSY_MS });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.exec(
      'CREATE TABLE IF NOT EXISTS keys (subject TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID',
    );
    return new SqliteKeyStore(db);
  }

  /** The file is there and stays as it is. */
  static openToRead(path: string): SqliteKeyStore {
    return new SqliteKeyStore(new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS }));
  }

  async getOrCreate(subject: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const found = await this.get(subject);
    if (found !== null) return found;
    const wrapped = await make();
    await kept(() =>
      this.db
        .prepare('INSERT INTO keys (subject, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .run(subject, wrapped),
    );
    return this.getOrCreate(subject, make);
  }

  get(subject: string): Promise<Buffer | null> {
    return kept(() => {
      const row = this.db
        .prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM keys WHERE subject = ?')
        .get(subject);
      return row?.wrapped ?? null;
    });
  }

  getMany(subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return kept(() => {
      const rows = this.db
        .prepare<[string], StoredKey>(
          'SELECT subject, wrapped FROM keys WHERE subject IN (SELECT value FROM json_each(?))',
        )
        .all(JSON.stringify(subjects));
      return new Map(rows.map(({ subject, wrapped }) => [subject, wrapped]));
    });
  }

  replace(changes: readonly ReplacedKey[]): Promise<void> {
    return kept(() => {
      const update = this.db.prepare('UPDATE keys SET wrapped = ? WHERE subject = ? AND wrapped = ?');
      this.db.transaction(() => {
        for (const { subject, seen, wrapped } of changes) update.run(wrapped, subject, seen);
      })();
    });
  }

  destroy(subject: string): Promise<void> {
    return kept(() => {
      this.db.prepare('DELETE FROM keys WHERE subject = ?').run(subject);
      // Not in the journal either.
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  async *entries(): AsyncIterable<StoredKey> {
    const after = this.db.prepare<[string], StoredKey>(
      'SELECT subject, wrapped FROM keys WHERE subject > ? ORDER BY subject LIMIT 500',
    );
    for (let page = after.all(''); page.length > 0; page = after.all(page.at(-1)?.subject ?? '')) yield* page;
  }

  close(): Promise<void> {
    this.db.close();
    return Promise.resolve();
  }
}

/** A disk without room, or a file that somebody holds locked: it may be otherwise later. */
const PASSING = /^SQLITE_(?:FULL|BUSY|IOERR)/;

/** @throws KeysUnavailable; nothing was kept */
const kept = <T>(work: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    try {
      resolve(work());
    } catch (cause) {
      const { code } = cause as { readonly code?: unknown };
      const isPassing = typeof code === 'string' && PASSING.test(code);
      reject(isPassing ? new KeysUnavailable({ cause }) : (cause as Error));
    }
  });
