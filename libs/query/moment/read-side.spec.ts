import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { LogUnavailable, position, START, type EventStore } from '@event-store/event-store';
import { Unanswerable } from '@query/answering';
import { Engines } from '@testing/engines';
import { Behind } from './behind';
import { ReadSide } from './read-side';

const FIRST = { name: 'orchard', version: 1 };
const SECOND = { name: 'orchard', version: 2 };
const COLLECTIONS = { trees: { indexes: [] } };

const anybody = { id: 'anybody', roles: [], scope: '411400000000' } as unknown as Actor;

const at = (n: number) => position(BigInt(n));
const PLANTED = { stream: 'tree-t', type: 'TreePlanted' };
const tree = (height: number) => [{ collection: 'trees', id: 't', doc: { id: 't', height } }];

type Sides = Pick<Engines, 'store' | 'views'>;

let engines: Engines;

beforeEach(async () => {
  engines = Engines.open();
  await engines.views.prepare(FIRST, COLLECTIONS, 'live');
  await engines.views.commit(FIRST, START, at(1), tree(1));
});

afterEach(() => engines.close());

const sideWith = (deadlineMs: number, { store, views }: Sides = engines): ReadSide => {
  const log = { store, upcast: <T>(event: T) => event, aggregates: [] };
  const [veil, successions] = [() => Promise.resolve([]), () => Promise.resolve([])];
  return new ReadSide({
    ...{ store: views, clock: { now: () => 0 }, log, veil, successions, deadlineMs, policies: new Set() },
  });
};

/** A log that is away. */
const away = (): EventStore =>
  Object.assign(Object.create(engines.store) as EventStore, {
    head: () => Promise.reject(new LogUnavailable('away')),
  });

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

  it('is refused where the log does not have it, without waiting for what never comes', async () => {
    await expect(sideWith(60_000).waitUntil(at(2))).rejects.toEqual(
      new Unanswerable('POSITION_UNKNOWN', at(2)),
    );
  });

  it('waits where the log has it and the documents have not come so far', async () => {
    const end = await engines.happen(PLANTED, PLANTED);
    expect(end).toBe(at(2));
    await expect(sideWith(20).waitUntil(end)).rejects.toThrow(Behind);
    const waiting = sideWith(60_000).waitUntil(end);
    await engines.views.commit(FIRST, at(1), end, tree(2));
    await waiting;
  });

  it('waits where nobody can say what the log has', async () => {
    const side = sideWith(60_000, { store: away(), views: engines.views });
    const waiting = side.waitUntil(at(2));
    await engines.views.commit(FIRST, at(1), at(2), tree(2));
    await waiting;
    await expect(sideWith(20, { store: away(), views: engines.views }).waitUntil(at(3))).rejects.toThrow(
      Behind,
    );
  });

  it('waits for the documents in every read', async () => {
    const reads = readsOf(sideWith(60_000));
    await engines.views.commit(FIRST, at(1), at(2), tree(2));
    expect(await Promise.all(reads)).toEqual(Array(4).fill({ id: 't', height: 2 }));
  });
});
