import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import { openCounty, type County } from '@county/county';
import { lookUpStanding } from '@county/look-up-key-rotation';
import { START } from '@event-store/event-store';
import { child, shuangbang } from '../e2e/command-line';
import { settingsIn } from '../e2e/small-county';
import { CountyAtWork } from './at-work';
import { CLERK, registration } from './registration';

/** More of them would have nothing left to index. */
const ROUNDS = Math.min(8, Math.max(3, Number(process.env['FAULT_ROUNDS'] ?? 3)));

describe('a county that works while the rotation of its look-up key is killed again and again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-look-up-killed-'));
  const env = { DATA_DIR: folder };
  let county: County;
  let before = '';

  const typed = async (type: string): Promise<number> => {
    let count = 0;
    for await (const { events } of county.store.readAll({ from: START, categories: ['household'] }))
      count += events.filter((event) => event.type === type).length;
    return count;
  };
  /** Kills it when it has done some, or lets it end. */
  const killedAfter = async (rotation: ChildProcess, more: number): Promise<void> => {
    const exit = once(rotation, 'exit');
    const wanted = (await typed('HouseholdReindexed')) + more;
    while (rotation.exitCode === null && (await typed('HouseholdReindexed')) < wanted) await breathe();
    rotation.kill('SIGKILL');
    await exit;
  };

  beforeAll(async () => {
    const working = CountyAtWork.in(folder);
    try {
      await working.does(300);
      county = openCounty(settingsIn(folder));
      [before] = await county.vault.lookUp.names();
      for (let round = 1; round <= ROUNDS; round += 1) {
        await killedAfter(child('./apps/cli/src/main.ts', ['rotate-look-up-key'], env), 5 + round);
        await working.does(20);
      }
      const { status, out, err } = await shuangbang(['rotate-look-up-key', '--linger', '2'], env);
      expect([status, err]).toEqual([0, '']);
      expect(out).toMatch(/^\d+ households were indexed anew; the look-up key [\w-]{12} is in force\n/);
      await working.does(60);
    } finally {
      await working.kill();
    }
  }, 480_000);

  afterAll(async () => {
    await county.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every household under one new key, and the old one is gone', async () => {
    const { inForce, isUnderWay, elsewhere } = await lookUpStanding(county);
    expect([inForce === before, isUnderWay, elsewhere]).toEqual([false, false, 0]);
    expect(await county.vault.lookUp.names()).toEqual([inForce]);
    expect(await typed('HouseholdReindexed')).toBeGreaterThan(50);
  });

  it('registers nobody a second time, whenever the first was registered', async () => {
    const registered = await typed('HouseholdRegistered');
    const answers = new Map<string, number>();
    for (let index = 0; index < registered; index += 1) {
      const command = Object.assign(registration(index), { householdNo: `530424${String(900_000 + index)}` });
      const envelope = { commandId: derivedId('again', index), actor: CLERK };
      const answer = await county.dispatcher.dispatch(enveloped(command, envelope)).then(
        () => 'accepted',
        (error: unknown) => (error as Error).message,
      );
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    expect([...answers]).toEqual([['DOCUMENT_ALREADY_REGISTERED', registered]]);
  }, 60_000);

  it('is told by doctor to be whole, and by verify to be untouched', async () => {
    expect((await shuangbang(['doctor'], env)).out).toMatch(
      /ok {3}every household is found under the look-up key [\w-]{12}\n/,
    );
    expect((await shuangbang(['verify'], env)).out).toContain('every hash agrees');
    const begun = await county.vault.lookUp.begin();
    const { out } = await shuangbang(['doctor'], env);
    expect(out).toContain(`are not found under the look-up key ${begun}, which is not in force alone yet`);
  }, 120_000);
});
