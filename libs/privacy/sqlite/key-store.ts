import type { Database } from 'better-sqlite3';
import { Sqlite } from '@event-store/sqlite/driver';
import type { Words } from '@kernel/words';
import { codeOf, isCorrupt } from '@event-store/sqlite/error-code';
import { KeysDamaged, KeysUnavailable, type KeyStore, type ReplacedKey, type StoredKey } from '../key-store';

const BUSY_MS = 5_000;

const NOT_OUT_YET: Words = {
  zh: '数据密钥文件正被读取，所销毁的密钥尚未从文件中清除',
  en: 'somebody reads the file of the data keys: what was destroyed is not out of it yet',
};

/** Data keys in a SQLite file of their own, durable before any event that needs them is appended. */
export class SqliteKeyStore implements KeyStore {
  constructor(private readonly db: Database) {}

  /** Makes the file where there is none. @throws KeysDamaged */
  static open(path: string): SqliteKeyStore {
    return sound(new Sqlite(path, { timeout: BUSY_MS }), (db) => {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
      db.exec(
        'CREATE TABLE IF NOT EXISTS keys (subject TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID',
      );
    });
  }

  /** The file is there and stays as it is. @throws KeysDamaged */
  static openToRead(path: string): SqliteKeyStore {
    return sound(
      new Sqlite(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS }),
      () => undefined,
    );
  }

  async getOrCreate(subject: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const found = await this.get(subject);
    if (found !== null) return found;
    const wrapped = await make();
    await this.kept(() =>
      this.db
        .prepare('INSERT INTO keys (subject, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .run(subject, wrapped),
    );
    return this.getOrCreate(subject, make);
  }

  get(subject: string): Promise<Buffer | null> {
    return this.kept(() => {
      const row = this.db
        .prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM keys WHERE subject = ?')
        .get(subject);
      return row?.wrapped ?? null;
    });
  }

  getMany(subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return this.kept(() => {
      const rows = this.db
        .prepare<[string], StoredKey>(
          'SELECT subject, wrapped FROM keys WHERE subject IN (SELECT value FROM json_each(?))',
        )
        .all(JSON.stringify(subjects));
      return new Map(rows.map(({ subject, wrapped }) => [subject, wrapped]));
    });
  }

  replace(changes: readonly ReplacedKey[]): Promise<void> {
    return this.kept(() => {
      const update = this.db.prepare('UPDATE keys SET wrapped = ? WHERE subject = ? AND wrapped = ?');
      this.db.transaction(() => {
        for (const { subject, seen, wrapped } of changes) update.run(wrapped, subject, seen);
      })();
    });
  }

  async destroy(subject: string): Promise<void> {
    await this.kept(() => this.db.prepare('DELETE FROM keys WHERE subject = ?').run(subject));
    await this.purge();
  }

  /** Until the journal is emptied into the file the key lies in both; a reader that began before keeps it from being emptied. */
  purge(): Promise<void> {
    return this.kept(() => {
      const [emptied] = this.db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
      if (emptied?.busy === 1) throw new KeysUnavailable({}, NOT_OUT_YET);
    });
  }

  async *entries(): AsyncIterable<StoredKey> {
    const after = this.db.prepare<[string], StoredKey>(
      'SELECT subject, wrapped FROM keys WHERE subject > ? ORDER BY subject LIMIT 500',
    );
    const behind = (subject: string): Promise<readonly StoredKey[]> => this.kept(() => after.all(subject));
    for (let page = await behind(''); page.length > 0; page = await behind(page.at(-1)?.subject ?? ''))
      yield* page;
  }

  close(): Promise<void> {
    this.db.close();
    return Promise.resolve();
  }

  /** @throws KeysUnavailable, KeysDamaged; nothing was kept */
  private kept<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      try {
        resolve(work());
      } catch (cause) {
        reject(told(this.db, cause));
      }
    });
  }
}

/** A disk without room, or a file that somebody holds locked: it may be otherwise later. */
const PASSING = /^SQLITE_(?:FULL|BUSY|IOERR)/;

const told = ({ name }: Database, cause: unknown): Error => {
  if (isCorrupt(cause)) return damaged(name, cause);
  return PASSING.test(codeOf(cause)) ? new KeysUnavailable({ cause }) : (cause as Error);
};

const damaged = (path: string, cause: unknown): KeysDamaged =>
  new KeysDamaged({ zh: `${path}里的数据密钥已损坏`, en: `the data keys in ${path} are damaged` }, { cause });

/** A key that is not found where it was is taken for one that was destroyed: so every page is looked at, of which there are few. */
const sound = (db: Database, prepare: (db: Database) => void): SqliteKeyStore => {
  try {
    prepare(db);
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw damaged(db.name, new Error(String(found)));
    return new SqliteKeyStore(db);
  } catch (error) {
    db.close();
    throw told(db, error);
  }
};
