import type { ClientSession, Db, MongoClient } from 'mongodb';
import { Fenced, type ParkedChange, type Write, type Writer } from '../read-store';
import { TooMuchAtOnce } from '../too-much-at-once';
import { isTooLarge } from './failing';
import { parkingWrites, type Parking } from './parking';
import type { Registry } from './registry';
import { Sessions } from './sessions';
import type { StoredDocument } from './stored';
import { transacted } from './transacted';
import { collectionName, type Fence, type Span, type StoredVersion } from './stored-version';
import { batched, putPlainly, type Batch } from './writes';

export interface Commit extends Span {
  readonly writer: Writer;
  readonly row: StoredVersion;
  readonly writes: readonly Write[];
  readonly parked: ParkedChange;
  /** How many commits there must have been before, where that is known. */
  readonly commits?: number;
  /** What a standalone server had decided, where it is done by this commit. */
  readonly decided?: string;
}

/** How the documents of a commit and its checkpoint come to be written together. */
export interface Committing {
  commit(commit: Commit): Promise<void>;
  /** Before this process writes to the version: finishes or undoes what a process left half done that was killed. */
  recover(row: StoredVersion): Promise<void>;
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

/** A server ends a transaction that lasts a minute, unless it is set otherwise; and nobody should wait longer to be stopped. */
const LONG_MS = 30_000;

/** From the first failure on: an election is over by then, and whoever stops the process does not wait long for a server that is gone. */
const REPEATED_MS = 10_000;

/**
 * On a replica set: one transaction, acknowledged by a majority. Where its outcome stays unknown it is asked again for a while, and
 * where it had succeeded after all the fence says so: who reads the checkpoint anew goes on from the right place.
 */
export class Transactions implements Committing {
  private readonly sessions: Sessions;

  constructor(
    private readonly parts: CommittingParts,
    private readonly longMs = LONG_MS,
  ) {
    this.sessions = new Sessions(parts.client, parts.db);
  }

  async commit(commit: Commit): Promise<void> {
    const batch = batched(commit.row, commit.writes);
    const session = await this.sessions.of(commit.writer);
    let attempted = 0;
    let failed: number | null = null;
    const attempt = (): Promise<void> => {
      attempted = performance.now();
      return this.write(commit, batch, session);
    };
    const mayRepeat = (): boolean => {
      const now = performance.now();
      this.requireBriefness(commit, now - attempted);
      failed ??= now;
      return now - failed < REPEATED_MS;
    };
    try {
      await transacted(session, attempt, mayRepeat);
    } catch (error) {
      throw isTooLarge(error)
        ? new TooMuchAtOnce(commit.writer, commit.writes.length, { cause: error })
        : error;
    }
  }

  /** A transaction leaves nothing half done, but it may be open still. */
  recover(row: StoredVersion): Promise<void> {
    return this.sessions.claim(row);
  }

  undoOthers(refs: readonly string[]): Promise<void> {
    return this.sessions.undoOthers(refs);
  }

  close(): Promise<void> {
    return this.sessions.end();
  }

  /** Before it is tried again: one that took so long would be ended by the server the next time too. */
  private requireBriefness({ writer, writes }: Commit, tookMs: number): void {
    if (tookMs > this.longMs) throw new TooMuchAtOnce(writer, writes.length);
  }

  private async write(
    { writer, row, from, to, parked, commits, decided }: Commit,
    batch: Batch,
    session: ClientSession,
  ): Promise<void> {
    const { db, registry, parking } = this.parts;
    const fence: Fence = {
      from,
      to,
      token: writer.token,
      commits,
      ...(decided === undefined ? {} : { decided }),
    };
    if (!(await registry.advance(row, fence, session)))
      throw new Fenced(writer, from, (await registry.find(writer, session))?.checkpoint ?? null);
    for (const [collection, writes] of batch)
      await putPlainly(db.collection<StoredDocument>(collectionName(row, collection)), writes, session);
    await putPlainly(parking.streams, parkingWrites(row, parked), session);
  }
}
