import type { ClientSession, Collection, Db, UpdateFilter } from 'mongodb';
import type { Position } from '@event-store/event-store';
import { UnknownProjection, type ProjectionRef, type Standing } from '../read-store';
import type { Lease } from '../leases';
import { isDuplicateKey } from './failing';
import { makeIndex } from './indexes';
import { refText } from './stored';
import {
  begun,
  standing,
  withSession,
  type Decision,
  type Fence,
  type StoredVersion,
} from './stored-version';

interface Step {
  readonly fence: Fence;
  readonly change: UpdateFilter<StoredVersion>;
  readonly session?: ClientSession | undefined;
}

/** Which versions of which projections the database holds. */
export class Registry {
  readonly versions: Collection<StoredVersion>;

  constructor(db: Db) {
    this.versions = db.collection<StoredVersion>('versions');
  }

  /** Makes the index that keeps two versions of one name from being live, where it is not there. */
  begin(): Promise<void> {
    const partialFilterExpression = { reign: { $gt: 0 } };
    return makeIndex(this.versions, {
      ...{ key: { name: 1, reign: 1 }, name: 'one each reign', unique: true, partialFilterExpression },
    });
  }

  rows(session?: ClientSession): Promise<readonly StoredVersion[]> {
    return this.versions.find({}, withSession(session)).sort({ name: 1, version: 1 }).toArray();
  }

  async all(session?: ClientSession): Promise<readonly Standing[]> {
    const rows = await this.rows(session);
    const reigns = new Map<string, number>();
    for (const { name, reign } of rows) reigns.set(name, Math.max(reign, reigns.get(name) ?? 0));
    return rows.map((row) => standing(row, reigns.get(row.name)));
  }

  find(projection: ProjectionRef, session?: ClientSession): Promise<StoredVersion | null> {
    return this.versions.findOne({ _id: refText(projection) }, withSession(session));
  }

  /** @throws UnknownProjection */
  async demand(projection: ProjectionRef, session?: ClientSession): Promise<StoredVersion> {
    const found = await this.find(projection, session);
    if (found === null) throw new UnknownProjection(projection.name, projection.version);
    return found;
  }

  /** The one that serves. */
  live(name: string, session?: ClientSession): Promise<StoredVersion | null> {
    return this.versions.findOne(
      { name, reign: { $gt: 0 } },
      { sort: { reign: -1 }, ...withSession(session) },
    );
  }

  /** The live version where none is named. @throws UnknownProjection */
  async resolve(
    { name, version }: { readonly name: string; readonly version?: number | undefined },
    session?: ClientSession,
  ): Promise<StoredVersion> {
    if (version !== undefined) return this.demand({ name, version }, session);
    const live = await this.live(name, session);
    if (live === null) throw new UnknownProjection(name);
    return live;
  }

  /** @throws UnknownProjection */
  async standingOf(projection: ProjectionRef, session?: ClientSession): Promise<Standing> {
    const row = await this.demand(projection, session);
    return standing(row, (await this.live(row.name, session))?.reign);
  }

  /** False where it is there already. Two versions of one name are never live: an index sees to it. */
  async add(projection: ProjectionRef, state: 'building' | 'live', declaration: string): Promise<boolean> {
    if ((await this.find(projection)) !== null) return false;
    const live = state === 'live' ? await this.live(projection.name) : null;
    if (live !== null) return isSame(live, projection);
    try {
      await this.versions.insertOne(begun(projection, state === 'live' ? 1 : 0, declaration));
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return isSame(await this.find(projection), projection);
    }
  }

  async finish({ _id, place }: StoredVersion): Promise<void> {
    await this.versions.updateOne({ _id, place }, { $set: { made: true } });
  }

  /** Whether the checkpoint was `from`, with nothing else in the way, and is now `to`. */
  advance(row: StoredVersion, fence: Fence, session?: ClientSession): Promise<boolean> {
    const change = { $set: { checkpoint: fence.to, decided: null }, $inc: { commits: 1 } };
    return this.passes(row, { fence, change, session });
  }

  /** Whether the way is free for a commit, which stands decided from now on. */
  decide(row: StoredVersion, fence: Fence, decided: Decision): Promise<boolean> {
    return this.passes(row, { fence, change: { $set: { decided } } });
  }

  private async passes({ _id, place }: StoredVersion, { fence, change, session }: Step): Promise<boolean> {
    const { from, token, commits, decided } = fence;
    const fenced = {
      ...(token === undefined ? {} : { token: { $lte: token } }),
      ...(commits === undefined ? {} : { commits }),
      ...(decided === undefined ? { decided: null } : { 'decided.commit': decided }),
    };
    const filter = { _id, place, checkpoint: from, ...fenced };
    return (await this.versions.updateOne(filter, change, withSession(session))).matchedCount === 1;
  }

  async aim(projection: ProjectionRef, target: Position): Promise<void> {
    await this.versions.updateOne({ _id: refText(projection) }, { $set: { target } });
  }

  /** From this step on it serves, and who served is retired. @throws UnknownProjection */
  async enthrone(projection: ProjectionRef): Promise<void> {
    const { _id, place, name } = await this.demand(projection);
    const live = await this.live(name);
    if (live?._id === _id) return;
    const reign = (live?.reign ?? 0) + 1;
    try {
      const change = { $set: { reign, target: null } };
      if ((await this.versions.updateOne({ _id, place }, change)).matchedCount === 1) return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    // Another was quicker, or it was dropped.
    await this.enthrone(projection);
  }

  /** False where it is no longer as it was looked at. */
  async remove({ _id, place, reign }: StoredVersion): Promise<boolean> {
    return (await this.versions.deleteOne({ _id, place, reign })).deletedCount === 1;
  }

  async removeAll(): Promise<void> {
    await this.versions.deleteMany({});
  }

  /** Where the documents of all versions lie. */
  async places(): Promise<ReadonlySet<string>> {
    return new Set((await this.rows()).map(({ place }) => place));
  }

  /** Those that a standalone server has written to. */
  journaled(): Promise<readonly StoredVersion[]> {
    return this.versions.find({ journaled: true }).toArray();
  }

  /** Whether marks may lie among its documents. */
  async markJournaled({ _id, place }: StoredVersion, journaled: boolean): Promise<void> {
    await this.versions.updateOne({ _id, place }, { $set: { journaled } });
  }

  /** All versions of the names, as other collections name them. */
  async refsOf(names: readonly string[]): Promise<readonly string[]> {
    return (await this.versions.find({ name: { $in: [...names] } }).toArray()).map(({ _id }) => _id);
  }

  /** From now on a commit under an older lease is refused. Writes only where a fence is lower, so that a renewal meets no commit. */
  async raiseFences(leases: readonly Lease[]): Promise<void> {
    const tokens = new Map(leases.map(({ projection, token }) => [projection, token]));
    const versions = await this.versions.find({ name: { $in: [...tokens.keys()] } }).toArray();
    const raise = versions.flatMap(({ _id, name, token: raised }) => {
      const token = tokens.get(name) ?? raised;
      if (raised >= token) return [];
      return [{ updateOne: { filter: { _id, token: { $lt: token } }, update: { $set: { token } } } }];
    });
    if (raise.length > 0) await this.versions.bulkWrite(raise, { ordered: false });
  }
}

/** It was added by another at the same moment. @throws where that was another version, which lives */
const isSame = (there: StoredVersion | null, projection: ProjectionRef): false => {
  if (there?._id === refText(projection)) return false;
  throw new Error(`${refText(projection)} cannot begin live: another version is`);
};
