import type { Db, MongoClient } from 'mongodb';
import { Fenced, type ParkedChange, type Write, type Writer } from '../read-store';
import type { Parking } from './parking';
import type { Registry, StoredStanding } from './registry';
import { Sessions } from './sessions';
import { applyPlainly, batched, type Span } from './writes';

export interface Commit extends Span {
  readonly writer: Writer;
  readonly row: StoredStanding;
  readonly writes: readonly Write[];
  readonly parked: ParkedChange;
}

/** How the documents of a commit and its checkpoint come to be written together. */
export interface Committing {
  commit(commit: Commit): Promise<void>;
  /** Finishes or undoes what a process left half done that was killed. */
  recover(row: StoredStanding): Promise<void>;
  /** What other processes are about to commit to these versions. */
  undoOthers(refs: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface CommittingParts {
  readonly client: MongoClient;
  readonly db: Db;
  readonly registry: Registry;
  readonly parking: Parking;
}

/**
 * On a replica set: one transaction, acknowledged by a majority. Where its outcome stays unknown it is asked again, and
 * where it had succeeded after all the fence says so: who reads the checkpoint anew goes on from the right place.
 */
export class Transactions implements Committing {
  private readonly sessions: Sessions;

  constructor(private readonly parts: CommittingParts) {
    this.sessions = new Sessions(parts.client, parts.db);
  }

  async commit({ writer, row, from, to, writes, parked }: Commit): Promise<void> {
    const { db, registry, parking } = this.parts;
    const batch = batched(row, writes);
    const session = await this.sessions.of(writer);
    await session.withTransaction(async () => {
      if (!(await registry.advance(writer, { from, to }, session)))
        throw new Fenced(writer, from, (await registry.find(writer, session))?.checkpoint ?? null);
      await applyPlainly(db, { projection: writer, batch }, session);
      await parking.apply(writer, parked, session);
    }, OPTIONS);
  }

  /** A transaction leaves nothing half done, but it may be open still. */
  recover(row: StoredStanding): Promise<void> {
    return this.sessions.claim(row);
  }

  undoOthers(refs: readonly string[]): Promise<void> {
    return this.sessions.undoOthers(refs);
  }

  close(): Promise<void> {
    return this.sessions.end();
  }
}

const OPTIONS = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } } as const;
