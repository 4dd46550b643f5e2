import { UUID, type ClientSession, type Collection, type Db, type MongoClient } from 'mongodb';
import type { ProjectionRef } from '../read-store';
import { refText } from './stored';

interface Owner {
  readonly _id: string;
  /** Id of the session in which the last process that claimed the version commits. */
  readonly session: string;
}

/**
 * One session for each version that this process commits to, known to the others. A process that is killed in the middle of a
 * transaction leaves it open on the server for a minute, and whoever goes on in its place would wait for its locks: so the
 * first thing its successor does is to end that session.
 */
export class Sessions {
  private readonly owners: Collection<Owner>;
  private readonly mine = new Map<string, Promise<ClientSession>>();

  constructor(
    private readonly client: MongoClient,
    db: Db,
  ) {
    this.owners = db.collection<Owner>('owners');
  }

  /** The session to commit in. */
  of(projection: ProjectionRef): Promise<ClientSession> {
    const ref = refText(projection);
    return this.mine.get(ref) ?? this.beginning(ref);
  }

  /** Makes this process the one that commits; what another had begun is undone. */
  async claim(projection: ProjectionRef): Promise<void> {
    await this.take(refText(projection), await this.of(projection));
  }

  /** Aborts the transactions of all other processes that are open in these versions. */
  async undoOthers(refs: readonly string[]): Promise<void> {
    const owners = await this.owners.find({ _id: { $in: [...refs] } }).toArray();
    const begun = await Promise.allSettled(this.mine.values());
    const own = new Set(begun.map((one) => (one.status === 'fulfilled' ? idOf(one.value) : null)));
    await this.abort(owners.filter(({ session }) => !own.has(session)));
  }

  async end(): Promise<void> {
    const begun = await Promise.allSettled(this.mine.values());
    this.mine.clear();
    for (const one of begun) if (one.status === 'fulfilled') await one.value.endSession();
  }

  /** Where it fails it is forgotten: the next one who asks begins anew. */
  private beginning(ref: string): Promise<ClientSession> {
    const session = this.begin(ref);
    this.mine.set(ref, session);
    session.catch(() => this.mine.delete(ref));
    return session;
  }

  private async begin(ref: string): Promise<ClientSession> {
    const session = this.client.startSession();
    try {
      await this.take(ref, session);
      return session;
    } catch (error) {
      await session.endSession();
      throw error;
    }
  }

  private async take(ref: string, session: ClientSession): Promise<void> {
    const own = idOf(session);
    const before = await this.owners.findOneAndUpdate(
      { _id: ref },
      { $set: { session: own } },
      { upsert: true, returnDocument: 'before' },
    );
    if (before !== null && before.session !== own) await this.abort([before]);
  }

  private async abort(owners: readonly Owner[]): Promise<void> {
    if (owners.length === 0) return;
    const killSessions = owners.map(({ session }) => ({ id: new UUID(session) }));
    await this.client
      .db('admin')
      .command({ killSessions })
      .catch(() => undefined);
  }
}

const idOf = ({ id }: ClientSession): string => new UUID(id?.id.buffer).toHexString();
