import type { Database, Statement } from 'better-sqlite3';
import { Sqlite } from './driver';

/** So much of it stays in memory; the rest lies in a file of the system's folder for such files. */
const CACHE_KIB = 16_384;

/** Texts by name, for what does not fit into memory and nobody needs afterwards: its file has no name and goes with it. */
export class ScratchTable {
  private readonly db: Database;
  private readonly read: Statement<[string], string>;
  private readonly write: (rows: Iterable<readonly [name: string, text: string]>) => void;

  constructor() {
    this.db = new Sqlite('');
    this.db.pragma('journal_mode = OFF');
    this.db.pragma('synchronous = OFF');
    this.db.pragma(`cache_size = -${String(CACHE_KIB)}`);
    this.db.exec('CREATE TABLE texts (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID');
    this.read = this.db.prepare<[string], string>('SELECT text FROM texts WHERE name = ?').pluck();
    const put = this.db.prepare('INSERT OR REPLACE INTO texts VALUES (?, ?)');
    this.write = this.db.transaction((rows: Iterable<readonly [string, string]>) => {
      for (const row of rows) put.run(...row);
    });
  }

  get(name: string): string | undefined {
    return this.read.get(name);
  }

  put(rows: Iterable<readonly [name: string, text: string]>): void {
    this.write(rows);
  }

  close(): void {
    this.db.close();
  }
}
