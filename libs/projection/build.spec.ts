import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogUnavailable, type EventStore, type Selection } from '@event-store/event-store';
import type { ReadStore } from '@read-store/read-store';
import { ViewsUnavailable } from '@read-store/unavailable';
import { Engines } from '@testing/engines';
import { foldedFromZero, served } from '@testing/fold-from-zero';
import { rebuild } from './build';
import type { HostParts } from './projections';
import { ProjectionHost } from './projections';
import type { Progress } from './progress';
import { put, type Projector } from './projector';
import { amended, Gate, grown, narrow, orchard, planted, struck } from './story';

let engines: Engines;
const hosts: ProjectionHost[] = [];

beforeEach(() => {
  engines = Engines.open();
});

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  await engines.close();
});

const atOnce = () => new Promise<void>((resolve) => setImmediate(resolve));

const host = async (projector: Projector, more: Partial<HostParts> = {}): Promise<ProjectionHost> => {
  const { store, views } = engines;
  const policies: HostParts['policies'] = [];
  const parts = { store, views, projectors: [projector], policies, send: new Gate().send, pause: atOnce };
  const made = new ProjectionHost({ ...parts, ...more });
  hosts.push(made);
  await made.start();
  return made;
};

const standings = async () =>
  (await engines.views.standings()).map(({ version, state }) => `${String(version)} ${state}`);

const season = (events: number) => [
  ...Array.from({ length: 5 }, (_, n) => planted(`t${n}`, `v${n % 2}`)),
  ...Array.from({ length: events }, (_, n) => grown(`t${n % 5}`, 1)),
];

/** The next version of the orchard measures in decimetres. */
const inDecimetres: Projector = {
  ...orchard,
  version: 2,
  project: (event, documents) =>
    orchard
      .project(event, documents)
      .map((write) =>
        write.collection === 'trees' && write.doc !== null
          ? put('trees', { ...write.doc, unit: 'dm' })
          : write,
      ),
};

const expectFoldFromZero = async (projector: Projector) => {
  expect(await served(engines.views, projector)).toEqual(await foldedFromZero(engines.store, projector));
};

