import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { START, type Position } from '@event-store/event-store';
import type { ReadStore } from '@read-store/read-store';
import { Engines } from '@testing/engines';
import { foldedFromZero, served } from '@testing/fold-from-zero';
import type { Ground } from './parts';
import { ProjectionRunner } from './runner';
import { amended, grown, narrow, orchard, planted } from './story';

let engines: Engines;
const running: ProjectionRunner[] = [];

beforeEach(() => {
  engines = Engines.open();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((runner) => runner.stop()));
  await engines.close();
});

const atOnce = () => new Promise<void>((resolve) => setImmediate(resolve));

const untilStopped = (_: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });

const run = (ground: Partial<Ground> = {}): ProjectionRunner => {
  const { store, views } = engines;
  const runner = new ProjectionRunner({ store, views, projector: orchard, pause: atOnce, ...ground });
  running.push(runner);
  return runner;
};

const reaches = (runner: ProjectionRunner, position: Position) =>
  runner.bell.until(() => runner.status.checkpoint >= position);

const season = (trees: number, times: number) => [
  ...Array.from({ length: trees }, (_, n) => planted(`t${n}`, `v${n % 3}`, n)),
  ...Array.from({ length: trees * times }, (_, n) => grown(`t${n % trees}`, 1 + (n % 5))),
];

const expectFoldFromZero = async () => {
  expect(await served(engines.views, orchard)).toEqual(await foldedFromZero(engines.store, orchard));
};

/** The real read store, whose nth commit meets a fault, before or after it is written. */
const faulty = (views: ReadStore, nth: number, when: 'before' | 'after'): ReadStore => {
  let commits = 0;
  const commit: ReadStore['commit'] = async (...args) => {
    commits += 1;
    if (commits === nth && when === 'before') throw new Error('the plug was pulled');
    await views.commit(...args);
    if (commits === nth && when === 'after') throw new Error('the plug was pulled');
  };
  return amended(views, { commit });
};

describe('a projection runner', () => {
  it('makes the documents that a fold from zero gives, before and after it has caught up', async () => {
    const before = await engines.happen(...season(7, 2));
    const runner = run({ options: { batchSize: 4 } });
    await runner.start();
    await reaches(runner, before);
    await expectFoldFromZero();
    await reaches(runner, await engines.happen(grown('t1', 40), planted('t9', 'v1')));
    await expectFoldFromZero();
    expect(await engines.views.reader('orchard').get('villages', 'v1')).toMatchObject({ trees: 4 - 1 });
  });

  it('divides a batch that would touch too many documents', async () => {
    const head = await engines.happen(...season(20, 1));
    const commits: Position[] = [];
    const views = new Proxy(engines.views, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name === 'commit') commits.push(args[2] as Position);
          return value.apply(target, args) as unknown;
        };
      },
    });
    const runner = run({ views, options: { documentsPerCommit: 5 } });
    await runner.start();
    await reaches(runner, head);
    expect(commits.length).toBeGreaterThan(8);
    expect(commits).toEqual([...commits].sort());
    await expectFoldFromZero();
  });

  it('moves its checkpoint over events of other categories', async () => {
    const runner = run();
    await runner.start();
    const head = await engines.happen({ stream: 'cloud-1', type: 'Rained' });
    await reaches(runner, head);
    expect((await engines.views.standings())[0]?.checkpoint).toBe(head);
  });

  it.each(['before', 'after'] as const)('has an effect once when it dies %s a commit', async (when) => {
    const head = await engines.happen(...season(6, 4));
    const options = { batchSize: 5 };
    const dying = run({ views: faulty(engines.views, 3, when), pause: untilStopped, options });
    await dying.start();
    await dying.bell.until(() => dying.status.error !== null);
    const left = (await engines.views.standings())[0]?.checkpoint ?? START;
    expect(left > START && left < head).toBe(true);

    const next = run({ options });
    await next.start();
    await reaches(next, head);
    await expectFoldFromZero();
  });

  it.each(['before', 'after'] as const)('goes on by itself after a fault %s a commit', async (when) => {
    const head = await engines.happen(...season(6, 4));
    const runner = run({ views: faulty(engines.views, 2, when), options: { batchSize: 5 } });
    await runner.start();
    await reaches(runner, head);
    await expectFoldFromZero();
    expect(runner.status).toMatchObject({ phase: 'live', error: null });
  });

  it('changes nothing when it runs a second time', async () => {
    const head = await engines.happen(...season(5, 2));
    const numberOfTimes = 2;
    const seen = [];
    for (let time = 1; time <= numberOfTimes; time += 1) {
      const runner = run();
      await runner.start();
      await reaches(runner, head);
      await runner.stop();
      seen.push(await served(engines.views, orchard));
    }
    expect(seen[1]).toEqual(seen[0]);
    await expectFoldFromZero();
  });

  it('yields to another runner on the same projection and takes over what that one did', async () => {
    const options = { batchSize: 3 };
    await engines.happen(...season(8, 3));
    const [one, other] = [run({ options }), run({ options })];
    await Promise.all([one.start(), other.start()]);
    const head = await engines.happen(...season(8, 3).slice(8));
    await Promise.all([reaches(one, head), reaches(other, head)]);
    await expectFoldFromZero();
    expect([one.status.error, other.status.error]).toEqual([null, null]);
  });

  it('reads events in their current shape', async () => {
    const head = await engines.happen(planted('t1', 'old-v1', 5));
    const runner = run({
      upcast: (event) => ({ ...event, data: { ...event.data, village: 'v1' } }),
    });
    await runner.start();
    await reaches(runner, head);
    expect(await engines.views.reader('orchard').get('trees', 't1')).toMatchObject({ village: 'v1' });
  });

  it('divides what the store does not take at once', async () => {
    const head = await engines.happen(...season(7, 2));
    const runner = run({ views: narrow(engines.views, 3), options: { batchSize: 10 } });
    await runner.start();
    await reaches(runner, head);
    expect(runner.status.error).toBeNull();
    await expectFoldFromZero();
  });
});
