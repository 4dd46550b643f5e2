import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { position, START } from '@event-store/event-store';
import { Engines } from '@testing/engines';
import { Behind } from './faults';
import { ReadSide } from './read-side';

const FIRST = { name: 'orchard', version: 1 };
const SECOND = { name: 'orchard', version: 2 };
const COLLECTIONS = { trees: { indexes: [] } };

const anybody = { id: 'anybody', roles: [], scope: '411400000000' } as unknown as Actor;

const at = (n: number) => position(BigInt(n));
const tree = (height: number) => [{ collection: 'trees', id: 't', doc: { id: 't', height } }];

let engines: Engines;

beforeEach(async () => {
  engines = Engines.open();
  await engines.views.prepare(FIRST, COLLECTIONS, 'live');
  await engines.views.commit(FIRST, START, at(1), tree(1));
});

afterEach(() => engines.close());

const sideWith = (deadlineMs: number): ReadSide => {
  const { store, views } = engines;
  const log = { store, upcast: <T>(event: T) => event, aggregates: [] };
  const veil = () => Promise.resolve([]);
  return new ReadSide({
    ...{ store: views, clock: { now: () => 0 }, log, veil, deadlineMs, policies: new Set() },
  });
};

const readsOf = (side: ReadSide) => {
  const reader = side.viewsFor(anybody, at(2)).of('orchard');
  return [
    reader.get('trees', 't'),
    reader.getMany('trees', ['t']).then(([one]) => one),
    reader.find('trees', { limit: 1 }).then(({ items: [one] }) => one),
    reader.count('trees').then((found) => ({ id: 't', height: found + 1 })),
  ];
};

describe('a question that names a position', () => {
  it('is answered from no document of an earlier moment, though the wait for it was over', async () => {
    const side = sideWith(0);
    await engines.views.prepare(SECOND, COLLECTIONS, 'building');
    await engines.views.commit(SECOND, START, at(2), tree(2));
    await engines.views.promote(SECOND);
    await side.waitUntil(at(2));
    await engines.views.promote(FIRST);
    for (const read of readsOf(side)) await expect(read).rejects.toThrow(new Behind(at(2), at(1)).message);
  });

  it('waits for the documents in every read', async () => {
    const reads = readsOf(sideWith(60_000));
    await engines.views.commit(FIRST, at(1), at(2), tree(2));
    expect(await Promise.all(reads)).toEqual(Array(4).fill({ id: 't', height: 2 }));
  });
});