describe('a rebuild', () => {
  it('fills a version beside the one that serves, while events go on, and then lets it serve', async () => {
    await engines.happen(...season(30));
    const running = await host(orchard, { options: { batchSize: 7 } });
    await running.settle();
    const progress: Progress[] = [];
    const writing = engines.happen(...season(30).slice(5));
    const standing = await running.rebuild('orchard', { onProgress: (step) => progress.push(step) });
    await writing;
    await running.settle();
    expect(standing.version).toBe(1_001);
    expect(await standings()).toEqual(['1000 retired', '1001 live']);
    await expectFoldFromZero(orchard);
    expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).sort((a, b) => a - b));
    expect(progress.at(-1)).toMatchObject({ etaSeconds: 0 });
    expect(progress.at(-1)?.events).toBeGreaterThanOrEqual(35);
    expect(progress.every(({ done, total }) => done <= total)).toBe(true);
  });

  it('mends documents that were damaged', async () => {
    const head = await engines.happen(...season(5));
    const running = await host(orchard);
    await running.settle();
    const damage = { collection: 'trees', id: 't1', doc: { id: 't1', village: 'nowhere' } };
    await engines.views.commit({ name: 'orchard', version: 1_000 }, head, head, [damage]);
    await running.rebuild('orchard');
    await expectFoldFromZero(orchard);
  });

  it('leaves nothing behind when it is cancelled, and can be asked for again', async () => {
    await engines.happen(...season(30));
    const running = await host(orchard, { options: { batchSize: 5 } });
    await running.settle();
    const cancel = new AbortController();
    const cancelled = running.rebuild('orchard', { signal: cancel.signal, onProgress: () => cancel.abort() });
    await expect(cancelled).rejects.toThrow('abort');
    expect(await standings()).toEqual(['1000 live']);
    await running.rebuild('orchard');
    expect(await standings()).toEqual(['1000 retired', '1001 live']);
    await expectFoldFromZero(orchard);
  });

  it('clears away what an attempt that was killed left', async () => {
    await engines.happen(...season(5));
    const running = await host(orchard);
    await running.settle();
    await engines.views.prepare({ name: 'orchard', version: 1_001 }, orchard.collections, 'building');
    expect((await running.rebuild('orchard')).version).toBe(1_001);
    await expectFoldFromZero(orchard);
  });

  describe('in whose middle a store fails', () => {
    const batches = { options: { batchSize: 5 }, pause: atOnce };

    /** Fails so many times at the place of its third batch. */
    const failingLog = (times: number): EventStore => {
      const { store } = engines;
      let left = times;
      return amended(store, {
        async *readAll(selection: Selection) {
          let read = 0;
          for await (const batch of store.readAll(selection)) {
            read += 1;
            if (read === 3 && left > 0) {
              left -= 1;
              throw new LogUnavailable('away');
            }
            yield batch;
          }
        },
      });
    };

    /** Takes nothing, so many times. */
    const failingViews = (times: number): ReadStore => {
      const { views } = engines;
      let left = times;
      return amended(views, {
        commit: (...commit: Parameters<ReadStore['commit']>) => {
          left -= 1;
          return left >= 0 ? Promise.reject(new ViewsUnavailable()) : views.commit(...commit);
        },
      });
    };

    beforeEach(() => engines.happen(...season(60)));

    it('goes on where it was, as often as it comes further meanwhile', async () => {
      const options = { batchSize: 1, documentsPerBuildCommit: 1 };
      const ground = { ...batches, store: failingLog(25), views: failingViews(3), options };
      const first = await rebuild(ground, orchard);
      expect(first).toMatchObject({ version: 1_000, state: 'live' });
      await expectFoldFromZero(orchard);
    });

    it('gives up where it comes no further for minutes, and leaves nothing behind', async () => {
      const { store } = engines;
      const ground = { ...batches, store, views: failingViews(Infinity) };
      await expect(rebuild(ground, orchard)).rejects.toThrow(ViewsUnavailable);
      expect(await standings()).toEqual([]);
    });
  });

  it('stops at an event that cannot be taken, and what serves goes on serving', async () => {
    await engines.happen(...season(3), struck('t1'));
    const running = await host(orchard);
    await running.settle();
    const stopped = running.rebuild('orchard');
    await expect(stopped).rejects.toThrow('orchard@1001 stopped at revision 2 of tree-t1: lightning');
    expect(await standings()).toEqual(['1000 live']);
  });

  it('stops at a document that the store will not keep', async () => {
    await engines.happen(...season(3));
    const running = await host(orchard);
    await running.settle();
    await running.stop();
    const odd = { ...orchard, project: () => [put('trees', { id: 'a', village: { name: 'no text' } })] };
    const stopped = rebuild({ store: engines.store, views: engines.views }, odd);
    await expect(stopped).rejects.toThrow('trees/a: village is not of the declared shape');
    expect(await standings()).toEqual(['1000 live']);
  });

  it('commits many batches at once, and no more documents than told', async () => {
    await engines.happen(...season(60));
    await (await host(orchard)).settle();
    await hosts[0]?.stop();
    const options = { batchSize: 3, documentsPerBuildCommit: 6, remembered: 2 };
    const standing = await rebuild({ store: engines.store, views: engines.views, options }, orchard);
    expect(standing.checkpoint).toBe(await engines.store.head());
    await expectFoldFromZero(orchard);
  });

  it('goes on with less at a time where the store does not take so much at once, down to one event', async () => {
    await engines.happen(...season(60));
    await (await host(orchard)).settle();
    await hosts[0]?.stop();
    const views = narrow(engines.views, 2);
    const options = { batchSize: 30, documentsPerBuildCommit: 40 };
    const standing = await rebuild({ store: engines.store, views, options }, orchard);
    expect(standing.checkpoint).toBe(await engines.store.head());
    await expectFoldFromZero(orchard);
    const stuck = rebuild({ store: engines.store, views: narrow(engines.views, 1), options }, orchard);
    await expect(stuck).rejects.toThrow('orchard@1002: 2 documents are too many for one commit');
  });

  it('by another process is noticed by the one that runs the projection', async () => {
    await engines.happen(...season(3));
    const running = await host(orchard);
    await running.settle();
    await rebuild({ store: engines.store, views: engines.views }, orchard);
    await engines.happen(grown('t1', 9));
    await running.settle();
    expect(await running.status()).toMatchObject([{ version: 1_001, error: null }]);
    await expectFoldFromZero(orchard);
  });

  it('needs no running host', async () => {
    await engines.happen(...season(3));
    await (await host(orchard)).settle();
    await hosts[0]?.stop();
    await engines.happen(grown('t1', 1));
    await rebuild({ store: engines.store, views: engines.views }, orchard);
    await expectFoldFromZero(orchard);
  });
});

