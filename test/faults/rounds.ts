import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCounty, type County } from '@county/county';
import { settingsFrom } from '@county/settings';
import { aCounty } from '../e2e/founding';
import type { EnginePair, OpenEngines } from '../engines/pairs';
import type { ServerProcess } from '../engines/server-process';
import { blowsOf, numbered, type Blow, type Struck } from './blows';
import { Clients } from './clients';
import { startApi, startProjector } from './county-process';
import { expectIntact } from './intact';
import { ALL_ROUNDS } from './stages';
import { ViewsFromZero } from './views-from-zero';
import { Workload } from './workload';

/** How a county is set up that is to be mistreated. */
export interface Stage extends Omit<Struck, 'servers'> {
  readonly pair: EnginePair;
}

/** All rounds of all stages together, shared out in the proportions of the stages. */
const FACTOR = Number(process.env['FAULT_ROUNDS'] ?? ALL_ROUNDS) / ALL_ROUNDS;
/** Another for each stage, so that they are not struck alike; a stage is told again by its own. */
const SEED = process.env['FAULT_SEED'];
const seedOf = ({ name }: EnginePair): number => Number(SEED ?? (Date.now() + name.length * 7_919) % 100_000);

/** Rounds of blows to the processes of one county under load, each followed by a look at everything that must hold. */
export const rounds = (stage: Stage): void => {
  const seed = seedOf(stage.pair);
  const { servers, name: engine } = stage.pair;
  const blows = blowsOf({ ...stage, servers, rounds: Math.ceil(stage.rounds * FACTOR) }, seed);

  describe(`a county on ${engine}, with ${String(stage.apis)} api and ${String(stage.projectors)} projector processes (seed ${String(seed)})`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-faults-'));
    const processes = new Map<string, ServerProcess>();
    const zero = new ViewsFromZero();
    let engines: OpenEngines;
    let county: County;
    let clients: Clients;
    let workload: Workload;
    let isWhole = true;

    const startAll = async (env: Readonly<Record<string, string>>): Promise<void> => {
      for (const name of numbered('api', stage.apis)) processes.set(name, await startApi(env));
      for (const name of numbered('projector', stage.projectors))
        processes.set(name, await startProjector(env));
    };

    const strike = async ({ target, how, frozenMs }: Blow): Promise<void> => {
      const struck = processes.get(target);
      if (struck === undefined) throw new Error(`there is no ${target}`);
      if (how === 'kill') {
        await struck.kill();
        await struck.restart();
      } else {
        struck.freeze();
        await pause(frozenMs);
        struck.thaw();
      }
    };

    beforeAll(async () => {
      engines = await stage.pair.open();
      const settings = { DATA_DIR: folder, LOG_LEVEL: 'silent', ...engines.settings };
      county = openCounty(settingsFrom(settings));
      await startAll({ ...settings, PROJECTOR: stage.projectors === 0 ? 'thread' : 'apart' });
      const apis = numbered('api', stage.apis).map((name) => processes.get(name) as ServerProcess);
      clients = new Clients(apis, county.tokenKey);
      workload = new Workload(clients, (await aCounty(clients)).cooperative);
      for (const [name, server] of Object.entries(engines.servers)) processes.set(name, server);
    }, 400_000);

    afterAll(async () => {
      clients.leave();
      await county.close();
      for (const name of [...numbered('api', stage.apis), ...numbered('projector', stage.projectors)])
        await processes.get(name)?.stop();
      await engines.close();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it.each(blows.map((blow, index) => ({ round: index + 1, ...blow })))(
      'round $round: is whole after a $how of $target',
      async (blow) => {
        expect([isWhole, 'after all rounds before']).toEqual([true, 'after all rounds before']);
        isWhole = false;
        workload.begin();
        await workload.does(blow.after);
        await strike(blow);
        await workload.does(5);
        await workload.rest();
        await expectIntact(county, clients.acknowledged, zero);
        isWhole = true;
      },
      400_000,
    );
  });
};
