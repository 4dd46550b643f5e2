import Database from 'better-sqlite3';
import { canonical } from '@event-store/canonical';
import { chainHash, GENESIS, linkOf, unlinked } from '@event-store/chain';
import type { EventStore, Metadata } from '@event-store/event-store';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
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
  const db = new Database(path);
  const rows = db.prepare('SELECT * FROM events ORDER BY position').all() as Row[];
  db.close();
  return rows;
};

/** No power fails here: nothing waits for the disk. */
const written = (path: string, change: (db: Database.Database) => void): void => {
  const db = new Database(path);
  db.pragma('synchronous = OFF');
  db.transaction(change)(db);
  db.close();
};

/** The tables without the constraints that a forger would take away first. */
const write = (path: string, tables: string, rows: readonly Row[]): void => {
  written(path, (db) => {
    db.exec(tables);
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

const SQLITE_TABLES = `
  CREATE TABLE event_log (schema INTEGER NOT NULL) STRICT;
  INSERT INTO event_log VALUES (1);
  CREATE TABLE events (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL,
    type TEXT NOT NULL, chain TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL, metadata TEXT NOT NULL, data TEXT NOT NULL) STRICT;
  CREATE INDEX stream_revision ON events (stream, revision);`;

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
    write(path, SQLITE_TABLES, rows);
  },
  poke: (path, at) => {
    poke(path, 'CAST(? AS TEXT)', at);
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
    write(path, STAND_IN_TABLES, rows.map(asBytes));
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
