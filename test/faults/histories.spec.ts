import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openCounty } from '@county/county';
import { projectionHost } from '@county/projection-host';
import { Chance } from '@demo/chance';
import { metadataText, START } from '@event-store/event-store';
import { settingsIn } from '../e2e/small-county';
import { CountyAtWork, type Acknowledged } from './at-work';
import { expectWhole } from './intact';
import { ViewsFromZero } from './views-from-zero';

const LIVES = 4;
const FOUNDING = 100;
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 100_000);

/** The time that the county had come to. */
const standingStill = async (folder: string): Promise<{ now(): number }> => {
  const county = openCounty(settingsIn(folder));
  let last = 0;
  for await (const { events } of county.store.readAll({ from: START }))
    for (const event of events) last = Math.max(last, Date.parse(metadataText(event, 'recordedAt')));
  await county.close();
  return { now: () => last };
};

describe(`a county in which people send whatever comes to their mind (seed ${String(SEED)})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-histories-'));
  const chance = new Chance(SEED);
  const acknowledged: Acknowledged[] = [];
  const zero = new ViewsFromZero();

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const lives = Array.from({ length: LIVES }, (_, index) => ({
    life: index + 1,
    // The first founds the county before anything else.
    commands: chance.whole(30, 100) + (index === 0 ? FOUNDING : 0),
  }));

  it.each(lives)(
    'is whole after life $life, which was killed when $commands commands were done',
    async ({ life, commands }) => {
      const atWork = CountyAtWork.in(folder, {
        program: './test/faults/chronicler.ts',
        argument: SEED + life,
      });
      await atWork.does(commands);
      await atWork.kill();
      acknowledged.push(...atWork.acknowledged);
      const county = openCounty(settingsIn(folder), await standingStill(folder));
      const host = projectionHost(county);
      await host.start();
      const events = await expectWhole(county, acknowledged, zero);
      await host.stop();
      await county.close();
      if (life > 1) expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(10);
    },
    120_000,
  );
});
