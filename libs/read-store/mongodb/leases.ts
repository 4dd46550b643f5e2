import type { Collection, Db, Filter } from 'mongodb';
import type { Lease, Leases } from '../leases';
import { isDuplicateKey } from './failing';

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

/** What keeps whoever had a lease before from committing. */
export interface Fences {
  /** What another process has begun in a version of the projections does not end by itself for a minute, and is in the way of the fence. */
  undoOthers(projections: readonly string[]): Promise<void>;
  /** Marks all versions of the projections so that a commit with an older token is refused. */
  raise(leases: readonly Lease[]): Promise<void>;
}

/**
 * One document a lease, changed in one step on the server and by the server's clock; many at once, so that a take-over does not last longer for a larger share. Whoever takes a lease over raises the
 * fence before it is told so: a holder that was frozen meanwhile cannot commit any more.
 */
export class MongoLeases implements Leases {
  private readonly leases: Collection<StoredLease>;
  private readonly holders: Collection<StoredHolder>;

  constructor(
    private readonly db: Db,
    private readonly fences: Fences,
  ) {
    this.leases = db.collection<StoredLease>('leases');
    this.holders = db.collection<StoredHolder>('holders');
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

  async take(projections: readonly string[], holder: string, forMs: number): Promise<readonly Lease[]> {
    const named = { _id: { $in: [...projections] } };
    await this.makeWhatIsNot(projections, named);
    const now = await this.now();
    const until = new Date(now.getTime() + forMs);
    await this.leases.updateMany(
      { ...named, $or: [{ until: { $lte: now } }, { holder }] },
      { $set: { holder, until }, $inc: { token: 1 } },
    );
    const mine = await this.leases.find({ ...named, holder }).toArray();
    const taken = mine.map(({ _id: projection, token }) => ({ projection, holder, token }));
    await this.fences.undoOthers(taken.map(({ projection }) => projection));
    await this.fences.raise(taken);
    return taken;
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

  /** A lease that nobody has had yet, as one whose time is over. */
  private async makeWhatIsNot(projections: readonly string[], named: Filter<StoredLease>): Promise<void> {
    const known = new Set((await this.leases.find(named).toArray()).map(({ _id }) => _id));
    const missing = projections.filter((projection) => !known.has(projection));
    if (missing.length === 0) return;
    const unheld = missing.map((_id) => ({ _id, holder: '', token: 0, until: new Date(0) }));
    await this.leases.insertMany(unheld, { ordered: false }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
  }

  /** By the server's clock, a little ago. */
  private async now(): Promise<Date> {
    const { localTime } = await this.db.command({ hello: 1 });
    return localTime as Date;
  }
}
