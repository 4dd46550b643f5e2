import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFewPlaces } from './founding';
import { RunningCounty, type Answer } from './running-county';

const DAY = '2025-03-03';
const [COUNTY, TOWN, NOWHERE] = ['530424000000', '530424102000', '530424102277'];

describe('a post', () => {
  let county: RunningCounty;

  beforeAll(async () => {
    county = await RunningCounty.start(DAY);
    await aFewPlaces(county);
    await county.as('ADMIN').does('/users', { login: 'wang', division: COUNTY, name: '示例' });
  }, 60_000);

  afterAll(() => county.stop());

  const appointing = (role: string, division: string, from = DAY): Promise<Answer> =>
    county.as('ADMIN').post('/appointments', { role, division, user: 'wang', from });

  it.each([
    ['VILLAGE_INFORMANT', TOWN],
    ['VILLAGE_INFORMANT', COUNTY],
    ['TOWN_SIGNER', COUNTY],
    ['COUNTY_SIGNER', TOWN],
  ])('of a %s is not one of %s: it is held on the level of its role', async (role, place) => {
    const { status, body } = await appointing(role, place);
    expect([status, body.code, body.errors[0].pointer]).toEqual([409, 'POST_OF_OTHER_LEVEL', '/division']);
  });

  it('is held where there is such a place, from the day on which there is', async () => {
    expect((await appointing('VILLAGE_INFORMANT', NOWHERE)).body.code).toBe('DIVISION_NOT_IN_USE');
    expect((await appointing('TOWN_SIGNER', TOWN, '2019-12-31')).body.code).toBe('DIVISION_NOT_IN_USE');
    expect((await appointing('TOWN_SIGNER', TOWN, '2020-01-01')).status).toBe(201);
  });

  it('is of people, who belong to such a place too', async () => {
    const nobody = { login: 'zhou', division: NOWHERE, name: '示例' };
    const { status, body } = await county.as('ADMIN').post('/users', nobody);
    expect([status, body.code]).toEqual([409, 'DIVISION_NOT_IN_USE']);
  });
});
