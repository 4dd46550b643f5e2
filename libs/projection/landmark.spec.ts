import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DamagedEvent, type EventStore } from '@event-store/event-store';
import { written } from '@event-store/moving/writing';
import { Engines } from '@testing/engines';
import type { Happening } from '@testing/events';
import { foldedFromZero, served } from '@testing/fold-from-zero';
import { AnotherLog, anotherLog, followThisLog, keepLandmark, type Landmark } from './landmark';
import { ProjectionRunner } from './runner';
import { amended, grown, orchard, planted } from './story';

/** The read models are those of `here`; `there` is another log. */
let here: Engines;
let there: Engines;
let runner: ProjectionRunner | null = null;

/** As a server keeps it, whose positions are also those of records of others. */
const onServer = (store: EventStore): EventStore => amended(store, { lastGiven: undefined });

const before = [planted('a', 'v1'), grown('a', 1), planted('b', 'v1')];

const follow = async (store: EventStore): Promise<ProjectionRunner> => {
  await runner?.stop();
  runner = new ProjectionRunner({ store, views: here.views, projector: orchard });
  await runner.start();
  return runner;
};

const followed = async (store: EventStore, ...further: readonly Happening[]): Promise<void> => {
  const head = await here.happen(...before, ...further);
  const started = await follow(store);
  await started.bell.until(() => started.status.checkpoint >= head);
};

const otherFor = (store: EventStore) => anotherLog({ store, views: here.views });

beforeEach(() => {
  here = Engines.open();
  there = Engines.open();
});

afterEach(async () => {
  await runner?.stop();
  runner = null;
  await here.close();
  await there.close();
});

describe.each([
  ['in a file', (store: EventStore) => store],
  ['on a server', onServer],
])('a log %s', (_where, kept) => {
  const keep = () => keepLandmark({ store: kept(here.store), views: here.views });

  it('is known again by its newest event, also after it has gone on', async () => {
    await followed(kept(here.store));
    await keep();
    expect(await otherFor(kept(here.store))).toBeNull();
    await here.happen(grown('b', 2), { stream: 'cloud-1', type: 'Rained' });
    expect(await otherFor(kept(here.store))).toBeNull();
    await keep();
    const [landmark] = await here.views.notes.all('landmark');
    expect(landmark).toMatchObject({ stream: 'cloud-1', revision: 0, position: await here.store.head() });
  });

  it('is another where it is an older state that has gone on otherwise, be it further', async () => {
    await followed(kept(here.store), grown('a', 2));
    await keep();
    await there.happen(...before, grown('b', 7), grown('b', 8), grown('b', 9));
    expect(await otherFor(kept(there.store))).toBeInstanceOf(AnotherLog);
  });

  it('is another where the same events stand in other places', async () => {
    await followed(kept(here.store));
    await keep();
    await there.happen({ stream: 'cloud-1', type: 'Rained' });
    await written(there.store, await here.store.readStream('tree-b'));
    expect(await there.store.readStream('tree-b')).toHaveLength(1);
    expect(await otherFor(kept(there.store))).toMatchObject({ code: 'VIEWS_OF_ANOTHER_LOG' });
  });

  it('is no longer followed where it is another: nothing is written over what was there', async () => {
    await followed(kept(here.store));
    await keep();
    await there.happen(planted('x', 'v9'));
    const started = await follow(kept(there.store));
    expect(started.status).toMatchObject({
      phase: 'failed',
      error: expect.stringContaining('start again, and they are built anew from the log that is set'),
    });
    expect(await served(here.views, orchard)).toEqual(await foldedFromZero(here.store, orchard));
    await expect(keepLandmark({ store: kept(there.store), views: here.views })).rejects.toThrow(AnotherLog);
  });

  it('is followed from its first event on where the read models were put away', async () => {
    await followed(kept(here.store));
    await keep();
    const head = await there.happen(planted('x', 'v9'), grown('x', 3));
    const told: string[] = [];
    const place = { store: kept(there.store), views: here.views };
    await followThisLog(place, { warn: (words) => void told.push(words) });
    await followThisLog(place, { warn: (words) => void told.push(words) });
    expect(told).toEqual([expect.stringContaining('VIEWS_OF_ANOTHER_LOG: they are built anew')]);
    const started = await follow(kept(there.store));
    await started.bell.until(() => started.status.checkpoint >= head);
    expect(await served(here.views, orchard)).toEqual(await foldedFromZero(there.store, orchard));
    await keepLandmark(place);
    expect(await otherFor(kept(here.store))).toBeInstanceOf(AnotherLog);
  });

  it('is this one where its newest event was damaged: that is told elsewhere', async () => {
    await followed(kept(here.store));
    await keep();
    const [newest] = await here.views.notes.all<Landmark>('landmark');
    const damaged = amended(kept(here.store), {
      readStream: () => Promise.reject(new DamagedEvent({ ...(newest as Landmark), id: 'unread' })),
    });
    expect(await otherFor(damaged)).toBeNull();
  });
});

describe('read models that no landmark was kept of', () => {
  it('are ahead of a log in a file that ends before them', async () => {
    await followed(here.store);
    await there.happen(planted('x', 'v9'));
    expect(await otherFor(there.store)).toMatchObject({
      message: expect.stringContaining('orchard stands at'),
    });
    expect(await otherFor(here.store)).toBeNull();
  });
});