describe('a version', () => {
  it('that is newer than what serves is built beside it at the start', async () => {
    await engines.happen(...season(10));
    const old = await host(orchard);
    await old.settle();
    await old.stop();
    const running = await host(inDecimetres);
    await running.settle();
    expect(await standings()).toEqual(['1000 retired', '2000 live']);
    await expectFoldFromZero(inDecimetres);
  });

  it('whose first build was killed before anything served is built to its end by who runs it', async () => {
    await engines.happen(...season(5));
    await engines.views.prepare({ name: 'orchard', version: 1_000 }, orchard.collections, 'building');
    await (await host(orchard)).settle();
    expect(await standings()).toEqual(['1000 live']);
    await expectFoldFromZero(orchard);
  });

  it('goes on being built where an earlier process stopped', async () => {
    await engines.happen(...season(20));
    await (await host(orchard)).settle();
    await hosts[0]?.stop();
    const begun = new AbortController();
    const { views } = engines;
    const dying = { store: engines.store, views, options: { batchSize: 5 } };
    const drop = amended(views, { drop: () => Promise.reject(new Error('killed')) });
    const onProgress = () => begun.abort();
    const killed = rebuild({ ...dying, views: drop }, inDecimetres, { signal: begun.signal, onProgress });
    await expect(killed).rejects.toThrow('abort');
    const half = (await views.standings()).find(({ version }) => version === 2_000);
    expect(half?.state).toBe('building');
    await (await host(inDecimetres)).settle();
    expect(await standings()).toEqual(['1000 retired', '2000 live']);
    await expectFoldFromZero(inDecimetres);
  });

  it('that cannot be built is shown as failed while the old one serves', async () => {
    await engines.happen(...season(3), struck('t1'));
    await (await host(orchard)).settle();
    await hosts[0]?.stop();
    const running = await host(inDecimetres);
    await expect(running.settle()).rejects.toThrow('orchard is failed: orchard@2000 stopped at');
    expect(await running.status()).toMatchObject([{ phase: 'failed', version: 1_000, codeVersion: 2 }]);
    expect(await engines.views.reader('orchard').get('trees', 't2')).toMatchObject({ height: 2 });
  });

  it('is served again after a roll-back, and goes on from where it was left', async () => {
    await engines.happen(...season(10));
    const running = await host(orchard);
    await running.settle();
    await running.rebuild('orchard');
    await engines.happen(grown('t1', 5));
    await running.settle();
    await running.promote('orchard', 1_000);
    await engines.happen(grown('t1', 5));
    await running.settle();
    expect(await standings()).toEqual(['1000 live', '1001 retired']);
    await expectFoldFromZero(orchard);
  });

  it('that was rolled back does not come back by itself', async () => {
    await engines.happen(...season(3));
    await (await host(orchard)).settle();
    await hosts[0]?.stop();
    const running = await host(inDecimetres);
    await running.settle();
    await running.promote('orchard', 1_000);
    await running.stop();
    const again = await host(inDecimetres, { pause: () => new Promise(() => undefined) });
    hosts.pop();
    await expect(again.settle()).rejects.toThrow('this version was rolled back');
    expect(await again.status()).toMatchObject([{ phase: 'standing-by', version: 1_000 }]);
    expect(await standings()).toEqual(['1000 live', '2000 retired']);
  });

  it('is forgotten once it has been retired long enough', async () => {
    let now = 1_000;
    await engines.happen(...season(3));
    const running = await host(orchard, { clock: { now: () => now } });
    await running.settle();
    await running.rebuild('orchard');
    now += 59;
    expect(await running.dropRetired(60)).toEqual([]);
    now += 1;
    expect(await running.dropRetired(60)).toMatchObject([{ version: 1_000 }]);
    expect(await standings()).toEqual(['1001 live']);
  });

  it('is kept where it was rolled back, or it would be built again', async () => {
    let now = 1_000;
    await engines.happen(...season(3));
    const running = await host(orchard, { clock: { now: () => now } });
    await running.settle();
    await running.rebuild('orchard');
    await running.promote('orchard', 1_000);
    now += 100;
    expect(await running.dropRetired(60)).toEqual([]);
    expect(await standings()).toEqual(['1000 live', '1001 retired']);
  });
});
