import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';

/** A household that moved away on paper, and never did. */
describe('a household that was believed to have vanished', () => {
  let county: RunningCounty;
  let founded: Founded;
  let [town, informant]: Session[] = [];
  const session = (one: Session | undefined): Session => one as Session;
  const id = (): string => founded.households[0] as string;
  const bound = async (): Promise<string> => {
    const terms = { industry: 'FRUIT', forms: ['ORDER_FARMING'], startDate: '2024-02-01' };
    const clerk = county.as('VILLAGE_INFORMANT', '530424102201', { user: 'village-clerk' });
    const proposed = {
      ...terms,
      householdId: id(),
      entityId: founded.cooperative,
      agreementDueBy: '2024-06-30',
    };
    const binding = (await clerk.does('/household-bindings', proposed)).id as string;
    await clerk.does(`/household-bindings/${binding}/submit`, { consentRef: 'consent-sheet' });
    await session(informant).does(`/household-bindings/${binding}/activate`);
    return binding;
  };
  const waiting = async (query: object = {}): Promise<unknown> =>
    (await session(town).sees('/re-homings', { householdId: id(), ...query })).items;
  const mistaken = { effectiveDate: '2024-03-01', reason: '误记邻户' };

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    town = county.as('TOWN_INFORMANT', '530424102000', { user: 'town-clerk' });
    informant = county.as('COUNTY_INFORMANT', '530424000000', { user: 'county-clerk' });
    await county.goTo('2024-02-01');
  }, 60_000);

  afterAll(() => county.stop());

  it('lost its binding that day, and waits for no other', async () => {
    await bound();
    await county.goTo('2024-03-01');
    await session(town).does(`/households/${id()}/mark-vanished`, { cause: 'MOVED_AWAY', reason: '外迁' });
    const { items } = await session(town).sees('/household-bindings', { householdId: id() });
    expect(items).toMatchObject([
      { state: 'ENDED', householdNo: '53042410200001', divisionName: '大寨村委会' },
    ]);
    expect(await waiting()).toEqual([]);
  });

  it('is bound again where the list and the dry run of who takes it back say so', async () => {
    const path = `/households/${id()}/void-vanishing`;
    const tried = await session(town).post(path, mistaken, { dryRun: true });
    const lost = { entityId: founded.cooperative, industry: 'FRUIT', cause: 'HOUSEHOLD_GONE' };
    expect(tried.body.effects).toMatchObject([{ effect: 'TO_BE_BOUND_ANEW', bindings: [lost] }]);
    await session(town).does(path, mistaken);
    expect(await waiting({ state: 'OPEN', cause: 'HOUSEHOLD_GONE' })).toMatchObject([lost]);
    const binding = await bound();
    expect(await waiting()).toMatchObject([{ state: 'REHOMED', rehomedTo: binding }]);
  });
});
