import { type Position, START } from '@event-store/event-store';
import { declaredIn } from '../declaration';
import {
  type CollectionSpec,
  type ProjectionRef,
  type ProjectionState,
  type Standing,
  UnknownCollection,
  UnknownProjection,
} from '../read-store';
import type { Connection } from './connection';
import { fragment } from './fragment';

/** One row of the table that says which versions there are and which of them serves. */
interface Row extends Standing {
  readonly declaration: string;
}

const COLUMNS = 'name, version, state, checkpoint, target, declaration';

/** Which versions of which projections this file holds. Every call belongs inside a transaction of the caller. */
export class Registry {
  readonly #declared = new Map<string, ReadonlyMap<string, Required<CollectionSpec>>>();

  constructor(private readonly connection: Connection) {}

  all(): readonly Standing[] {
    const rows = this.connection.all(fragment(`SELECT ${COLUMNS} FROM projections ORDER BY name, version`));
    return (rows as readonly Row[]).map(standing);
  }

  find({ name, version }: ProjectionRef): Row | undefined {
    const sql = `SELECT ${COLUMNS} FROM projections WHERE name = ? AND version = ?`;
    return this.connection.get(sql, name, version) as Row | undefined;
  }

  /** @throws UnknownProjection */
  demand(projection: ProjectionRef): Row {
    const row = this.find(projection);
    if (row === undefined) throw new UnknownProjection(projection.name, projection.version);
    return row;
  }

  /** The live version where none is named. @throws UnknownProjection */
  resolve(name: string, version?: number): Row {
    if (version !== undefined) return this.demand({ name, version });
    const row = this.#live(name);
    if (row === undefined) throw new UnknownProjection(name);
    return row;
  }

  /** Whether some version is live. */
  isServed(name: string): boolean {
    return this.#live(name) !== undefined;
  }

  collections({ declaration }: Row): ReadonlyMap<string, Required<CollectionSpec>> {
    const known = this.#declared.get(declaration);
    if (known !== undefined) return known;
    const parsed = declaredIn(declaration);
    this.#declared.set(declaration, parsed);
    return parsed;
  }

  /** @throws UnknownCollection */
  collection(row: Row, collection: string): Required<CollectionSpec> {
    const spec = this.collections(row).get(collection);
    if (spec === undefined) throw new UnknownCollection(collection);
    return spec;
  }

  add({ name, version }: ProjectionRef, state: ProjectionState, declaration: string): void {
    const sql =
      'INSERT INTO projections (name, version, state, checkpoint, declaration) VALUES (?, ?, ?, ?, ?)';
    this.connection.run(sql, name, version, state, START, declaration);
  }

  /** Whether the checkpoint was `from` and is now `to`. */
  advance({ name, version }: ProjectionRef, from: Position, to: Position): boolean {
    const sql = 'UPDATE projections SET checkpoint = ? WHERE name = ? AND version = ? AND checkpoint = ?';
    return this.connection.run(sql, to, name, version, from) === 1;
  }

  aim({ name, version }: ProjectionRef, target: Position): void {
    const sql = 'UPDATE projections SET target = ? WHERE name = ? AND version = ?';
    this.connection.run(sql, target, name, version);
  }

  enthrone({ name, version }: ProjectionRef): void {
    this.connection.run(`UPDATE projections SET state = 'retired' WHERE name = ? AND state = 'live'`, name);
    const sql = `UPDATE projections SET state = 'live', target = NULL WHERE name = ? AND version = ?`;
    this.connection.run(sql, name, version);
  }

  remove({ name, version }: ProjectionRef): void {
    this.connection.run('DELETE FROM projections WHERE name = ? AND version = ?', name, version);
  }

  #live(name: string): Row | undefined {
    const sql = `SELECT ${COLUMNS} FROM projections WHERE name = ? AND state = 'live'`;
    return this.connection.get(sql, name) as Row | undefined;
  }
}

export const standing = ({ name, version, state, checkpoint, target }: Row): Standing => ({
  name,
  version,
  state,
  checkpoint,
  target,
});
