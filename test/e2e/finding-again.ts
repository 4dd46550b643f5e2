import { expect } from '@jest/globals';
import type { Founded } from './founding';
import type { RunningCounty } from './running-county';

type Line = Readonly<Record<string, unknown>>;

/** An entity by part of its name, whichever it is; a household by its group of villagers; each place by its name. */
export const findAgain = async (
  county: RunningCounty,
  { households, cooperative, otherCooperative, enterprise }: Founded,
): Promise<void> => {
  const clerk = county.as('COUNTY_INFORMANT');
  const listed = async (path: string, query: object): Promise<readonly Line[]> =>
    ((await clerk.sees(path, query)) as { readonly items: readonly Line[] }).items;
  const named = async (name: string, more: object = {}) =>
    (await listed('/entities', { name, ...more })).map(({ id }) => id);
  expect(await named('果业 农民')).toEqual([otherCooperative, cooperative]);
  expect(await named('小龙潭')).toEqual([otherCooperative]);
  expect(await named('有限公司', { kind: 'COOPERATIVE' })).toEqual([]);
  expect(await listed('/entities', { uscc: '93530424ma0000003' })).toMatchObject([
    { id: enterprise, divisionName: '大寨村委会' },
  ]);

  const id = households[2] as string;
  const [group, correction] = ['530424102201-03', { populationCount: 4, labourCount: 2 }];
  await clerk.does(`/households/${id}/correct-data`, { ...correction, group, reason: '补登村民小组' });
  const found = { id, group, divisionName: '大寨村委会', alleviatedYear: 2018, enjoysPolicy: true };
  expect(await listed('/households', { group })).toMatchObject([found]);
  expect((await listed('/households', { sort: 'group', division: '530424102201' })).at(-1)).toMatchObject(
    found,
  );
  const numbers = (await listed('/households', { sort: 'householdNo' })).map(
    ({ householdNo }) => householdNo,
  );
  expect(numbers).toEqual([...numbers].sort());
};
