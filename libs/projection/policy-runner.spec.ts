import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Engines } from '@testing/engines';
import type { Happening } from '@testing/events';
import { foldedFromZero, served } from '@testing/fold-from-zero';
import { ProjectionHost } from './projections';
import type { Policy } from './projector';
import { ailing, amended, gardener, Gate, planted, recovered } from './story';

let engines: Engines;
let gate: Gate;
let host: ProjectionHost;

beforeEach(() => {
  engines = Engines.open();
  gate = new Gate();
});

afterEach(async () => {
  await host.stop();
  await engines.close();
});

const atOnce = () => new Promise<void>((resolve) => setImmediate(resolve));

const run = async (policy: Policy = gardener, views = engines.views): Promise<void> => {
  const { store } = engines;
  host = new ProjectionHost({
    store,
    views,
    projectors: [],
    policies: [policy],
    send: gate.send,
    pause: atOnce,
  });
  await host.start();
};

const settle = async (...happenings: readonly Happening[]): Promise<void> => {
  await engines.happen(...happenings);
  await host.settle();
};

const sent = () => gate.sent.map(({ command, tree }) => `${command} ${tree}`);

describe('a policy', () => {
  it('sends what follows from every event since the first, in order, once', async () => {
    await engines.happen(ailing('a'), planted('b', 'v'), ailing('b'));
    await run();
    await settle(ailing('c'));
    expect(sent()).toEqual(['a', 'a', 'b', 'b', 'c', 'c'].map((tree) => `WaterTree ${tree}`));
    expect(new Set(gate.ids).size).toBe(6);
    await host.stop();
    await run();
    await host.settle();
    expect(gate.sent).toHaveLength(6);
  });

  it('sends the same ids again when it dies before its checkpoint has moved', async () => {
    await engines.happen(ailing('a'), ailing('b'));
    const commit = () => Promise.reject(new Error('the plug was pulled'));
    const dying = amended(engines.views, { commit });
    await run(gardener, dying);
    while (gate.ids.length < 4) await atOnce();
    await host.stop();
    const first = gate.ids.slice(0, 4);
    expect(first).toHaveLength(4);
    await run();
    await host.settle();
    expect(gate.ids.slice(-4)).toEqual(first);
    expect(await served(engines.views, gardener)).toEqual(await foldedFromZero(engines.store, gardener));
  });

  it('parks the stream whose command is refused, with the codes, and asks again when told', async () => {
    gate.refuses.add('a');
    await run();
    await settle(ailing('a'), ailing('b'), recovered('a'));
    expect(sent()).toEqual(['WaterTree b', 'WaterTree b']);
    const [status] = await host.status();
    expect(status?.parked).toMatchObject([{ stream: 'tree-a', error: 'TREE_IS_HOLY', attempts: 1 }]);
    gate.refuses.clear();
    expect(await host.replayParked('gardener', 'tree-a')).toBe(2);
    expect(sent().slice(2)).toEqual(['WaterTree a', 'WaterTree a']);
    expect(await served(engines.views, gardener)).toEqual(await foldedFromZero(engines.store, gardener));
  });

  it('parks the stream whose command meets a fault that does not pass, and goes on with the others', async () => {
    gate.breaks.add('a');
    await run();
    await settle(ailing('a'), ailing('b'));
    expect(sent()).toEqual(['WaterTree b', 'WaterTree b']);
    const [status] = await host.status();
    expect(status?.parked).toMatchObject([{ stream: 'tree-a', error: 'the ladder is broken' }]);
    gate.breaks.clear();
    await host.replayParked('gardener', 'tree-a');
    expect(sent().slice(2)).toEqual(['WaterTree a', 'WaterTree a']);
  });

  it('sends until somebody answers, and shows that nobody does', async () => {
    gate.away = 5;
    const troubles = new Set<string | null>();
    const watched = { ...gardener };
    const { send } = gate;
    const { store, views } = engines;
    const watching: typeof send = async (...args) => {
      for (const { error } of await host.status()) troubles.add(error);
      await send(...args);
    };
    host = new ProjectionHost({
      ...{ store, views, projectors: [], policies: [watched], send: watching, pause: atOnce },
    });
    await host.start();
    await settle(ailing('a'));
    expect([...troubles]).toEqual([null, 'WaterTree: nobody answers']);
    expect(sent()).toEqual(['WaterTree a', 'WaterTree a']);
    expect(await host.status()).toMatchObject([{ error: null, behind: false, oldestWaitingMs: 0 }]);
  });

  it('folds its memory anew without sending when its version is raised, then goes on', async () => {
    await run();
    await settle(ailing('a'), ailing('b'));
    await host.stop();
    await engines.happen(ailing('c'));
    const raised: Policy = { ...gardener, version: 2 };
    await run(raised);
    await settle(ailing('d'));
    expect(sent().slice(4)).toEqual(['c', 'c', 'd', 'd'].map((tree) => `WaterTree ${tree}`));
    expect(await served(engines.views, raised)).toEqual(await foldedFromZero(engines.store, raised));
  });

  it('does not take for done what its predecessor had parked', async () => {
    gate.refuses.add('a');
    await run();
    await settle(recovered('a'), ailing('a'), ailing('b'));
    await host.stop();
    await run({ ...gardener, version: 2 });
    await host.settle();
    gate.refuses.clear();
    expect(await host.replayParked('gardener', 'tree-a')).toBe(1);
    expect(sent()).toEqual(['b', 'b', 'a', 'a'].map((tree) => `WaterTree ${tree}`));
  });

  it('rests while its memory is rebuilt, and sends nothing twice', async () => {
    await run();
    await settle(ailing('a'), ailing('b'));
    const rebuilding = host.rebuild('gardener');
    await engines.happen(ailing('c'));
    expect((await rebuilding).version).toBe(1_001);
    await host.settle();
    expect(sent()).toEqual(['a', 'a', 'b', 'b', 'c', 'c'].map((tree) => `WaterTree ${tree}`));
    expect(await served(engines.views, gardener)).toEqual(await foldedFromZero(engines.store, gardener));
  });
});

