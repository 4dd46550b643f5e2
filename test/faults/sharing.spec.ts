import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { openCounty, type County } from '@county/county';
import { policies, projectors } from '@county/modules';
import { settingsFrom } from '@county/settings';
import type { Standing } from '@read-store/read-store';
import { aCounty } from '../e2e/founding';
import { anyMongo, eventStoreDbAnd, type OpenEngines } from '../engines/pairs';
import type { ServerProcess } from '../engines/server-process';
import { Clients } from './clients';
import { startApi, startProjector } from './county-process';
import { expectIntact } from './intact';
import { ViewsFromZero } from './views-from-zero';
import { Workload } from './workload';

const replicaSet = await anyMongo(false, 'the sharing of a county between processes');
const ALL = projectors.length + policies.length;

/** Who runs how many projections and policies now, the busiest first. The sealer's lease is no share. */
const sharesIn = async (client: MongoClient): Promise<readonly number[]> => {
  const leases = await client
    .db()
    .collection('leases')
    .find({ _id: { $ne: 'sealer' as never }, until: { $gt: new Date() } })
    .toArray();
  const held = new Map<unknown, number>();
  for (const { holder } of leases) held.set(holder, (held.get(holder) ?? 0) + 1);
  return [...held.values()].sort((a, b) => b - a);
};

const PATIENCE_MS = 120_000;

/** Fails with what was found last where it never comes about. */
const untilShared = async (url: string, expected: readonly number[]): Promise<void> => {
  const client = new MongoClient(url);
  const until = performance.now() + PATIENCE_MS;
  let now = await sharesIn(client);
  while (now.join() !== expected.join() && performance.now() < until) {
    await pause(50);
    now = await sharesIn(client);
  }
  await client.close();
  expect(now).toEqual(expected);
};

/** Until every projection and policy has gone on from where it stood. Fails with those that have not. */
const untilMoved = async ({ views }: County, before: readonly Standing[]): Promise<void> => {
  const until = performance.now() + PATIENCE_MS;
  const still = async (): Promise<readonly string[]> => {
    const stood = new Map(before.map(({ name, checkpoint }) => [name, checkpoint]));
    const now = await views.standings();
    return now
      .filter(({ name, checkpoint }) => checkpoint <= (stood.get(name) ?? checkpoint))
      .map(({ name }) => name);
  };
  let waiting = await still();
  while (waiting.length > 0 && performance.now() < until) {
    await pause(50);
    waiting = await still();
  }
  expect(waiting).toEqual([]);
};

const shared = (open: () => Promise<OpenEngines>): void => {
  describe('a second api and a second projector that are started beside the first', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-sharing-'));
    const zero = new ViewsFromZero();
    const apis: ServerProcess[] = [];
    const running: ServerProcess[] = [];
    let engines: OpenEngines;
    let environment: Readonly<Record<string, string>>;
    let county: County;
    let clients: Clients;
    let workload: Workload;

    const views = (): string => engines.settings['READ_STORE'] ?? '';
    const half = Math.ceil(ALL / 2);

    const afterWorking = async (commands: number): Promise<void> => {
      workload.begin();
      await workload.does(commands);
      await workload.rest();
      await expectIntact(county, clients.acknowledged, zero);
    };

    beforeAll(async () => {
      engines = await open();
      environment = { DATA_DIR: folder, LOG_LEVEL: 'silent', PROJECTOR: 'apart', ...engines.settings };
      county = openCounty(settingsFrom(environment));
      apis.push(await startApi(environment));
      running.push(await startProjector(environment));
      clients = new Clients(apis, county.tokenKey);
      workload = new Workload(clients, (await aCounty(clients)).cooperative);
    }, 400_000);

    afterAll(async () => {
      clients.leave();
      await county.close();
      for (const process of [...apis, ...running]) await process.stop();
      await engines.close();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it('take their share of the requests and of the projections', async () => {
      await untilShared(views(), [ALL]);
      apis.push(await startApi(environment));
      running.push(await startProjector(environment));
      await untilShared(views(), [half, ALL - half]);
      await afterWorking(40);
    }, 400_000);

    it('do everything alone when the first are killed, and lose nothing', async () => {
      workload.begin();
      await workload.does(10);
      await apis[0]?.kill();
      await running[0]?.kill();
      const atTheKill = await county.views.standings();
      await untilShared(views(), [ALL]);
      await untilMoved(county, atTheKill);
      await workload.rest();
      await afterWorking(10);
    }, 400_000);

    it('are relieved while they are frozen longer than their lease, and do no harm when they wake up', async () => {
      await running[0]?.restart();
      await untilShared(views(), [half, ALL - half]);
      workload.begin();
      await workload.does(10);
      running[1]?.freeze();
      await untilShared(views(), [ALL]);
      await workload.does(10);
      running[1]?.thaw();
      await untilShared(views(), [half, ALL - half]);
      await workload.rest();
      await afterWorking(10);
    }, 400_000);
  });
};

describe('a county that several processes carry', () => {
  afterAll(() => replicaSet?.stop());

  if (replicaSet === null) it.skip('needs a read store that many processes can use', () => undefined);
  else shared(eventStoreDbAnd(replicaSet).open);
});
