import { checkDeclaration, declarationText } from '../declaration';
import { checkWrite } from '../document';
import { requireReached } from '../not-reached';
import {
  type Collections,
  DeclarationChanged,
  Fenced,
  type FindOptions,
  type Parked,
  type ProjectionRef,
  type ReadStore,
  type Standing,
  type Write,
} from '../read-store';
import type { Notes } from '../notes';
import type { Position } from '@event-store/event-store';
import { applyWrite, dropTable, makeTables } from './collection';
import { Connection } from './connection';
import { requireDeclared } from './declared';
import { tableOf } from './names';
import { SqliteNotes } from './notes';
import { applyParking, forgetParked, parkedStreams } from './parking';
import { Registry, standing } from './registry';
import { SqliteReader } from './sqlite-reader';

/**
 * Read models in one SQLite file in WAL, which any number of threads and processes may open: readers never wait and see
 * whole commits only. `synchronous=NORMAL` is enough: a power cut may take the last commits, but each with its checkpoint,
 * and the log is replayed from there.
 */
export class SqliteReadStore implements ReadStore {
  readonly notes: Notes;
  readonly #connection: Connection;
  readonly #registry: Registry;

  private constructor(path: string) {
    this.#connection = new Connection(path);
    this.#registry = new Registry(this.#connection);
    this.notes = new SqliteNotes(this.#connection);
  }

  static open(path: string): SqliteReadStore {
    return new SqliteReadStore(path);
  }

  /** Of this process alone, in memory and where that is too little in a nameless file, gone when it is closed. */
  static temporary(): SqliteReadStore {
    return new SqliteReadStore('');
  }

  prepare(
    projection: ProjectionRef,
    collections: Collections,
    state: 'building' | 'live',
  ): Promise<Standing> {
    return this.#write(() => {
      checkDeclaration(projection, collections);
      const declaration = declarationText(collections);
      const known = this.#registry.find(projection);
      if (known === undefined) return this.#make(projection, state, declaration);
      if (known.declaration !== declaration) throw new DeclarationChanged(projection);
      return standing(known);
    });
  }

  reader(name: string, version?: number, reached?: Position): SqliteReader {
    return new SqliteReader(this.#connection, this.#registry, { name, version, reached });
  }

  commit(...[projection, from, to, writes, parked]: Parameters<ReadStore['commit']>): Promise<void> {
    return this.#write(() => {
      this.#advance(projection, from, to);
      this.#put(projection, writes);
      applyParking(this.#connection, projection, parked ?? {});
    });
  }

  standings(): Promise<readonly Standing[]> {
    return this.#connection.promise(() => this.#registry.all());
  }

  setTarget(projection: ProjectionRef, target: Position): Promise<void> {
    return this.#write(() => {
      const { name, version, state } = this.#registry.demand(projection);
      if (state === 'live') throw new Error(`${name}@${String(version)} is live: it has no target`);
      this.#registry.aim(projection, target);
    });
  }

  promote(projection: ProjectionRef): Promise<void> {
    return this.#write(() => {
      this.#registry.demand(projection);
      this.#registry.enthrone(projection);
    });
  }

  drop(projection: ProjectionRef): Promise<void> {
    return this.#write(() => {
      const row = this.#registry.find(projection);
      if (row === undefined) return;
      if (row.state === 'live') throw new Error(`${row.name}@${String(row.version)} is live`);
      this.#forget(projection);
    });
  }

  clear(): Promise<void> {
    return this.#write(() => {
      for (const version of this.#registry.all()) this.#forget(version);
      this.#connection.run('DELETE FROM notes');
    });
  }

  parked(projection?: ProjectionRef, reached?: Position): Promise<readonly Parked[]> {
    return this.#connection.promise(() =>
      this.#connection.reading(() => {
        if (projection !== undefined && reached !== undefined)
          requireReached(this.#registry.demand(projection), reached);
        return parkedStreams(this.#connection, projection);
      }),
    );
  }

  examine({ wholly } = { wholly: false }): Promise<void> {
    return this.#connection.promise(() => {
      this.#connection.examine({ indexes: wholly });
      if (wholly) this.#connection.reading(() => requireDeclared(this.#connection, this.#registry));
    });
  }

  close(): Promise<void> {
    this.#connection.close();
    return Promise.resolve();
  }

  /** How SQLite would go about a find; for tests and the doctor, no part of the port. */
  explain(projection: string, collection: string, options: FindOptions): Promise<string> {
    return this.reader(projection).explain(collection, options);
  }

  #make(projection: ProjectionRef, state: 'building' | 'live', declaration: string): Standing {
    const { name, version } = projection;
    if (state === 'live' && this.#registry.isServed(name))
      throw new Error(`${name}@${String(version)} cannot begin live: another version is`);
    this.#registry.add(projection, state, declaration);
    const made = this.#registry.demand(projection);
    makeTables(this.#connection, made, this.#registry.collections(made));
    return standing(made);
  }

  #forget(projection: ProjectionRef): void {
    const row = this.#registry.demand(projection);
    for (const collection of this.#registry.collections(row).keys())
      dropTable(this.#connection, tableOf(row, collection));
    forgetParked(this.#connection, row);
    this.#registry.remove(row);
  }

  #advance(projection: ProjectionRef, from: Position, to: Position): void {
    if (to < from) throw new RangeError(`a checkpoint never goes back: ${from} to ${to}`);
    if (this.#registry.advance(projection, from, to)) return;
    throw new Fenced(projection, from, this.#registry.find(projection)?.checkpoint ?? null);
  }

  #put(projection: ProjectionRef, writes: readonly Write[]): void {
    const declared = this.#registry.collections(this.#registry.demand(projection));
    for (const write of writes) {
      checkWrite(write, declared);
      applyWrite(this.#connection, tableOf(projection, write.collection), write);
    }
  }

  #write<T>(work: () => T): Promise<T> {
    return this.#connection.promise(() => this.#connection.writing(work));
  }
}