describe('a deadline', () => {
  const felled = () => gate.sent.filter(({ command }) => command === 'FellTree');

  it('is met on its day and not before, with the same id at every tick until an event ends it', async () => {
    await run();
    await settle(ailing('a', '2025-06-01'), ailing('b', '2025-06-03'));
    await host.tick('2025-05-31');
    expect(felled()).toEqual([]);
    await host.tick('2025-06-01');
    await host.tick('2025-06-02');
    expect(felled().map(({ tree }) => tree)).toEqual(['a', 'a']);
    expect(new Set(felled().map(({ commandId }) => commandId)).size).toBe(1);
    await settle(recovered('a'));
    await host.tick('2025-06-03');
    expect(felled().map(({ tree }) => tree)).toEqual(['a', 'a', 'b']);
  });

  it('is judged only after everything that happened before the tick is known', async () => {
    await run();
    await settle(ailing('a', '2025-06-01'));
    let open: () => void = () => undefined;
    gate.opening = new Promise((resolve) => {
      open = resolve;
    });
    await engines.happen(ailing('z', '2025-07-01'));
    while ((await host.status())[0]?.oldestWaitingMs === null) await atOnce();
    await engines.happen(recovered('a'));
    const ticking = host.tick('2025-06-01');
    open();
    await ticking;
    expect(felled()).toEqual([]);
  });

  it('that is refused is shown and asked again at the next tick', async () => {
    await run();
    await settle(ailing('a', '2025-06-01'), ailing('b', '2025-06-01'));
    gate.refuses.add('a');
    await host.tick('2025-06-01');
    expect(felled().map(({ tree }) => tree)).toEqual(['b']);
    const refused = { documentId: 'a', dueOn: '2025-06-01', codes: ['TREE_IS_HOLY'] };
    expect(await host.status()).toMatchObject([{ refusedDeadlines: [refused] }]);
    gate.refuses.clear();
    await host.tick('2025-06-02');
    expect(felled().map(({ tree }) => tree)).toEqual(['b', 'a', 'b']);
    expect(await host.status()).toMatchObject([{ refusedDeadlines: [] }]);
  });

  it('whose command meets a fault that does not pass keeps no other waiting', async () => {
    await run();
    await settle(ailing('a', '2025-06-01'), ailing('b', '2025-06-01'));
    gate.breaks.add('a');
    await host.tick('2025-06-01');
    expect(felled().map(({ tree }) => tree)).toEqual(['b']);
    const refused = { documentId: 'a', dueOn: '2025-06-01', codes: ['UNDELIVERABLE'] };
    expect(await host.status()).toMatchObject([{ refusedDeadlines: [refused] }]);
  });

  it('of one policy is met while another waits for its turn', async () => {
    const { store, views } = engines;
    const busy: Policy = { ...gardener, name: 'busy' };
    const send: typeof gate.send = (intent, cause) =>
      cause.policy === 'busy' ? Promise.reject(new Error('nobody answers')) : gate.send(intent, cause);
    host = new ProjectionHost({
      ...{ store, views, projectors: [], policies: [busy, gardener], send, pause: atOnce },
    });
    await host.start();
    await engines.happen(ailing('a', '2025-06-01'));
    const [, free] = host.waiting;
    await free?.tick('2025-06-01');
    expect(felled().map(({ tree }) => tree)).toEqual(['a']);
  });

  it('is met by the hundreds', async () => {
    await run();
    const trees = Array.from({ length: 450 }, (_, n) => `t${n}`);
    await settle(...trees.map((tree) => ailing(tree)));
    await host.tick('2025-06-01');
    expect(new Set(felled().map(({ tree }) => tree))).toEqual(new Set(trees));
    expect(felled()).toHaveLength(450);
  });
});
