import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { FaultyFile, importDivisions, type ImportReport } from '@county/division-import';
import { firstAdministrator } from '@county/sign-in/first-administrator';
import { importDivisionsCommand } from '../../apps/cli/src/import-divisions';
import { said } from './said';
import { divisionId } from '@registry/division/state';
import { RunningCounty } from './running-county';

const official = readFileSync('libs/registry/division/official/ningling-411423.csv', 'utf8');

describe('importing divisions from CSV', () => {
  let county: RunningCounty;

  beforeAll(async () => {
    county = await RunningCounty.start();
  });

  afterAll(() => county.stop());

  const load = (csv: string, on = '2023-01-01'): Promise<ImportReport> =>
    importDivisions(county.county, {
      csv,
      source: '行政区划代码',
      on: calendarDate(on),
      actor: { user: 'admin', role: 'ADMIN', scope: divisionCode('411423000000') },
    });

  it('takes the official list of 宁陵县: the county, 14 towns and their villages, with the gap at 208', async () => {
    const { added } = await load(official);
    expect(added).toBe(379);
    const towns = await county.as('ADMIN', '411423000000').sees('/divisions', { level: 'TOWN' });
    expect(towns.items).toHaveLength(14);
    expect(towns.items.map(({ division }: { division: string }) => division)).not.toContain('411423208000');
  });

  it('changes nothing when the same list comes again', async () => {
    const head = await county.county.store.head();
    expect(await load(official)).toEqual({ added: 0, renamed: 0, same: 379, missing: [] });
    expect(await county.county.store.head()).toBe(head);
  });

  it('renames from its day on, and an older day still has the older name', async () => {
    expect(await load(official.replace('张弓镇', '张弓新镇'), '2025-01-01')).toMatchObject({ renamed: 1 });
    const admin = county.as('ADMIN', '411423000000');
    const nameOn = async (asOf: string) =>
      (await admin.sees('/divisions/411423101000', { asOf })).nameThen as string;
    expect([await nameOn('2024-12-31'), await nameOn('2025-01-01')]).toEqual(['张弓镇', '张弓新镇']);
  });

  it('names what a later list does not have any more, and leaves it as it is', async () => {
    const head = await county.county.store.head();
    const shorter = official.replace(/^411423101201,.*\n/m, '').replace('张弓镇', '张弓新镇');
    const missing = [{ code: '411423101201', name: expect.stringContaining('村') }];
    expect(await load(shorter, '2025-02-01')).toEqual({ added: 0, renamed: 0, same: 378, missing });
    expect(await county.county.store.head()).toBe(head);
  });

  it('imports nothing of a file with faults and names each with its line', async () => {
    const head = await county.county.store.head();
    const faulty = 'code,name\n411423000000,宁陵县\n41142310,短\n411423109000,\n411423999201,无镇之村\n';
    const refused = await load(faulty).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FaultyFile);
    expect((refused as FaultyFile).faults.map(({ line, code }) => [line, code])).toEqual([
      [3, 'CODE_INVALID'],
      [4, 'NAME_EMPTY'],
      [5, 'PARENT_MISSING'],
    ]);
    expect(await county.county.store.head()).toBe(head);
  });

  describe('by the command of an operator', () => {
    const environment = { ...process.env };
    const FILE = 'libs/registry/division/official/huaning-530424.csv';
    const importing = (user: string, scope = '530424000000') =>
      said(
        importDivisionsCommand,
        ...[FILE, '--scope', scope, '--on', '2025-01-01', '--source', '行政区划代码', '--user', user],
      );

    beforeAll(async () => {
      const wanted = { login: 'zhang', name: '示例管理员', password: 'given-by-operator' };
      await firstAdministrator(county.county, { ...wanted, divisionCode: divisionCode('530424000000') });
      Object.assign(process.env, county.environment);
    });
    afterAll(() => {
      process.env = environment;
    });

    it('is done in the name of nobody who does not administer the place', async () => {
      await expect(importing('ghost')).rejects.toThrow('ghost holds no post today');
      await expect(importing('zhang', '411423000000')).rejects.toThrow('zhang holds no post today');
      await expect(importing('zhang', '999999000000')).rejects.toThrow('begins with that of a province');
    });

    it('stands with the post on every event', async () => {
      await importing('zhang');
      const [event] = await county.county.store.readStream(
        `division-${divisionId(divisionCode('530424000000'))}`,
      );
      expect(event?.metadata).toMatchObject({ actor: 'zhang', role: 'ADMIN', post: expect.any(String) });
    });
  });
});
