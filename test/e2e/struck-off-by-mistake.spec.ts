import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';

type Data = Readonly<Record<string, unknown>>;

const HOME = '530424102201';
const ON = '2025-06-02';

/** A cooperative is struck off in the place of another, and its household waits for a new place. Each test follows the one before. */
describe('a cooperative that was struck off by mistake', () => {
  let county: RunningCounty;
  let founded: Founded;
  let [clerk, reviewer, auditor]: Session[] = [];
  let bound = '';
  const session = (one: Session | undefined): Session => one as Session;
  const at = (): string => `/entities/${founded.cooperative}`;
  const signer = (user: string): Session => county.as('COUNTY_SIGNER', '530424000000', { user });
  const covered = async (asOf: string): Promise<readonly number[]> => {
    const { single, double } = await session(auditor).sees('/coverage', { asOf });
    return [single.numerator, double.numerator];
  };
  const waiting = async (): Promise<Data[]> =>
    (await session(auditor).sees('/re-homings', { state: 'OPEN' })).items;
  const terms = (): object => ({
    ...{ householdId: founded.households[0], entityId: founded.cooperative, industry: 'FRUIT' },
    ...{ forms: ['ORDER_FARMING'], startDate: '2025-03-03', agreementDueBy: '2025-12-31' },
  });
  const admit = async (id: string, dated: object = {}): Promise<void> => {
    await session(clerk).does(`/household-bindings/${id}/submit`, { consentRef: '同意书-1', ...dated });
    await session(reviewer).does(`/household-bindings/${id}/activate`, { match: 'MATCHED', ...dated });
  };

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    founded = await aCounty(county);
    clerk = county.as('VILLAGE_INFORMANT', HOME, { user: 'village-clerk' });
    reviewer = county.as('COUNTY_INFORMANT', '530424000000', { user: 'reviewer' });
    auditor = county.as('AUDITOR');
    bound = (await session(clerk).does('/household-bindings', terms())).id as string;
    await admit(bound);
    await county.goTo(ON);
    const town = county.as('TOWN_INFORMANT', '530424102000', { user: 'town' });
    await town.does(`${at()}/deregister`, { registryDocument: '注销名单 1' });
    await county.goTo('2025-06-05');
  }, 60_000);

  afterAll(() => county.stop());

  it('covers nobody, and its household waits', async () => {
    expect(await covered(ON)).toEqual([0, 0]);
    expect(await waiting()).toMatchObject([{ id: bound, cause: 'ENTITY_DEREGISTERED', since: ON }]);
  });

  it('stands as before from the very day, by a decision of the county', async () => {
    const found = { registryDocument: '查询单 1', reason: '所列为同名另一合作社' };
    const late = await signer('signer').post(`${at()}/void-deregistration`, found);
    expect(late.body).toMatchObject({ code: 'VOIDED_FROM_FIRST_DAY', on: ON });
    const own = await signer('town').post(`${at()}/void-deregistration`, { ...found, effectiveDate: ON });
    expect(own.body).toMatchObject({ code: 'VOIDER_IS_RECORDER' });
    await signer('signer').does(`${at()}/void-deregistration`, { ...found, effectiveDate: ON });
    expect(await session(auditor).sees(at())).toMatchObject({ state: 'ACTIVE', mergedInto: null });
  });

  it('has its enterprise and its household again once they are bound to it again, without a gap', async () => {
    const { items } = await session(auditor).sees('/enterprise-bindings', {
      cooperativeId: founded.cooperative,
    });
    expect(items).toMatchObject([{ state: 'ENDED', endCause: 'ENTITY_DEREGISTERED' }]);
    const chain = await county.as('TOWN_INFORMANT').does('/enterprise-bindings', {
      ...{ enterpriseId: founded.enterprise, cooperativeId: founded.cooperative, industry: 'FRUIT' },
      ...{
        forms: ['ORDER_FARMING'],
        riskBearer: 'ENTERPRISE',
        contractNo: '购销-1',
        startDate: '2025-03-03',
      },
    });
    const dated = { effectiveDate: ON };
    await session(reviewer).does(`/enterprise-bindings/${chain.id as string}/approve`, dated);
    const again = { ...terms(), ...dated, fromBindingId: bound };
    expect((await session(clerk).does('/household-bindings/rehome', again)).id).toBe(bound);
    await admit(bound, dated);
    expect(await session(auditor).sees(`/household-bindings/${bound}`)).toMatchObject({
      ...{ state: 'ACTIVE', term: 2, from: ON },
    });
    expect(await waiting()).toEqual([]);
    expect([await covered('2025-06-01'), await covered(ON)]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});
