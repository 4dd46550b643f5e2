import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCounty, type County } from '@county/county';
import { settingsFrom } from '@county/settings';
import { Chance } from '@demo/chance';
import { aCounty } from '../e2e/founding';
import type { EnginePair, OpenEngines } from '../engines/pairs';
import type { ServerProcess } from '../engines/server-process';
import { Clients } from './clients';
import { startApi, startProjector } from './county-process';
import { expectIntact } from './intact';
import { ViewsFromZero } from './views-from-zero';
import { Workload } from './workload';

/** How a county is set up that is to be mistreated. */
export interface Stage {
  readonly pair: EnginePair;
  readonly apis: number;
  /** Processes of their own; where there are none, the API runs the projections in a thread. */
  readonly projectors: number;
  readonly rounds: number;
}

interface Blow {
  readonly target: string;
  readonly how: 'kill' | 'freeze';
  /** Commands that are acknowledged before it falls. */
  readonly after: number;
  readonly frozenMs: number;
}

/** All rounds of all stages together, shared out in the proportions of the stages. */
const FACTOR = Number(process.env['FAULT_ROUNDS'] ?? 52) / 52;
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 100_000);

const numbered = (kind: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${kind} ${String(index + 1)}`);

const blowsOf = ({ pair, apis, projectors, rounds }: Stage): readonly Blow[] => {
  const chance = new Chance(SEED);
  const targets = [...numbered('api', apis), ...numbered('projector', projectors), ...pair.servers];
  return Array.from({ length: Math.ceil(rounds * FACTOR) }, () => ({
    target: chance.pick(targets),
    how: chance.pick(['kill', 'freeze'] as const),
    after: chance.whole(3, 40),
    frozenMs: chance.whole(50, 2_000),
  }));
};

/** Rounds of blows to the processes of one county under load, each followed by a look at everything that must hold. */
export const rounds = (stage: Stage): void => {
  describe(`a county on ${stage.pair.name}, with ${String(stage.apis)} api and ${String(stage.projectors)} projector processes (seed ${String(SEED)})`, () => {
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

    it.each(blowsOf(stage).map((blow, index) => ({ round: index + 1, ...blow })))(
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
