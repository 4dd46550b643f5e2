import type { ClientSession, Collection, Db, Filter } from 'mongodb';
import type { Parked, ParkedChange, Write } from '../read-store';
import { makeIndex } from './indexes';
import { GONE, type StoredDocument } from './stored';
import { withSession, type StoredVersion } from './stored-version';

/** `place` is that of the version's documents: what an earlier one of the same number had parked is not this one's. */
type StoredParked = StoredDocument & Parked & { readonly place: string };

const ORDER = { projection: 1, version: 1, position: 1 } as const;

/** Streams that wait, one document each, which are written as the documents of the commit are. */
export class Parking {
  readonly streams: Collection<StoredDocument>;

  constructor(db: Db) {
    this.streams = db.collection<StoredDocument>('parked-streams');
  }

  /** Makes the index by which they are listed, where it is not there. */
  begin(): Promise<void> {
    return makeIndex(this.streams, { key: { place: 1, ...ORDER }, name: 'as listed' });
  }

  async of(versions: readonly StoredVersion[], session?: ClientSession): Promise<readonly Parked[]> {
    const where = { place: { $in: versions.map(({ place }) => place) }, [GONE]: { $exists: false } };
    const stored = await this.streams.find(where, withSession(session)).sort(ORDER).toArray();
    return (stored as unknown as readonly StoredParked[]).map(parkedIn);
  }

  /** Of streams that were released, which a standalone server keeps. */
  async removeMarks({ place }: StoredVersion, when: object): Promise<void> {
    await this.streams.deleteMany({ ...lyingAt(place), [GONE]: when });
  }

  async places(): Promise<readonly string[]> {
    const ids = await this.streams.distinct('_id');
    return ids.flatMap((id) => id.split(' ')[0] ?? []);
  }

  async forget(places: readonly string[]): Promise<void> {
    for (const place of places) await this.streams.deleteMany(lyingAt(place));
  }
}

const idOf = (place: string, stream: string): string => `${place} ${stream}`;

/** The sign after the space bounds them. */
const lyingAt = (place: string): Filter<StoredDocument> => ({ _id: { $gt: `${place} `, $lt: `${place}!` } });

const parkedIn = ({ projection, version, stream, position, error, attempts }: StoredParked): Parked => ({
  ...{ projection, version, stream, position, error, attempts },
});

/** A stream released and parked in one change stays parked. */
export const parkingWrites = (
  { name, version, place }: StoredVersion,
  { release = [], park = [] }: ParkedChange,
): readonly Write[] => {
  const last = new Map<string, Parked | null>(release.map((stream) => [stream, null]));
  for (const parked of park) last.set(parked.stream, parked);
  return [...last].map(([stream, parked]) => {
    const id = idOf(place, stream);
    const doc = parked === null ? null : { ...parked, id, place, projection: name, version };
    return { collection: 'parked-streams', id, doc };
  });
};
