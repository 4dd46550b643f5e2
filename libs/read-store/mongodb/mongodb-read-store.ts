import type { ClientSession, Db, MongoClient } from 'mongodb';
import type { Position } from '@event-store/event-store';
import { checkDeclaration, declarationText } from '../declaration';
import { requireReached } from '../not-reached';
import {
  DeclarationChanged,
  Fenced,
  type Collections,
  type FindOptions,
  type Parked,
  type ProjectionRef,
  type ReadStore,
  type Standing,
} from '../read-store';
import type { Leases } from '../leases';
import type { ViewsState } from '../unavailable';
import { clientFor } from './address';
import { reaching } from './failing';
import { missingIndexes } from './indexes';
import { Journal } from './journal';
import { MongoLeases } from './leases';
import { made } from './making';
import { Meeting } from './meeting';
import { MongoReader, type Looking } from './mongo-reader';
import { MongoNotes } from './notes';
import { Parking } from './parking';
import { reachable } from './reachable-leases';
import { Registry } from './registry';
import { refText } from './stored';
import { collectionsOf } from './stored-version';
import { sweep, type SweepingParts } from './sweeping';
import { Transactions, type Committing } from './transactions';

/**
 * Read models in one database of a MongoDB server. A replica set commits in transactions; a standalone server by a journal. Which
 * of the two it is, the server says.
 */
export class MongoReadStore implements ReadStore {
  readonly leases: Leases;
  readonly notes: MongoNotes;
  private readonly db: Db;
  private readonly registry: Registry;
  private readonly parking: Parking;
  private readonly journal: Journal;
  private readonly transactions: Transactions;
  private readonly meeting: Meeting;

  private constructor(private readonly client: MongoClient) {
    this.db = client.db();
    this.registry = new Registry(this.db);
    this.parking = new Parking(this.db);
    this.notes = new MongoNotes(this.db);
    const parts = { client, db: this.db, registry: this.registry, parking: this.parking };
    this.journal = new Journal(parts);
    this.transactions = new Transactions(parts);
    this.meeting = new Meeting(client, this.db, (commits) => this.greet(commits));
    this.leases = reachable(
      new MongoLeases(this.db, {
        undoOthers: async (names) => (await this.committing()).undoOthers(await this.registry.refsOf(names)),
        raise: (leases) => this.registry.raiseFences(leases),
      }),
    );
  }

  /** Connects when it is first used. @throws InvalidAddress */
  static open(url: string): MongoReadStore {
    return new MongoReadStore(clientFor(url));
  }

  prepare(
    projection: ProjectionRef,
    collections: Collections,
    state: 'building' | 'live',
  ): Promise<Standing> {
    return reaching(async () => {
      checkDeclaration(projection, collections);
      const committing = await this.committing();
      const declaration = declarationText(collections);
      const isNew = await this.registry.add(projection, state, declaration);
      const row = await this.registry.demand(projection);
      if (row.declaration !== declaration) throw new DeclarationChanged(projection);
      await made({ db: this.db, registry: this.registry, row, isNew });
      await committing.recover(row);
      return this.registry.standingOf(projection);
    });
  }

  reader(name: string, version?: number, reached?: Position): MongoReader {
    const looking: Looking = (work) => this.looking(work);
    return new MongoReader({ db: this.db, registry: this.registry, looking }, { name, version, reached });
  }

  commit(...[writer, from, to, writes, parked = {}]: Parameters<ReadStore['commit']>): Promise<void> {
    return reaching(async () => {
      if (to < from) throw new RangeError(`a checkpoint never goes back: ${from} to ${to}`);
      const committing = await this.committing();
      const row = await this.registry.find(writer);
      if (row === null) throw new Fenced(writer, from, null);
      await committing.commit({ writer, row, from, to, writes, parked });
    });
  }

  standings(): Promise<readonly Standing[]> {
    return this.looking((session) => this.registry.all(session));
  }

  setTarget(projection: ProjectionRef, target: Position): Promise<void> {
    return reaching(async () => {
      await this.meeting.state();
      const { state } = await this.registry.standingOf(projection);
      if (state === 'live') throw new Error(`${refText(projection)} is live: it has no target`);
      await this.registry.aim(projection, target);
    });
  }

  promote(projection: ProjectionRef): Promise<void> {
    return reaching(async () => {
      await this.meeting.state();
      await this.registry.enthrone(projection);
    });
  }

  /** It is gone in one step; what lay in its place is taken away after that, or the next time. */
  drop(projection: ProjectionRef): Promise<void> {
    return reaching(async () => {
      await this.meeting.state();
      const row = await this.registry.find(projection);
      if (row === null) return;
      if ((await this.registry.live(row.name))?._id === row._id)
        throw new Error(`${refText(projection)} is live`);
      if (!(await this.registry.remove(row))) return this.drop(projection);
      await sweep(this.left());
    });
  }

  clear(): Promise<void> {
    return reaching(async () => {
      await this.meeting.state();
      await this.registry.removeAll();
      await sweep(this.left());
      await this.notes.clear();
    });
  }

  parked(projection?: ProjectionRef, reached?: Position): Promise<readonly Parked[]> {
    return this.looking(async (session) => {
      if (projection === undefined) return this.parking.of(await this.registry.rows(session), session);
      const row = await this.registry.find(projection, session);
      if (row === null) return [];
      requireReached(row, reached);
      return this.parking.of([row], session);
    });
  }

  state(): Promise<ViewsState> {
    return this.meeting.state();
  }

  missingIndexes(): Promise<readonly string[]> {
    return reaching(async () => {
      const missing: string[] = [];
      for (const row of await this.registry.rows())
        for (const collection of collectionsOf(row))
          missing.push(...(await missingIndexes(this.db, row, collection)));
      return missing;
    });
  }

  explain(projection: string, collection: string, options: FindOptions): Promise<readonly object[]> {
    return this.reader(projection).explain(collection, options);
  }

  async close(): Promise<void> {
    await this.transactions.close();
    await this.client.close();
  }

  private left(): SweepingParts {
    return { db: this.db, registry: this.registry, parking: this.parking, journal: this.journal };
  }

  private async committing(): Promise<Committing> {
    return (await this.meeting.state()).commits === 'journal' ? this.journal : this.transactions;
  }

  private looking<T>(work: (session?: ClientSession) => Promise<T>): Promise<T> {
    return reaching(async () => {
      if ((await this.meeting.state()).commits === 'journal') return work();
      return this.client.withSession({ snapshot: true }, (session) => work(session));
    });
  }

  /** Before anything is asked of the server: what the last time has left half done, or what it was before. */
  private async greet(commits: ViewsState['commits']): Promise<void> {
    for (const part of [this.registry, this.parking]) await part.begin();
    if (commits === 'transactions')
      for (const row of await this.registry.journaled()) await this.journal.handOver(row, this.transactions);
    await sweep(this.left());
  }
}
