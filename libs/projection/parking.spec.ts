import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DamagedEvent, type EventStore, type Position, type RecordedEvent } from '@event-store/event-store';
import { Engines } from '@testing/engines';
import { foldedFromZero, served } from '@testing/fold-from-zero';
import type { Happening } from '@testing/events';
import { put, type Projector } from './projector';
import { ProjectionRunner } from './runner';
import { grown, orchard, planted, struck } from './story';

let engines: Engines;
let runner: ProjectionRunner;
let pauses: number[];

beforeEach(() => {
  engines = Engines.open();
  pauses = [];
});

afterEach(async () => {
  await runner.stop();
  await engines.close();
});

const run = async (projector: Projector, ...happenings: readonly Happening[]): Promise<void> => {
  const pause = (ms: number) => {
    pauses.push(ms);
    return new Promise<void>((resolve) => setImmediate(resolve));
  };
  runner = new ProjectionRunner({ store: engines.store, views: engines.views, projector, pause });
  const head = await engines.happen(...happenings);
  await runner.start();
  await reaches(head);
};

const reaches = (position: Position) => runner.bell.until(() => runner.status.checkpoint >= position);

const parked = async () =>
  (await engines.views.parked()).map(({ stream, error, attempts }) => ({ stream, error, attempts }));

/** The orchard, which lightning no longer harms once it is cured. */
const curable = () => {
  const cure = { found: false };
  const projector: Projector = {
    ...orchard,
    project: (event, documents) =>
      orchard.project(event.type === 'Struck' && cure.found ? { ...event, type: 'Grown' } : event, documents),
  };
  return { cure, projector };
};

/** The real log, of which some events cannot be read: what stands before them in a batch is handed over first. */
const torn = (store: EventStore, isDamaged: (event: RecordedEvent) => boolean): EventStore => {
  const readable = (events: readonly RecordedEvent[]): readonly RecordedEvent[] => {
    const at = events.findIndex(isDamaged);
    const [damaged] = events.slice(at);
    if (at === 0 && damaged !== undefined) throw new DamagedEvent(damaged);
    return at === -1 ? events : events.slice(0, at);
  };
  const subscribe: EventStore['subscribe'] = async function* (selection, signal) {
    for await (const batch of store.subscribe(selection, signal)) {
      const events = readable(batch.events);
      const last = events.at(-1);
      const isWhole = events.length === batch.events.length || last === undefined;
      yield isWhole ? batch : { events, position: last.position, caughtUp: false };
      readable(batch.events.slice(events.length));
    }
  };
  return {
    append: (...args) => store.append(...args),
    readStream: async (...args) =>
      (await store.readStream(...args)).map((event) => readable([event])[0] ?? event),
    readAll: (selection) => store.readAll(selection),
    subscribe,
    head: () => store.head(),
    close: () => store.close(),
  };
};

const storm = [planted('a', 'v1'), planted('b', 'v2'), struck('a'), grown('a', 5), grown('b', 3)];

describe('a poisoned event', () => {
  it('is tried three times with growing pauses, then its stream waits and the rest goes on', async () => {
    await run(orchard, ...storm);
    expect(await parked()).toEqual([{ stream: 'tree-a', error: 'lightning', attempts: 3 }]);
    expect(pauses).toEqual([100, 200]);
    const views = engines.views.reader('orchard');
    expect(await views.get('trees', 'a')).toMatchObject({ height: 1, revision: 0 });
    expect(await views.get('trees', 'b')).toMatchObject({ height: 4 });
  });

  it('keeps its stream waiting in later batches and after a restart', async () => {
    await run(orchard, ...storm);
    await runner.stop();
    await run(orchard, grown('a', 7), grown('b', 1));
    expect(await engines.views.reader('orchard').get('trees', 'a')).toMatchObject({ height: 1 });
    expect(await parked()).toHaveLength(1);
  });

  it('is taken with all that waited behind it once it can be', async () => {
    const { cure, projector } = curable();
    await run(projector, ...storm);
    await reaches(await engines.happen(grown('a', 7)));
    cure.found = true;
    expect(await runner.replayParked('tree-a')).toBe(3);
    expect(await parked()).toEqual([]);
    expect(await served(engines.views, projector)).toEqual(await foldedFromZero(engines.store, projector));
    await reaches(await engines.happen(grown('a', 1)));
    expect(await engines.views.reader('orchard').get('trees', 'a')).toMatchObject({ height: 14 });
  });

  it('stays parked, and counts the attempts, as long as it cannot be taken', async () => {
    await run(orchard, ...storm);
    await expect(runner.replayParked('tree-a')).rejects.toThrow('lightning');
    expect(await parked()).toEqual([{ stream: 'tree-a', error: 'lightning', attempts: 6 }]);
    expect(await runner.replayParked('tree-b')).toBe(0);
    await reaches(await engines.happen(grown('b', 1)));
    expect(await engines.views.reader('orchard').get('trees', 'b')).toMatchObject({ height: 5 });
  });

  it('is one that leads to a document the store will not keep', async () => {
    const named: Projector = {
      ...orchard,
      project: (event, documents) => [
        ...orchard.project(event, documents),
        ...(event.data['by'] === 13
          ? [put('trees', { id: event.stream.slice(5), village: { name: 'no text' } })]
          : []),
      ],
    };
    await run(named, planted('a', 'v1'), planted('b', 'v1'), grown('a', 13), grown('b', 2), grown('a', 1));
    expect((await parked()).map(({ stream }) => stream)).toEqual(['tree-a']);
    const views = engines.views.reader('orchard');
    expect(await views.get('trees', 'a')).toMatchObject({ height: 1 });
    expect(await views.get('villages', 'v1')).toEqual({ id: 'v1', trees: 2, height: 4 });
  });

  it('is one that reads what it did not ask for', async () => {
    const nosy: Projector = { ...orchard, needs: () => [] };
    await run(nosy, planted('a', 'v1'));
    expect((await parked())[0]?.error).toBe('trees/a was read but not asked for');
  });

  it('is one that cannot be brought to its current shape', async () => {
    const head = await engines.happen(planted('a', 'v1'), planted('b', 'v1'));
    const upcast = <T extends { stream: string }>(event: T): T => {
      if (event.stream === 'tree-a') throw new Error('no such version');
      return event;
    };
    runner = new ProjectionRunner({ store: engines.store, views: engines.views, projector: orchard, upcast });
    await runner.start();
    await reaches(head);
    expect(await parked()).toEqual([{ stream: 'tree-a', error: 'no such version', attempts: 1 }]);
  });

  it('is one that the log itself cannot read any more', async () => {
    const head = await engines.happen(planted('a', 'v1'), planted('b', 'v1'), grown('a', 2), grown('b', 3));
    const store = torn(engines.store, ({ stream, revision }) => stream === 'tree-a' && revision === 1);
    runner = new ProjectionRunner({ store, views: engines.views, projector: orchard });
    await runner.start();
    await reaches(head);
    expect((await parked()).map(({ stream }) => stream)).toEqual(['tree-a']);
    const views = engines.views.reader('orchard');
    expect(await views.get('trees', 'a')).toMatchObject({ height: 1 });
    expect(await views.get('trees', 'b')).toMatchObject({ height: 4 });
    await expect(runner.replayParked('tree-a')).rejects.toThrow('cannot be read');
  });
});
