import Database from 'better-sqlite3';
import type { KeyStore, ReplacedKey, StoredKey } from '../key-store';

/** Data keys in a SQLite file of their own, durable before any event that needs them is appended. */
export class SqliteKeyStore implements KeyStore {
  private readonly db: Database.Database;

  /** `isToRead`: the file is there and stays as it is. */
  constructor(path: string, isToRead = false) {
    this.db = new Database(path, { readonly: isToRead, fileMustExist: isToRead });
    this.db.pragma('busy_timeout = 5000');
    if (isToRead) return;
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('secure_delete = ON');
    this.db.exec(
      'CREATE TABLE IF NOT EXISTS keys (subject TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID',
    );
  }

  async getOrCreate(subject: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const found = await this.get(subject);
    if (found !== null) return found;
    const wrapped = await make();
    this.db
      .prepare('INSERT INTO keys (subject, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(subject, wrapped);
    return this.getOrCreate(subject, make);
  }

  get(subject: string): Promise<Buffer | null> {
    const row = this.db
      .prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM keys WHERE subject = ?')
      .get(subject);
    return Promise.resolve(row?.wrapped ?? null);
  }

  replace(changes: readonly ReplacedKey[]): Promise<void> {
    const update = this.db.prepare('UPDATE keys SET wrapped = ? WHERE subject = ? AND wrapped = ?');
    this.db.transaction(() => {
      for (const { subject, seen, wrapped } of changes) update.run(wrapped, subject, seen);
    })();
    return Promise.resolve();
  }

  destroy(subject: string): Promise<void> {
    this.db.prepare('DELETE FROM keys WHERE subject = ?').run(subject);
    // Not in the journal either.
    this.db.pragma('wal_checkpoint(TRUNCATE)');
    return Promise.resolve();
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
