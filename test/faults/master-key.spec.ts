import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCounty } from '@county/county';
import { idOf } from '@projection/fold';
import { SqliteKeyStore } from '@privacy/sqlite/key-store';
import type { Sealed } from '@privacy/vault';
import { shuangbang } from '../e2e/command-line';
import { eventsAt } from '../e2e/logs-alike';
import { settingsIn } from '../e2e/small-county';
import { CountyAtWork } from './at-work';

describe('a county that works while its master key is rotated', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-rotated-'));
  const env = { DATA_DIR: folder };
  let sealedBefore = 0;

  beforeAll(async () => {
    const county = CountyAtWork.in(folder);
    try {
      await county.does(60);
      sealedBefore = (await registered()).length;
      const { status, out, err } = await shuangbang(['rotate-master-key'], env);
      expect([status, err]).toEqual([0, '']);
      expect(out).toMatch(/^\d+ data keys were wrapped anew; the master key [\w-]{12} is in force\n/);
      await county.does(60);
    } finally {
      await county.kill();
    }
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const registered = async () =>
    (await eventsAt(`sqlite:${join(folder, 'events.db')}`)).filter(
      ({ type }) => type === 'HouseholdRegistered',
    );

  it('reads what was sealed before and since', async () => {
    const county = openCounty(settingsIn(folder));
    await county.vault.requireMasterKeys();
    const events = await registered();
    expect(events.length).toBeGreaterThan(sealedBefore);
    for (const { data } of events)
      expect(await county.vault.open(data['personId'] as string, data['head'] as Sealed)).toMatchObject({
        headName: '示例户主',
      });
    await county.close();
  });

  it('knows a document again that was registered before', async () => {
    const before = (await registered()).map(({ data }) => data['documentFingerprint']);
    const county = openCounty(settingsIn(folder));
    for (const { data } of await registered()) {
      const { documentNo } = await county.vault.open(data['personId'] as string, data['head'] as Sealed);
      const [{ hash }] = await county.vault.lookUp.fingerprints('document', documentNo ?? '');
      expect(before).toContain(hash);
    }
    await county.close();
  });

  it('is told by doctor to be under one master key, and by verify to be untouched', async () => {
    const doctor = await shuangbang(['doctor'], env);
    expect(doctor.out).toMatch(/ok {3}\d+ data keys under the master key [\w-]{12}\n/);
    expect((await shuangbang(['verify'], env)).out).toContain('every hash agrees');
  }, 120_000);

  it('is told by doctor where its keys are under another than the settings name', async () => {
    const other = { ...env, MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };
    const { status, out } = await shuangbang(['doctor'], other);
    expect([status, out]).toEqual([1, expect.stringMatching(/BAD .* is in force: run rotate-master-key/)]);
    expect((await shuangbang(['rotate-master-key'], other)).err).toMatch(/which is not at hand/);
  }, 120_000);

  it('has its keys rotated past one that is damaged, and is told whose it is', async () => {
    const [first] = await registered();
    const person = first?.data['personId'] as string;
    const keys = SqliteKeyStore.open(join(folder, 'keys.db'));
    const seen = (await keys.get(person)) ?? Buffer.of();
    await keys.replace([{ subject: person, seen, wrapped: Buffer.concat([seen, Buffer.of(0)]) }]);
    await keys.close();
    const master = await shuangbang(['rotate-master-key'], env);
    expect([master.status, master.err]).toEqual([1, expect.stringContaining('1 data keys are damaged')]);
    expect(master.out).toContain(`\ndamaged, and left as it was: the data key of ${person}\n`);
    const lookUp = await shuangbang(['rotate-look-up-key', '--linger', '0'], env);
    expect([lookUp.status, lookUp.err]).toEqual([1, expect.stringContaining('run this again')]);
    expect(lookUp.out).toContain(`damaged, and found as before: household ${idOf(first?.stream ?? '')}\n`);
  }, 120_000);
});
