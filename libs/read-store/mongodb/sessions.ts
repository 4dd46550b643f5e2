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
    const known = this.mine.get(ref) ?? this.begin(ref);
    this.mine.set(ref, known);
    return known;
  }

  /** Makes this process the one that commits; what another had begun is undone. */
  async claim(projection: ProjectionRef): Promise<void> {
    await this.take(refText(projection), await this.of(projection));
  }

  async end(): Promise<void> {
    for (const session of this.mine.values()) await (await session).endSession();
    this.mine.clear();
  }

  private async begin(ref: string): Promise<ClientSession> {
    const session = this.client.startSession();
    await this.take(ref, session);
    return session;
  }

  private async take(ref: string, session: ClientSession): Promise<void> {
    const own = idOf(session);
    const before = await this.owners.findOneAndUpdate(
      { _id: ref },
      { $set: { session: own } },
      { upsert: true, returnDocument: 'before' },
    );
    if (before === null || before.session === own) return;
    await this.client
      .db('admin')
      .command({ killSessions: [{ id: new UUID(before.session) }] })
      .catch(() => undefined);
  }
}

const idOf = ({ id }: ClientSession): string => new UUID(id?.id.buffer).toHexString();
