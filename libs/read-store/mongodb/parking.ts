import type { AnyBulkWriteOperation, ClientSession, Collection, Db } from 'mongodb';
import type { Parked, ParkedChange, ProjectionRef } from '../read-store';
import { withSession } from './registry';
import { refText } from './stored';

interface StoredParked extends Parked {
  readonly _id: string;
}

/** Streams that wait, one document each. */
export class Parking {
  private readonly streams: Collection<StoredParked>;

  constructor(db: Db) {
    this.streams = db.collection<StoredParked>('parked');
  }

  async all(projection?: ProjectionRef): Promise<readonly Parked[]> {
    const where =
      projection === undefined ? {} : { projection: projection.name, version: projection.version };
    const order = { projection: 1, version: 1, position: 1 } as const;
    const stored = await this.streams.find(where).sort(order).toArray();
    return stored.map(({ _id, ...parked }) => parked);
  }

  /** A stream released and parked in one change stays parked. */
  async apply(projection: ProjectionRef, change: ParkedChange, session?: ClientSession): Promise<void> {
    const release = (change.release ?? []).map((stream): AnyBulkWriteOperation<StoredParked> => ({
      deleteOne: { filter: { _id: idOf(projection, stream) } },
    }));
    const park = (change.park ?? []).map((parked): AnyBulkWriteOperation<StoredParked> => ({
      replaceOne: {
        filter: { _id: idOf(projection, parked.stream) },
        replacement: { ...parked, projection: projection.name, version: projection.version },
        upsert: true,
      },
    }));
    const operations = [...release, ...park];
    if (operations.length > 0)
      await this.streams.bulkWrite(operations, { ordered: true, ...withSession(session) });
  }

  async forget({ name, version }: ProjectionRef): Promise<void> {
    await this.streams.deleteMany({ projection: name, version });
  }
}

const idOf = (projection: ProjectionRef, stream: string): string => `${refText(projection)} ${stream}`;
