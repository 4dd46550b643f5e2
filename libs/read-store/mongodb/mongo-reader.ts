import type { ClientSession, Db } from 'mongodb';
import type { Position } from '@event-store/event-store';
import { requireReached } from '../not-reached';
import type { Document, Filter, FindOptions, Page, Reader } from '../read-store';
import { filterFor } from './filter';
import { selection, type Stretch } from './paging';
import type { Registry } from './registry';
import { GONE, readForm, type StoredDocument } from './stored';
import { collectionName, collectionOf, withSession, type StoredVersion } from './stored-version';

/** All of the work sees one state of the database where the server can do that, and has a session then. */
export type Looking = <T>(work: (session?: ClientSession) => Promise<T>) => Promise<T>;

export interface ReaderParts {
  readonly db: Db;
  readonly registry: Registry;
  readonly looking: Looking;
}

/** What is read: where no version is named the living one, and nothing older than `reached`. */
export interface Asked {
  readonly name: string;
  readonly version?: number | undefined;
  readonly reached?: Position | undefined;
}

interface At {
  readonly row: StoredVersion;
  readonly name: string;
  readonly arrays: readonly string[];
  readonly session?: ClientSession;
}

/** Ids of one question of `getMany`. */
const CHUNK = 500;

/**
 * Asks for the live version anew in every read, from the same snapshot as the documents, so that a switch never shows half. All
 * is read from the primary and only what a majority has: what was read once does not go back at a fail-over. Which state of the
 * database that is the server chooses, and it may be older than one that was seen before: so the checkpoint is looked at in it.
 */
export class MongoReader implements Reader {
  constructor(
    private readonly parts: ReaderParts,
    private readonly asked: Asked,
  ) {}

  get<T extends Document>(collection: string, id: string): Promise<T | null> {
    return this.read(collection, async (at) => {
      const stored = await this.in(at).findOne(there(at, { _id: id }), withSession(at.session));
      return stored === null ? null : readForm<T>(stored);
    });
  }

  getMany<T extends Document>(collection: string, ids: readonly string[]): Promise<readonly T[]> {
    const wanted = [...new Set(ids)];
    return this.read(collection, async (at) => {
      const found = new Map<string, T>();
      for (let from = 0; from < wanted.length; from += CHUNK) {
        const where = there(at, { _id: { $in: wanted.slice(from, from + CHUNK) } });
        const stored = await this.in(at)
          .find(where, { ...withSession(at.session), batchSize: CHUNK + 1 })
          .toArray();
        for (const one of stored) found.set(one._id, readForm<T>(one));
      }
      return wanted.flatMap((id) => found.get(id) ?? []);
    });
  }

  find<T extends Document>(collection: string, options: FindOptions): Promise<Page<T>> {
    return this.read(collection, async (at) => {
      const { limit, stretches, cursorAt } = selection(this.source(at, collection), options);
      const found = await this.rows<T>(at, stretches, limit + 1);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, next: found.length > limit && last !== undefined ? cursorAt(last) : null };
    });
  }

  count(collection: string, filter: Filter = {}): Promise<number> {
    return this.read(collection, (at) =>
      Object.keys(filter).length === 0
        ? this.countAll(at)
        : this.in(at).countDocuments(there(at, filterFor(filter)), withSession(at.session)),
    );
  }

  /** The server's own words on the questions such a find may ask; for tests and the doctor, no part of the port. */
  explain(collection: string, options: FindOptions): Promise<readonly object[]> {
    return this.read(collection, async (at) => {
      const { stretches, limit } = selection(this.source(at, collection), options);
      const plans = stretches.map(({ where, sort }) =>
        this.in(at)
          .find(there(at, where))
          .sort(sort)
          .limit(limit + 1)
          .explain('queryPlanner'),
      );
      return Promise.all(plans);
    });
  }

  private async rows<T extends Document>(
    at: At,
    stretches: readonly Stretch[],
    wanted: number,
  ): Promise<readonly T[]> {
    const rows: T[] = [];
    for (const { where, sort } of stretches) {
      const missing = wanted - rows.length;
      if (missing === 0) break;
      const stored = await this.in(at)
        .find(there(at, where), { ...withSession(at.session), batchSize: missing + 1 })
        .sort(sort)
        .limit(missing)
        .toArray();
      rows.push(...stored.map((one) => readForm<T>(one)));
    }
    return rows;
  }

  /** By the keys of an index alone, and less those that are marked as dropped, which have one of their own. */
  private async countAll(at: At): Promise<number> {
    const { session } = at;
    const all = await this.in(at).countDocuments({}, { hint: '_id_', ...withSession(session) });
    return session === undefined
      ? all - (await this.in(at).countDocuments({ [GONE]: { $exists: true } }))
      : all;
  }

  private source({ row, arrays }: At, collection: string) {
    return { projection: row.name, collection, arrays };
  }

  private in({ name }: At) {
    return this.parts.db.collection<StoredDocument>(name);
  }

  private read<T>(collection: string, work: (at: At) => Promise<T>): Promise<T> {
    return this.parts.looking(async (session) =>
      work({ ...(await this.at(collection, session)), ...withSession(session) }),
    );
  }

  private async at(collection: string, session?: ClientSession): Promise<At> {
    const row = await this.parts.registry.resolve(this.asked, session);
    requireReached(row, this.asked.reached);
    const { arrays } = collectionOf(row, collection);
    return { row, arrays, name: collectionName(row, collection) };
  }
}

/** Without those that a standalone server was told to drop. */
const there = <T extends object>({ session }: At, where: T): T =>
  session === undefined ? { ...where, [GONE]: { $exists: false } } : where;
