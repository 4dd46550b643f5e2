import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';

const VILLAGE = '530424102201';

/** A sheet that says 40 people where the register has four. Each test follows the one before. */
describe('a command that is accepted with a warning (R36)', () => {
  let county: RunningCounty;
  let founded: Founded;
  let clerk: Session;
  let recorded = '';
  const sheet = () => ({
    ...{ householdId: founded.households[0], year: 2024, quarter: 4, populationCount: 40 },
    items: { a1: 900_000 },
  });
  const said = { populationCount: 40, registered: 4 };

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    founded = await aCounty(county);
    clerk = county.as('VILLAGE_INFORMANT', VILLAGE);
  }, 60_000);

  afterAll(() => county.stop());

  it('shows it in a dry run, in the language of who asks', async () => {
    const headers = { 'accept-language': 'en' };
    const shown = await clerk.post('/incomes', sheet(), { dryRun: true, headers });
    expect(shown.body).toMatchObject({
      ...{ dryRun: true, revision: -1 },
      warnings: [
        {
          ...{ code: 'POPULATION_DIFFERS', pointer: '/populationCount', params: said },
          detail: 'the sheet counts 40 people, the register 4',
        },
      ],
    });
  });

  it('is done, and answers what is unusual', async () => {
    const done = await clerk.post('/incomes', sheet());
    recorded = done.body.id;
    expect([done.status, done.body.warnings]).toEqual([
      201,
      [
        {
          ...{ code: 'POPULATION_DIFFERS', pointer: '/populationCount', params: said },
          detail: '本表人口 40 人，在册登记 4 人，请核对',
        },
      ],
    ]);
  });

  it('tells the auditor that it was told', async () => {
    const history = await county.as('AUDITOR').sees(`/history/householdIncome/${recorded}`);
    expect(history.items[0]).toMatchObject({
      warnings: [{ code: 'POPULATION_DIFFERS', params: said, text: '本表人口 40 人，在册登记 4 人，请核对' }],
      sentence: expect.stringContaining('提示：本表人口 40 人，在册登记 4 人，请核对。'),
    });
  });

  it('has nothing to say of what is usual', async () => {
    const usual = { ...sheet(), quarter: 3, populationCount: 4 };
    expect(await clerk.does('/incomes', usual)).toMatchObject({ warnings: [] });
  });
});
