import type { Database, Statement } from 'better-sqlite3';
import { position, type Appended, type NewEvent } from '@event-store/event-store';
import { GroupCommit } from '@event-store/sqlite/group-commit';
import { openLog } from '@event-store/sqlite/schema';
import { accept, type Append } from '@event-store/acceptance';

const NO_HASH = '0'.repeat(64);

type Row = [string, string, number, string, string, string, string];

/** The same look at every event, the same tables, commits and bytes as in the log, without a hash or a seal: what these cost is the rest. */
export class Unchained {
  private readonly db: Database;
  private readonly tail: Statement<[string], number>;
  private readonly insert: Statement<Row>;
  private readonly commits: GroupCommit;

  constructor(path: string) {
    this.db = openLog(path, 100);
    this.tail = this.db
      .prepare<[string], number>(
        'SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1',
      )
      .pluck();
    this.insert = this.db.prepare(
      `INSERT INTO events (id, stream, revision, type, chain, previous_hash, hash, metadata, data) VALUES (?, ?, ?, ?, 'v1', ?, '${NO_HASH}', ?, ?)`,
    );
    const hooks = { write: (append: Append) => this.write(append), onCommit: () => undefined };
    this.commits = new GroupCommit(this.db, hooks, { tries: 50, pauseMs: 10 });
  }

  append(stream: string, event: NewEvent): Promise<Appended> {
    return this.commits.submit(accept(stream, 'no-stream', [event]));
  }

  close(): void {
    this.commits.close();
    this.db.close();
  }

  private write({ stream, events }: Append): Appended {
    let revision = this.tail.get(stream) ?? -1;
    let rowid: number | bigint = 0;
    for (const { id, type, data, metadata } of events) {
      revision += 1;
      rowid = this.insert.run(id, stream, revision, type, NO_HASH, metadata, data).lastInsertRowid;
    }
    return { revision, position: position(BigInt(rowid)) };
  }
}
