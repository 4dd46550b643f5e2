import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openCounty, type County } from './county';
import { keepHouse, projectionHost } from './projection-host';
import { countyPulse } from './pulse';
import { settingsFrom } from './settings';
import { silent } from '@projection/log';
import type { ProjectionHost } from '@projection/projections';

const HOUR_MS = 3_600_000;

let folder: string;
let county: County;
let now: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shuangbang-pulse-'));
  now = Date.parse('2025-03-01T02:00:00.000Z');
  county = openCounty(settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), { now: () => now });
});

afterEach(async () => {
  await county.close();
  rmSync(folder, { recursive: true, force: true });
});

const healthOf = async (name: string) => {
  const { projections } = await countyPulse(county).health();
  return projections.find((projection) => projection.name === name);
};

const aFact = (metadata: Readonly<Record<string, string>>) =>
  county.store.append('divisionList-x', 'no-stream', [
    { id: '00000000-0000-4000-8000-000000000001', type: 'Noted', data: {}, metadata },
  ]);

describe('the pulse of a county', () => {
  it('says how old the oldest event is that waits', async () => {
    await aFact({ recordedAt: '2025-03-01T01:59:00.000Z' });
    expect(await countyPulse(county).metrics.metrics()).toContain(
      'shuangbang_projection_lag_ms{projection="household"} 60000',
    );
  });

  it('leaves a lag out that is not known, rather than call it none', async () => {
    await aFact({});
    const metrics = await countyPulse(county).metrics.metrics();
    expect(metrics).not.toContain('shuangbang_projection_lag_ms{');
    expect(metrics).toContain('shuangbang_projection_parked_streams{projection="household"} 0');
  });

  it('shows how far a version is that another process or thread is building', async () => {
    const progress = { done: 300, total: 900, events: 300, perSecond: 100, etaSeconds: 6 };
    await county.views.notes.write('trouble', {
      ...{ id: 'worker', at: new Date(now).toISOString() },
      troubles: [{ projection: 'household', phase: 'building', error: null, progress, refusedDeadlines: [] }],
    });
    expect(await healthOf('household')).toMatchObject({ progress: { done: 300, total: 900, etaSeconds: 6 } });
    expect(await healthOf('entity')).toMatchObject({ progress: null });
  });

  it('counts what waits in the version that serves, and not in one that serves no more', async () => {
    const [old, serving] = [
      { name: 'household', version: 1 },
      { name: 'household', version: 2 },
    ];
    const start = (await county.views.prepare(old, {}, 'live')).checkpoint;
    const park = {
      projection: 'household',
      stream: 'household-a',
      position: start,
      error: 'no',
      attempts: 3,
    };
    await county.views.commit(old, start, start, [], { park: [{ ...park, version: 1 }] });
    await county.views.prepare(serving, {}, 'building');
    await county.views.promote(serving);
    expect(await healthOf('household')).toMatchObject({ parkedStreams: 0, parked: [] });
    await county.views.commit(serving, start, start, [], { park: [{ ...park, version: 2 }] });
    expect(await healthOf('household')).toMatchObject({
      ...{ parkedStreams: 1, parked: [{ stream: 'household-a', error: 'no' }] },
    });
  });
});

describe('an engine that does not answer', () => {
  const never = () => new Promise<never>(() => undefined);
  const silentIn = (part: 'store' | 'views', method: string): County => ({
    ...county,
    [part]: Object.assign(Object.create(county[part]) as object, { [method]: never }),
  });

  it.each([
    ['store', 'head', 'LogUnavailable'],
    ['views', 'standings', 'ViewsUnavailable'],
  ] as const)('is named in the health of a county: %s', async (part, method, name) => {
    const pulse = countyPulse(silentIn(part, method), 20);
    await expect(pulse.health()).rejects.toMatchObject({ name });
    expect(await pulse.metrics.metrics()).toContain('shuangbang_ready 0');
  });
});

describe('a host that is looked after', () => {
  let host: ProjectionHost;

  /** Everything is done once, at once. */
  const keepABit = async (): Promise<void> => {
    const over = new AbortController();
    const keeping = keepHouse(host, { county, log: silent }, over.signal);
    over.abort();
    await keeping;
  };

  const retired = async () => (await county.views.standings()).filter(({ state }) => state === 'retired');

  it('forgets a version an hour after it has served', async () => {
    host = projectionHost(county);
    await host.start();
    await host.settle();
    await host.rebuild('household');
    await host.settle();
    now += HOUR_MS - 1;
    await keepABit();
    expect(await retired()).toHaveLength(1);
    now += 1;
    await keepABit();
    expect(await retired()).toEqual([]);
    await host.stop();
  });
});
