import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Engines } from '@testing/engines';
import { foldedFromZero, served } from '@testing/fold-from-zero';
import type { Overtaken } from './overtaken';
import type { Policy, Projector } from './projector';
import { ProjectionHost, type HostParts } from './projections';
import { askReplay, replaysAsked } from './replays';
import { ailing, gardener, Gate, grown, orchard, planted, recovered, struck } from './story';
import { troublesTold } from './troubles';

let engines: Engines;
let gate: Gate;
let hosts: ProjectionHost[];
let now: number;

const clock = { now: () => now };
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

const run = async (parts: Partial<HostParts>): Promise<ProjectionHost> => {
  const { store, views } = engines;
  const own = { store, views, clock, pause, projectors: [], policies: [], send: gate.send };
  const host = new ProjectionHost({ ...own, ...parts });
  hosts.push(host);
  await host.start();
  return host;
};

const parked = async () => (await engines.views.parked()).map(({ stream, attempts }) => [stream, attempts]);

beforeEach(() => {
  engines = Engines.open();
  gate = new Gate();
  hosts = [];
  now = Date.parse('2025-03-01T02:00:00.000Z');
});

afterEach(async () => {
  for (const host of hosts) await host.stop();
  await engines.close();
});

describe('a parked stream that somebody asks for', () => {
  const ask = (projection: string, stream: string) => askReplay(engines.views, clock, { projection, stream });

  it('is taken by the process that runs the projection, and by no other', async () => {
    gate.refuses.add('a');
    const keeper = await run({ policies: [gardener] });
    const other = await run({ projectors: [orchard] });
    await engines.happen(ailing('a'), recovered('a'));
    await keeper.settle();
    await ask('gardener', 'tree-a');
    gate.refuses.clear();
    await other.replayRequested();
    expect(await parked()).toEqual([['tree-a', 1]]);
    await keeper.replayRequested();
    expect(await parked()).toEqual([]);
    expect(gate.sent).toHaveLength(2);
    expect(await replaysAsked(engines.views)).toEqual([]);
    expect(await served(engines.views, gardener)).toEqual(await foldedFromZero(engines.store, gardener));
  });

  it('waits for its process where none runs, and is taken after the start', async () => {
    gate.refuses.add('a');
    const first = await run({ policies: [gardener] });
    await engines.happen(ailing('a'));
    await first.settle();
    await first.stop();
    gate.refuses.clear();
    await ask('gardener', 'tree-a');
    const second = await run({ policies: [gardener] });
    await second.replayRequested();
    expect(await parked()).toEqual([]);
  });

  it('that still cannot be taken is asked for no more, and shows one try more', async () => {
    const host = await run({ projectors: [orchard] });
    await engines.happen(planted('a', 'v1'), struck('a'), grown('a', 3));
    await host.settle();
    await ask('orchard', 'tree-a');
    await host.replayRequested();
    expect(await parked()).toEqual([['tree-a', 6]]);
    expect(await replaysAsked(engines.views)).toEqual([]);
  });
});

describe('a command that came too late to matter', () => {
  const relaxed: Policy = {
    ...gardener,
    react: (event, documents) =>
      gardener.react(event, documents).map((intent) => ({ ...intent, overtakenBy: ['TREE_IS_HOLY'] })),
  };

  it('parks nothing, is kept with its cause, and does not keep back what follows', async () => {
    gate.refuses.add('a');
    const host = await run({ policies: [relaxed] });
    await engines.happen(ailing('a'), ailing('b'), recovered('a'));
    await host.settle();
    expect(await parked()).toEqual([]);
    expect(gate.sent.map(({ tree }) => tree)).toEqual(['b', 'b']);
    const [event] = await engines.store.readStream('tree-a');
    const notes = await engines.views.notes.all<Overtaken>('overtaken');
    expect(notes).toHaveLength(2);
    expect(notes[0]).toMatchObject({
      ...{ policy: 'gardener', command: 'WaterTree', aggregate: null, codes: ['TREE_IS_HOLY'] },
      ...{ cause: event?.id, at: '2025-03-01T02:00:00.000Z' },
    });
  });
});

describe('what keeps a projection from serving', () => {
  const troubles = async () => [...(await troublesTold(engines.views, now)).values()];

  it('is told to other processes as long as it lasts, with the deadlines that were refused', async () => {
    gate.refuses.add('a');
    const host = await run({ policies: [gardener] });
    await engines.happen(ailing('b', '2025-06-01'), grown('a', 1));
    await host.settle();
    await host.tell();
    expect(await troubles()).toEqual([]);
    gate.refuses.add('b');
    await host.tick('2025-06-01');
    await host.tell();
    const refused = { documentId: 'b', dueOn: '2025-06-01', codes: ['TREE_IS_HOLY'] };
    expect(await troubles()).toMatchObject([{ projection: 'gardener', refusedDeadlines: [refused] }]);
    gate.refuses.clear();
    await host.tick('2025-06-02');
    await host.tell();
    expect(await troubles()).toEqual([]);
  });

  it('is told while a new version is being built, with how far it is', async () => {
    const old = await run({ projectors: [orchard] });
    await engines.happen(planted('a', 'v1'), planted('b', 'v1'), struck('a'));
    await old.settle();
    await old.stop();
    const raised: Projector = { ...orchard, version: 2 };
    const host = await run({ projectors: [raised], options: { batchSize: 1 } });
    await host.settle().catch(() => undefined);
    await host.tell();
    const [trouble] = await troubles();
    expect(trouble).toMatchObject({
      projection: 'orchard',
      phase: 'failed',
      progress: { done: 2, total: 3 },
    });
    expect(trouble?.error).toMatch('orchard@2000 stopped at revision 1 of tree-a: lightning');
  });

  it('is not believed of a process that has said nothing for a minute, and is cleared up after it', async () => {
    await engines.views.notes.write('trouble', {
      ...{ id: 'killed', at: new Date(now).toISOString() },
      troubles: [
        { projection: 'orchard', phase: 'failed', error: 'no', progress: null, refusedDeadlines: [] },
      ],
    });
    expect(await troubles()).toHaveLength(1);
    now += 60_001;
    expect(await troubles()).toEqual([]);
    await run({ projectors: [orchard] });
    expect(await engines.views.notes.all('trouble')).toEqual([]);
  });
});
