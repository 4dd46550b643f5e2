import type { ClientSession, Collection, Db } from 'mongodb';
import { START, type Position } from '@event-store/event-store';
import { declaredIn } from '../declaration';
import {
  UnknownCollection,
  UnknownProjection,
  type CollectionSpec,
  type ProjectionRef,
  type ProjectionState,
  type Standing,
  type Writer,
} from '../read-store';
import type { Lease } from '../leases';
import { isDuplicateKey } from './failing';
import { refText } from './stored';

/** One version of a projection. */
export interface StoredStanding extends Standing {
  readonly _id: string;
  readonly declaration: string;
  /** Of the youngest lease; an older one cannot commit. */
  readonly token: number;
  /** Its collections and indexes are there. */
  readonly made: boolean;
  /** Counts the commits, so that two of them at once always meet in this document. */
  readonly commits: number;
}

const LIVE = 'one live';

const declared = new Map<string, ReadonlyMap<string, Required<CollectionSpec>>>();

/** Which versions of which projections the database holds. */
export class Registry {
  readonly standings: Collection<StoredStanding>;

  constructor(db: Db) {
    this.standings = db.collection<StoredStanding>('standings');
  }

  /** Makes the index that keeps two versions of one name from being live, where it is not there. */
  async begin(): Promise<void> {
    const known = await this.standings.indexes().catch(() => []);
    if (known.some(({ name }) => name === LIVE)) return;
    const partialFilterExpression = { state: 'live' };
    await this.standings.createIndexes([
      { key: { name: 1, state: 1 }, name: LIVE, unique: true, partialFilterExpression },
    ]);
  }

  async all(): Promise<readonly Standing[]> {
    return (await this.standings.find().sort({ name: 1, version: 1 }).toArray()).map(standing);
  }

  find(projection: ProjectionRef, session?: ClientSession): Promise<StoredStanding | null> {
    return this.standings.findOne({ _id: refText(projection) }, withSession(session));
  }

  /** @throws UnknownProjection */
  async demand(projection: ProjectionRef, session?: ClientSession): Promise<StoredStanding> {
    const found = await this.find(projection, session);
    if (found === null) throw new UnknownProjection(projection.name, projection.version);
    return found;
  }

  /** The live version where none is named. @throws UnknownProjection */
  async resolve(
    { name, version }: { readonly name: string; readonly version?: number | undefined },
    session?: ClientSession,
  ): Promise<StoredStanding> {
    if (version !== undefined) return this.demand({ name, version }, session);
    const live = await this.standings.findOne({ name, state: 'live' }, withSession(session));
    if (live === null) throw new UnknownProjection(name);
    return live;
  }

  /** False where it is there already. Two versions of one name are never live: an index sees to it. */
  async add(projection: ProjectionRef, state: ProjectionState, declaration: string): Promise<boolean> {
    const { name, version } = projection;
    const counted = { checkpoint: START, target: null, token: 0, made: false, commits: 0 };
    try {
      await this.standings.insertOne({
        _id: refText(projection),
        name,
        version,
        state,
        declaration,
        ...counted,
      });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      if ((await this.find(projection)) !== null) return false;
      throw new Error(`${refText(projection)} cannot begin live: another version is`, { cause: error });
    }
  }

  async finish(projection: ProjectionRef): Promise<void> {
    await this.standings.updateOne({ _id: refText(projection) }, { $set: { made: true } });
  }

  /** Whether the checkpoint was `from`, under no younger lease, and is now `to`. */
  async advance(
    writer: Writer,
    { from, to }: { readonly from: Position; readonly to: Position },
    session?: ClientSession,
  ): Promise<boolean> {
    const { token } = writer;
    const fence = token === undefined ? {} : { token: { $lte: token } };
    const { matchedCount } = await this.standings.updateOne(
      { _id: refText(writer), checkpoint: from, ...fence },
      { $set: { checkpoint: to }, $inc: { commits: 1 } },
      withSession(session),
    );
    return matchedCount === 1;
  }

  async aim(projection: ProjectionRef, target: Position): Promise<void> {
    await this.standings.updateOne({ _id: refText(projection) }, { $set: { target } });
  }

  async retire(name: string, session?: ClientSession): Promise<void> {
    await this.standings.updateMany(
      { name, state: 'live' },
      { $set: { state: 'retired' } },
      withSession(session),
    );
  }

  async enthrone(projection: ProjectionRef, session?: ClientSession): Promise<void> {
    const live = { $set: { state: 'live', target: null } } as const;
    await this.standings.updateOne({ _id: refText(projection) }, live, withSession(session));
  }

  async remove(projection: ProjectionRef): Promise<void> {
    await this.standings.deleteOne({ _id: refText(projection) });
  }

  /** All versions of the names, as other collections name them. */
  async refsOf(names: readonly string[]): Promise<readonly string[]> {
    return (await this.standings.find({ name: { $in: [...names] } }).toArray()).map(({ _id }) => _id);
  }

  /** From now on a commit under an older lease is refused. Writes only where a fence is lower, so that a renewal meets no commit. */
  async raiseFences(leases: readonly Lease[]): Promise<void> {
    const tokens = new Map(leases.map(({ projection, token }) => [projection, token]));
    const versions = await this.standings.find({ name: { $in: [...tokens.keys()] } }).toArray();
    const raise = versions.flatMap(({ _id, name, token: raised }) => {
      const token = tokens.get(name) ?? raised;
      if (raised >= token) return [];
      return [{ updateOne: { filter: { _id, token: { $lt: token } }, update: { $set: { token } } } }];
    });
    if (raise.length > 0) await this.standings.bulkWrite(raise, { ordered: false });
  }
}

export const collectionsOf = ({
  declaration,
}: StoredStanding): ReadonlyMap<string, Required<CollectionSpec>> => {
  const known = declared.get(declaration) ?? declaredIn(declaration);
  declared.set(declaration, known);
  return known;
};

/** @throws UnknownCollection */
export const collectionOf = (row: StoredStanding, collection: string): Required<CollectionSpec> => {
  const spec = collectionsOf(row).get(collection);
  if (spec === undefined) throw new UnknownCollection(collection);
  return spec;
};

export const standing = ({ name, version, state, checkpoint, target }: StoredStanding): Standing => ({
  name,
  version,
  state,
  checkpoint,
  target,
});

export const withSession = (session?: ClientSession): { session?: ClientSession } =>
  session === undefined ? {} : { session };
