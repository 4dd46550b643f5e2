import { MongoServerError, type Collection, type Db } from 'mongodb';
import type { Lease, Leases } from '../leases';

interface StoredLease {
  readonly _id: string;
  readonly holder: string;
  readonly token: number;
  readonly until: Date;
}

interface StoredHolder {
  readonly _id: string;
  readonly until: Date;
}

const DUPLICATE_KEY = 11_000;

/** What keeps whoever had a lease before from committing. */
export interface Fences {
  /** What another process has begun in a version of the projection does not end by itself for a minute, and is in the way of the fence. */
  undoOthers(projection: string): Promise<void>;
  /** Marks all versions of the projections so that a commit with an older token is refused. */
  raise(leases: readonly Lease[]): Promise<void>;
}

/**
 * One document a lease, changed in one step on the server and by the server's clock. Whoever takes a lease over raises the
 * fence before it is told so: a holder that was frozen meanwhile cannot commit any more.
 */
export class MongoLeases implements Leases {
  private readonly leases: Collection<StoredLease>;
  private readonly holders: Collection<StoredHolder>;

  constructor(
    private readonly db: Db,
    private readonly fences: Fences,
  ) {
    const options = { writeConcern: { w: 'majority' } } as const;
    this.leases = db.collection<StoredLease>('leases', options);
    this.holders = db.collection<StoredHolder>('holders', options);
  }

  async present(holder: string, forMs: number): Promise<number> {
    const now = await this.now();
    const until = new Date(now.getTime() + forMs);
    await this.holders.updateOne({ _id: holder }, { $set: { until } }, { upsert: true });
    await this.holders.deleteMany({ until: { $lt: now } });
    return this.holders.countDocuments({ until: { $gte: now } });
  }

  async free(projections: readonly string[], holder: string): Promise<readonly string[]> {
    const now = await this.now();
    const taken = await this.leases
      .find({ _id: { $in: [...projections] }, holder: { $ne: holder }, until: { $gt: now } })
      .toArray();
    const busy = new Set(taken.map(({ _id }) => _id));
    return projections.filter((projection) => !busy.has(projection));
  }

  async take(projection: string, holder: string, forMs: number): Promise<Lease | null> {
    const now = await this.now();
    const until = new Date(now.getTime() + forMs);
    const stored = await this.takeOver({ _id: projection, holder, until }, now);
    if (stored === null) return null;
    const lease = { projection, holder, token: stored.token };
    await this.fences.undoOthers(projection);
    await this.fences.raise([lease]);
    return lease;
  }

  /** Raises the fences again: a version may have been added since. */
  async renew(leases: readonly Lease[], forMs: number): Promise<readonly Lease[]> {
    if (leases.length === 0) return [];
    const mine = { $or: leases.map(({ projection: _id, holder, token }) => ({ _id, holder, token })) };
    const until = new Date((await this.now()).getTime() + forMs);
    await this.leases.updateMany(mine, { $set: { until } });
    const kept = new Set((await this.leases.find(mine).toArray()).map(({ _id }) => _id));
    const still = leases.filter(({ projection }) => kept.has(projection));
    await this.fences.raise(still);
    return still;
  }

  async release({ projection, holder, token }: Lease): Promise<void> {
    await this.leases.updateOne({ _id: projection, holder, token }, { $set: { until: new Date(0) } });
  }

  async leave(holder: string): Promise<void> {
    await this.holders.deleteOne({ _id: holder });
  }

  /** Where its time is over, it is the holder's own, or nobody has had it; the insertion of what another holds fails. */
  private async takeOver(
    { _id, holder, until }: Omit<StoredLease, 'token'>,
    now: Date,
  ): Promise<StoredLease | null> {
    try {
      return await this.leases.findOneAndUpdate(
        { _id, $or: [{ until: { $lte: now } }, { holder }] },
        { $set: { holder, until }, $inc: { token: 1 } },
        { upsert: true, returnDocument: 'after' },
      );
    } catch (error) {
      if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return null;
      throw error;
    }
  }

  /** By the server's clock, a little ago. */
  private async now(): Promise<Date> {
    const { localTime } = await this.db.command({ hello: 1 });
    return localTime as Date;
  }
}
