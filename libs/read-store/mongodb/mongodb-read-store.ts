import type { Db, MongoClient } from 'mongodb';
import type { Position } from '@event-store/event-store';
import { checkDeclaration, declarationText } from '../declaration';
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
import type { Notes } from '../notes';
import type { ViewsState } from '../unavailable';
import { clientFor } from './address';
import { reaching } from './failing';
import { missingIndexes } from './indexes';
import { Journal } from './journal';
import { MongoLeases } from './leases';
import { made } from './making';
import { MongoReader } from './mongo-reader';
import { MongoNotes } from './notes';
import { Parking } from './parking';
import { reachable } from './reachable-leases';
import { collectionsOf, Registry, standing, type StoredStanding } from './registry';
import { collectionName, refText } from './stored';
import { Transactions, type Committing } from './transactions';

/** What a server told of itself, and what follows from it. */
interface Server extends ViewsState {
  readonly committing: Committing;
}

/**
 * Read models in one database of a MongoDB server. A replica set commits in transactions; a standalone server by a journal. Which
 * of the two it is, the server says when it is first asked.
 */
export class MongoReadStore implements ReadStore {
  readonly leases: Leases;
  readonly notes: Notes;
  private readonly db: Db;
  private readonly registry: Registry;
  private readonly parking: Parking;
  private found: Promise<Server> | null = null;

  private constructor(private readonly client: MongoClient) {
    this.db = client.db();
    this.registry = new Registry(this.db);
    this.parking = new Parking(this.db);
    this.notes = new MongoNotes(this.db);
    this.leases = reachable(
      new MongoLeases(this.db, {
        undoOthers: async (names) => {
          const { committing } = await this.server();
          await committing.undoOthers(await this.registry.refsOf(names));
        },
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
      const { committing } = await this.server();
      const declaration = declarationText(collections);
      const isNew = await this.registry.add(projection, state, declaration);
      const row = await this.registry.demand(projection);
      if (row.declaration !== declaration) throw new DeclarationChanged(projection);
      await made({ db: this.db, registry: this.registry, row, isNew });
      if (!isNew) await committing.recover(row);
      return standing(await this.registry.demand(projection));
    });
  }

  reader(name: string, version?: number): MongoReader {
    const { client, db, registry } = this;
    const snapshots = async () => (await this.server()).commits === 'transactions';
    return new MongoReader({ client, db, registry, snapshots }, { name, version });
  }

  commit(...[writer, from, to, writes, parked = {}]: Parameters<ReadStore['commit']>): Promise<void> {
    return reaching(async () => {
      if (to < from) throw new RangeError(`a checkpoint never goes back: ${from} to ${to}`);
      const { committing } = await this.server();
      const row = await this.registry.find(writer);
      if (row === null) throw new Fenced(writer, from, null);
      await committing.commit({ writer, row, from, to, writes, parked });
    });
  }

  standings(): Promise<readonly Standing[]> {
    return reaching(() => this.registry.all());
  }

  setTarget(projection: ProjectionRef, target: Position): Promise<void> {
    return reaching(async () => {
      const { state } = await this.registry.demand(projection);
      if (state === 'live') throw new Error(`${refText(projection)} is live: it has no target`);
      await this.registry.aim(projection, target);
    });
  }

  promote(projection: ProjectionRef): Promise<void> {
    return reaching(async () => {
      const row = await this.registry.demand(projection);
      if (row.state === 'live') return;
      if ((await this.server()).commits === 'journal') await this.promoteInSteps(row);
      else
        await this.client.withSession((session) =>
          session.withTransaction(async () => {
            await this.registry.retire(row.name, session);
            await this.registry.enthrone(row, session);
          }),
        );
    });
  }

  drop(projection: ProjectionRef): Promise<void> {
    return reaching(async () => {
      const row = await this.registry.find(projection);
      if (row === null) return;
      if (row.state === 'live') throw new Error(`${refText(projection)} is live`);
      await this.registry.remove(projection);
      await this.parking.forget(projection);
      for (const name of collectionsOf(row).keys())
        await this.db.dropCollection(collectionName(projection, name));
    });
  }

  parked(projection?: ProjectionRef): Promise<readonly Parked[]> {
    return reaching(() => this.parking.all(projection));
  }

  async state(): Promise<ViewsState> {
    const { version, commits } = await this.server();
    return { version, commits };
  }

  /** Declared indexes that are not there, of every version: each makes some question slow. */
  missingIndexes(): Promise<readonly string[]> {
    return reaching(async () => {
      const missing: string[] = [];
      for (const row of await this.registry.standings.find().toArray())
        for (const collection of collectionsOf(row))
          missing.push(...(await missingIndexes(this.db, row, collection)));
      return missing;
    });
  }

  explain(projection: string, collection: string, options: FindOptions): Promise<readonly object[]> {
    return this.reader(projection).explain(collection, options);
  }

  async close(): Promise<void> {
    await (await this.found?.catch(() => null))?.committing.close();
    await this.client.close();
  }

  /** Without transactions nothing serves for an instant; asked again, it goes on from there. */
  private async promoteInSteps(row: StoredStanding): Promise<void> {
    await this.registry.retire(row.name);
    await this.registry.enthrone(row);
  }

  private server(): Promise<Server> {
    this.found ??= reaching(() => this.meet()).catch((error: unknown) => {
      this.found = null;
      throw error;
    });
    return this.found;
  }

  private async meet(): Promise<Server> {
    const hello = await this.db.command({ hello: 1 });
    const { version } = await this.db.command({ buildInfo: 1 });
    await this.registry.begin();
    const parts = { client: this.client, db: this.db, registry: this.registry, parking: this.parking };
    const isSet = hello['setName'] !== undefined || hello['msg'] === 'isdbgrid';
    return isSet
      ? { version: String(version), commits: 'transactions', committing: new Transactions(parts) }
      : { version: String(version), commits: 'journal', committing: new Journal(parts) };
  }
}
