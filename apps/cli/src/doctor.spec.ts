import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCounty, type County } from '@county/county';
import { sealerOf } from '@county/sealing';
import { settingsFrom } from '@county/settings';
import { indexes } from './doctor';
import { seals } from './log-findings';
import { dataKeys } from './key-findings';

const lacking = (...missing: readonly string[]) => ({
  views: { missingIndexes: () => Promise.resolve(missing) },
});

/** In English; what is said in Chinese is not empty. */
const said = (en: string | RegExp): unknown => ({
  zh: expect.stringMatching(/\p{Script=Han}/u),
  en: expect.stringMatching(en),
});

describe('the doctor', () => {
  it('finds every index that the read models lack', async () => {
    expect(await indexes(lacking('a@1.b: c _id', 'a@1.b: d _id'))).toEqual([
      [false, said('the read store lacks the index a@1.b: c _id: rebuild its projection')],
      [false, said('the read store lacks the index a@1.b: d _id: rebuild its projection')],
    ]);
  });

  it('says that none is missing, and nothing of read models that lie in a file', async () => {
    expect(await indexes(lacking())).toEqual([[true, said('every index of the read models is there')]]);
    expect(await indexes({ views: {} })).toEqual([]);
  });
});

describe('the doctor on data keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-doctor-'));
  const county = openCounty(settingsFrom({ DATA_DIR: folder }));
  afterAll(async () => {
    await county.close();
    rmSync(folder, { recursive: true });
  });

  it('names whose is damaged, and counts the others', async () => {
    for (const subject of ['wang', 'li']) await county.vault.seal(subject, { headName: '王示例' });
    const whole = await dataKeys(county);
    expect(whole).toEqual([[true, said(/^\d data keys under the master key /)]]);
    const seen = (await county.keys.get('li')) ?? Buffer.alloc(0);
    const wrapped = Buffer.from(seen.map((byte, index) => (index === 60 ? byte ^ 1 : byte)));
    await county.keys.replace([{ subject: 'li', seen, wrapped }]);
    const [counted, damaged, ...more] = await dataKeys(county);
    expect(Number.parseInt(counted?.[1].en ?? '')).toBe(Number.parseInt(whole[0]?.[1].en ?? '') - 1);
    expect(damaged).toEqual([false, said(/^1 data keys are damaged, of li: /)]);
    expect(more).toEqual([]);
  });
});

describe('the doctor on seals', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-doctor-'));
  let now = 0;
  let county: County;
  beforeEach(() => {
    now = Date.parse('2025-03-01T08:00:00Z');
    const settings = settingsFrom({ DATA_DIR: join(folder, randomUUID()), SEAL_MINUTES: '60' });
    county = openCounty(settings, { now: () => now });
  });
  afterEach(async () => {
    await county.close();
    rmSync(folder, { recursive: true });
  });

  const happens = () =>
    county.store.append('noted-1', 'any', [
      { id: randomUUID(), type: 'Noted', data: {}, metadata: { recordedAt: new Date(now).toISOString() } },
    ]);
  const passes = (minutes: number): void => {
    now += minutes * 60_000;
  };

  it('counts from the oldest event that waits, not from the last seal: a quiet night is no fault', async () => {
    expect(await seals(county, 0)).toEqual([true, said('nothing is sealed yet, nothing waits for the next')]);
    await happens();
    await sealerOf(county).sealNow();
    const last = 'seal 1 of 2025-03-01T08:00:00.000Z is the last';
    passes(10 * 60);
    expect(await seals(county, 1)).toEqual([true, said(`${last}, nothing waits for the next`)]);
    await happens();
    expect(await seals(county, 2)).toEqual([
      true,
      said(`${last}, 2 events wait for the next, the oldest for 0 min`),
    ]);
    passes(120);
    expect((await seals(county, 2))[0]).toBe(true);
    passes(1);
    expect(await seals(county, 2)).toEqual([
      false,
      said(`${last}, 2 events wait for the next, the oldest for 121 min`),
    ]);
  });
});
