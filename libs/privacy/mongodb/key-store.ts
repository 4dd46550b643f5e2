import { setTimeout as pause } from 'node:timers/promises';
import { Binary, type Collection, type MongoClient } from 'mongodb';
import { clientFor } from '@read-store/mongodb/address';
import { isDuplicateKey, reachingOr } from '@read-store/mongodb/failing';
import { KeysRefused, KeysUnavailable, type KeyStore, type ReplacedKey, type StoredKey } from '../key-store';

/** A key that was stored by another is not seen before most members have it, and may be destroyed before it is seen. */
const ROUNDS = 50;
const PAUSE_MS = 100;

interface KeyDocument {
  readonly _id: string;
  readonly wrapped: Binary;
}

/**
 * Data keys in a database of their own beside the read models, so that every process of a county opens what another has
 * sealed. Unlike a read model they cannot be built again: what is written is on the disks of most members first.
 */
export class MongoKeyStore implements KeyStore {
  private readonly client: MongoClient;
  private readonly keys: Collection<KeyDocument>;

  /** `url` is that of the read models; the keys stand in `<database>-keys`. */
  constructor(url: string) {
    this.client = clientFor(url);
    this.keys = this.client.db(`${this.client.options.dbName}-keys`).collection<KeyDocument>('keys', {
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
    });
  }

  async getOrCreate(subject: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const found = await this.get(subject);
    if (found !== null) return found;
    const wrapped = await make();
    for (let round = 1; round <= ROUNDS; round += 1) {
      if (await this.isFirst(subject, wrapped)) return wrapped;
      const first = await this.get(subject);
      if (first !== null) return first;
      await pause(PAUSE_MS);
    }
    throw new KeysUnavailable();
  }

  /** False where somebody else has stored one. */
  private async isFirst(subject: string, wrapped: Buffer): Promise<boolean> {
    try {
      await reaching(() => this.keys.insertOne({ _id: subject, wrapped: new Binary(wrapped) }));
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }

  async get(subject: string): Promise<Buffer | null> {
    const stored = await reaching(() => this.keys.findOne({ _id: subject }));
    return stored === null ? null : Buffer.from(stored.wrapped.buffer);
  }

  async getMany(subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    if (subjects.length === 0) return new Map();
    const stored = await reaching(() => this.keys.find({ _id: { $in: [...subjects] } }).toArray());
    return new Map(stored.map(({ _id, wrapped }) => [_id, Buffer.from(wrapped.buffer)]));
  }

  async replace(changes: readonly ReplacedKey[]): Promise<void> {
    if (changes.length === 0) return;
    const updates = changes.map(({ subject, seen, wrapped }) => ({
      updateOne: {
        filter: { _id: subject, wrapped: new Binary(seen) },
        update: { $set: { wrapped: new Binary(wrapped) } },
      },
    }));
    await reaching(() => this.keys.bulkWrite(updates, { ordered: false }));
  }

  async destroy(subject: string): Promise<void> {
    await reaching(() => this.keys.deleteOne({ _id: subject }));
  }

  /** What the server keeps in its own journal is out of reach from here. */
  purge(): Promise<void> {
    return Promise.resolve();
  }

  async *entries(): AsyncIterable<StoredKey> {
    const found = this.keys.find();
    try {
      for (let next = await reaching(() => found.next()); next; next = await reaching(() => found.next()))
        yield { subject: next._id, wrapped: Buffer.from(next.wrapped.buffer) };
    } finally {
      // Left early, it would stay open on the server; a server that cannot be reached ends it by itself.
      await found.close().catch(() => undefined);
    }
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

const reaching = reachingOr({ refused: KeysRefused, unavailable: KeysUnavailable });
