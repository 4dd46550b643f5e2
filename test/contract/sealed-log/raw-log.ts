import type { Database } from 'better-sqlite3';
import { canonical } from '@event-store/canonical';
import { chainHash, GENESIS, linkOf, unlinked } from '@event-store/chain';
import type { EventStore, Metadata } from '@event-store/event-store';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { Sqlite } from '@event-store/sqlite/driver';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { SCHEMA, TABLES } from '@event-store/sqlite/tables';
import { startStandIn } from '../../engines/eventstoredb/server';

/** An event as it lies on the disk. */
export type Row = Readonly<Record<string, string | number>> & {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
};

export interface Opened {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** A kind of log with what somebody can do to it who has its disk and none of its laws. */
export interface RawLog {
  readonly name: string;
  /** Columns of text that can be changed by a byte. */
  readonly texts: readonly string[];
  /** A change that the engine does not let be seen is none: see `Exactness`. */
  readonly showsBytes: boolean;
  open(path: string): Promise<Opened>;
  read(path: string): readonly Row[];
  /** At places of its own choice, so that no hole betrays anything. */
  write(path: string, rows: readonly Row[]): void;
  /** What a column of text holds from now on, byte for byte. */
  poke(path: string, at: { readonly row: Row; readonly column: string; readonly bytes: Buffer }): void;
  hashOf(row: Row): string;
  /** With a hash that agrees, as if it followed another. */
  relinked(row: Row, previousHash: string): Row;
}

const hashOver = (
  { id, stream, revision, type, data }: Row,
  previousHash: string,
  metadata: Metadata,
): string =>
  chainHash(previousHash, {
    ...{ id, stream, revision, type },
    data: canonical(JSON.parse(data), 'data'),
    metadata: canonical(metadata, 'metadata'),
  });

const read = (path: string): readonly Row[] => {
  const db = new Sqlite(path);
  const rows = db.prepare('SELECT * FROM events ORDER BY position').all() as Row[];
  db.close();
  return rows;
};

/** No power fails here: nothing waits for the disk. */
const written = (path: string, change: (db: Database) => void): void => {
  const db = new Sqlite(path);
  db.pragma('synchronous = OFF');
  db.transaction(change)(db);
  db.close();
};

const write = (path: string, rows: readonly Row[]): void => {
  written(path, (db) => {
    const columns = Object.keys(rows[0] ?? {});
    if (columns.length === 0) return;
    const insert = db.prepare(
      `INSERT INTO events (${columns.join()}) VALUES (${columns.map(() => '?').join()})`,
    );
    for (const row of rows) insert.run(columns.map((column) => row[column]));
  });
};

const poke = (path: string, value: string, { row, column, bytes }: Parameters<RawLog['poke']>[1]): void => {
  written(path, (db) => {
    db.prepare(`UPDATE events SET ${column} = ${value} WHERE position = ?`).run(bytes, row['position']);
  });
};

interface Definitions {
  readonly table: string;
  readonly index: string;
  readonly indexSql: string | null;
}

const definitions = (): { readonly lawful: Definitions; readonly lawless: Definitions } => {
  const db = new Sqlite(':memory:');
  db.exec(TABLES);
  const sqlOf = db.prepare<[], string>("SELECT sql FROM sqlite_master WHERE name = 'events'").pluck();
  const table = sqlOf.get() ?? '';
  db.close();
  return {
    lawful: { table, index: 'sqlite_autoindex_events_1', indexSql: null },
    lawless: {
      table: table.replace(/,\s*UNIQUE \(stream, revision\)/, ''),
      index: 'stream_revision',
      indexSql: 'CREATE INDEX stream_revision ON events (stream, revision)',
    },
  };
};

const redefine = (path: string, { table, index, indexSql }: Definitions): void => {
  const db = new Sqlite(path);
  db.unsafeMode();
  db.pragma('synchronous = OFF');
  db.pragma('writable_schema = ON');
  db.prepare("UPDATE sqlite_master SET sql = ? WHERE name = 'events'").run(table);
  db.prepare("UPDATE sqlite_master SET name = ?, sql = ? WHERE type = 'index' AND tbl_name = 'events'").run(
    index,
    indexSql,
  );
  db.close();
};

/** A forger takes the constraints away first, and puts them back when he is done. */
const withoutLaws = (path: string, change: () => void): void => {
  const { lawful, lawless } = definitions();
  redefine(path, lawless);
  change();
  redefine(path, lawful);
};

/** The event stands in the log as it did; whoever looks for it in its stream finds it no more. */
export const hiddenFromIndex = (path: string, position: number): void => {
  withoutLaws(path, () => {
    const db = new Sqlite(path);
    db.unsafeMode();
    const stream = db.prepare<[number], string>('SELECT stream FROM events WHERE position = ?').pluck();
    const move = db.prepare('UPDATE events SET stream = ? WHERE position = ?');
    const index = db.prepare("SELECT * FROM sqlite_master WHERE name = 'stream_revision'").raw().get();
    const before = stream.get(position);
    move.run('hidden-1', position);
    db.pragma('writable_schema = ON');
    db.exec("DELETE FROM sqlite_master WHERE name = 'stream_revision'");
    db.pragma('writable_schema = RESET');
    move.run(before, position);
    db.pragma('writable_schema = ON');
    db.prepare('INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)').run(index);
    db.close();
  });
};

export const SQLITE: RawLog = {
  name: 'sqlite',
  texts: ['id', 'stream', 'type', 'chain', 'previous_hash', 'hash', 'metadata', 'data'],
  showsBytes: true,
  open: (path) => {
    const store = SqliteEventStore.open(path);
    return Promise.resolve({ store, close: () => store.close() });
  },
  read,
  write: (path, rows) => {
    written(path, (db) => db.exec(`${TABLES} INSERT INTO event_log VALUES (${String(SCHEMA)})`));
    withoutLaws(path, () => write(path, rows));
  },
  poke: (path, at) => {
    withoutLaws(path, () => poke(path, 'CAST(? AS TEXT)', at));
  },
  hashOf: (row) => String(row['hash']),
  relinked: (row, previousHash) => ({
    ...row,
    previous_hash: previousHash,
    hash: hashOver(row, previousHash, JSON.parse(row.metadata) as Metadata),
  }),
};

const STAND_IN_TABLES =
  'CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT, revision INTEGER, id TEXT, type TEXT, contentType TEXT, data BLOB, metadata BLOB)';

const asBytes = (row: Row): Row =>
  ({ ...row, data: Buffer.from(row.data), metadata: Buffer.from(row.metadata) }) as unknown as Row;

const metadataOf = (row: Row): Metadata => JSON.parse(row.metadata) as Metadata;

/** The stand-in, killed and begun again on its file. */
export const EVENTSTOREDB: RawLog = {
  name: 'eventstoredb (stand-in)',
  texts: ['id', 'stream', 'type', 'contentType', 'metadata', 'data'],
  showsBytes: false,
  open: async (path) => {
    const server = await startStandIn({ path, isQuiet: true });
    const store = EventStoreDbEventStore.open(server.url);
    const close = async (): Promise<void> => {
      await store.close();
      await server.close();
    };
    return { store, close };
  },
  read: (path) =>
    read(path).map((row) => ({
      ...row,
      data: Buffer.from(row.data).toString(),
      metadata: Buffer.from(row.metadata).toString(),
    })),
  write: (path, rows) => {
    written(path, (db) => db.exec(STAND_IN_TABLES));
    write(path, rows.map(asBytes));
  },
  poke: (path, at) => {
    poke(path, ['data', 'metadata'].includes(at.column) ? '?' : 'CAST(? AS TEXT)', at);
  },
  hashOf: (row) => linkOf({ metadata: metadataOf(row) })?.hash ?? '',
  relinked: (row, previousHash) => {
    const given = unlinked(metadataOf(row));
    const hash = hashOver(row, previousHash, given);
    return { ...row, metadata: JSON.stringify({ ...given, chain: 'v1', previousHash, hash }) };
  },
};

/** Every hash of a stream computed anew, so that its chain agrees with itself. */
export const rechained = (log: RawLog, rows: readonly Row[], stream: string): readonly Row[] => {
  let previous = GENESIS;
  return rows.map((row) => {
    if (row.stream !== stream) return row;
    const linked = log.relinked(row, previous);
    previous = log.hashOf(linked);
    return linked;
  });
};
