import { afterEach, beforeEach } from '@jest/globals';
import { type Position, START } from '@event-store/event-store';
import type { ProjectionRef, Reader, ReadStore, Write } from '@read-store/read-store';
import type { Engine } from './engine';
import { at, COLLECTIONS, LEDGER } from './ledger';

/** A new store for each test, and as many further openings of the same place as it wants. */
export class Stage {
  #place = '';
  #stores: ReadStore[] = [];

  constructor(readonly engine: Engine) {}

  get place(): string {
    return this.#place;
  }

  get store(): ReadStore {
    const [first] = this.#stores;
    if (first === undefined) throw new Error('no test is running');
    return first;
  }

  get accounts(): Reader {
    return this.store.reader('ledger');
  }

  async another(): Promise<ReadStore> {
    const store = await this.engine.open(this.#place);
    this.#stores.push(store);
    return store;
  }

  async begin(): Promise<void> {
    this.#place = await this.engine.place();
    await this.another();
  }

  async end(): Promise<void> {
    await Promise.all(this.#stores.map((store) => store.close()));
    this.#stores = [];
    await this.engine.tidy(this.#place);
  }

  /** The ledger, live, with these documents at position 1. */
  async ledger(...writes: readonly Write[]): Promise<void> {
    await this.store.prepare(LEDGER, COLLECTIONS, 'live');
    await this.store.commit(LEDGER, START, at(1), writes);
  }

  async checkpoint({ name, version }: ProjectionRef): Promise<Position | undefined> {
    const standings = await this.store.standings();
    return standings.find((one) => one.name === name && one.version === version)?.checkpoint;
  }
}

export const staged = (engine: Engine): Stage => {
  const stage = new Stage(engine);
  beforeEach(() => stage.begin());
  afterEach(() => stage.end());
  return stage;
};
