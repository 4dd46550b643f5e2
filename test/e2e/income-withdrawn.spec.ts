import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCounty, decideParameters, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';

type Data = Readonly<Record<string, unknown>>;

const HOME = '530424102201';
const COUNTY = '530424000000';

/** What an entity takes back after the village has counted it as income. Each test follows the one before. */
describe('an income that was suggested and is taken back', () => {
  let county: RunningCounty;
  let founded: Founded;
  let [clerk, town, reviewer, manager]: Session[] = [];
  let [householdId, binding, benefitId, income, distribution] = ['', '', '', '', ''];
  const session = (one: Session | undefined): Session => one as Session;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-10-08');
    founded = await aCounty(county);
    householdId = founded.households[0] ?? '';
    clerk = county.as('VILLAGE_INFORMANT', HOME, { user: 'village-clerk' });
    town = county.as('TOWN_INFORMANT', '530424102000', { user: 'town-clerk' });
    reviewer = county.as('COUNTY_INFORMANT', COUNTY, { user: 'reviewer' });
    manager = county.as('ENTITY_MANAGER', COUNTY, { user: 'manager', subjectId: founded.cooperative });
    const categories = { key: 'income.categoryByForm', scope: COUNTY, value: { LABOUR_EMPLOYMENT: 'WAGE' } };
    await decideParameters(county, [
      { ...categories, effectiveFrom: '2023-01-01', sourceDocument: '华宁县“双绑”实施方案' },
    ]);
    binding = await bound();
  }, 60_000);

  afterAll(() => county.stop());

  const bound = async (): Promise<string> => {
    const { id } = await session(clerk).does('/household-bindings', {
      ...{ householdId, entityId: founded.cooperative, industry: 'FRUIT', startDate: '2024-10-08' },
      ...{ forms: ['LABOUR_EMPLOYMENT', 'SURPLUS_DISTRIBUTION'], agreementDueBy: '2025-12-31' },
    });
    const at = `/household-bindings/${id as string}`;
    await session(clerk).does(`${at}/submit`, { consentRef: '同意书-1' });
    await session(reviewer).does(`${at}/activate`);
    return id as string;
  };

  const year = async (of = '2024'): Promise<Data> => {
    await county.settle();
    const { items } = await session(clerk).sees('/incomes', { householdId, year: of });
    return items[0] as Data;
  };
  const awaiting = async (): Promise<readonly unknown[]> => {
    const { items } = await session(town).sees('/incomes', { awaitsCorrection: 'true' });
    return items.map(({ id }: Data) => id);
  };
  const sheet = (items: object) => ({ quarter: 4, populationCount: 4, items });

  it('was booked by the cooperative, accepted by the village and recorded', async () => {
    await county.goTo('2024-12-20');
    const booked = await session(manager).does(`/household-bindings/${binding}/benefits`, {
      ...{ form: 'LABOUR_EMPLOYMENT', mode: 'TIME_WAGE', amountFen: 500_000, evidence: '工资单-12' },
    });
    const story = await county.as('AUDITOR').sees(`/history/householdBinding/${binding}`, { limit: 100 });
    benefitId = story.items.at(-1).data.benefitId as string;
    expect(booked.events).toEqual(['BenefitDelivered']);
    const { id, suggestions } = await year();
    income = id as string;
    const [{ suggestionId }] = suggestions as readonly [Data];
    await county.goTo('2025-01-06');
    await session(clerk).does(`/incomes/${income}/accept-suggestion`, { suggestionId });
    await session(clerk).does('/incomes', { householdId, year: 2024, ...sheet({ a1: 500_000, b1: 80_000 }) });
    expect(await year()).toMatchObject({ wageFen: 500_000, awaitsCorrection: false });
  });

  it('is withdrawn when the cooperative voids it: the figure stays, and the village is told to look', async () => {
    const why = { benefitId, reason: '工资单金额误录' };
    await session(manager).does(`/household-bindings/${binding}/benefits/void`, why);
    expect(await year()).toMatchObject({
      ...{ wageFen: 500_000, awaitsCorrection: true, openSuggestions: 0 },
      suggestions: [
        { state: 'WITHDRAWN', amountFen: 0, withdrawnFen: 500_000, withdrawnBecause: 'BENEFIT_VOIDED' },
      ],
      quarters: { '4': { toCorrect: { a1: 500_000 } } },
    });
    expect(await awaiting()).toEqual([income]);
  });

  it('is corrected by the village, and nothing is left to look at', async () => {
    await session(clerk).does(`/incomes/${income}/correct`, {
      ...sheet({ a1: 50_000, b1: 80_000 }),
      ...{ corrects: 'RECORDING_ERROR', reason: '合作社已作废误录工资' },
    });
    expect(await year()).toMatchObject({ wageFen: 50_000, awaitsCorrection: false });
    expect(await awaiting()).toEqual([]);
    const story = await county.as('AUDITOR').sees(`/history/householdIncome/${income}`, { limit: 100 });
    expect(story.items.map(({ type }: Data) => type)).toEqual([
      ...['IncomeSuggested', 'SuggestionAccepted', 'IncomeRecorded', 'SuggestionWithdrawn'],
      'IncomeCorrected',
    ]);
  });

  const paidSurplus = async (): Promise<void> => {
    const scheme = await session(manager).does('/dividend-schemes', {
      entityId: founded.cooperative,
      terms: {
        ...{ mode: 'COOPERATIVE_SURPLUS', principalFen: 0, timesPerYear: 1, payDay: '12-20' },
        ...{
          patronageShare: { numerator: 70, denominator: 100 },
          beneficiaries: [{ householdId, shares: 1 }],
        },
      },
    });
    await session(town).does(`/dividend-schemes/${scheme.id as string}/adopt`, { minutesRef: '会议纪要-1' });
    const { id } = await session(manager).does('/distributions', {
      ...{ schemeId: scheme.id, entityId: founded.cooperative, payDate: '2025-03-20' },
      ...{ periodFrom: '2024-01-01', periodTo: '2024-12-31', profitEvidence: '审计报告' },
      surplus: {
        ...{ surplusFen: 40_000_000, pastLossFen: 0, reserveFen: 4_000_000 },
        ...{ totalVolume: 8_000_000, totalCapitalFen: 170_000_000 },
        members: [{ householdId, volume: 10_000, capitalFen: 500_000 }],
      },
    });
    distribution = `/distributions/${id as string}`;
    await county.goTo('2025-01-07');
    await session(town).does(`${distribution}/approve`);
    await session(reviewer).does(`${distribution}/approve`);
    const batch = { batchNo: '银行-1', bankTotalFen: 63_265, paid: [{ householdId, amountFen: 63_265 }] };
    await session(manager).does(`${distribution}/import-batch`, { ...batch, failed: [] });
    await county.as('FINANCE_BUREAU').does(`${distribution}/confirm-batch`, { batchNo: '银行-1' });
  };

  it('of a surplus of 632.65 yuan is 317.65 of property and 315.00 of operating income (R15)', async () => {
    await paidSurplus();
    expect((await year('2025')).suggestions).toMatchObject([
      { item: 'c1', amountFen: 31_765, state: 'OPEN' },
      { item: 'b3', amountFen: 31_500, state: 'OPEN' },
    ]);
  });

  it('is lowered in proportion where a part of the surplus is reclaimed', async () => {
    const agree = async (path: string, body: object): Promise<void> => {
      const asked = await session(town).does(`${distribution}/${path}`, {
        ...{ householdId, reason: '交易量登记有误', ...body },
      });
      const { items } = await county
        .as('AUDITOR')
        .sees(`/history/distribution/${asked.id as string}`, { limit: 100 });
      const { correctionId } = items.at(-1).data as Data;
      await county.as('FINANCE_BUREAU').does(`${distribution}/approve-correction`, { correctionId });
    };
    await agree('correct-line', { toFen: 50_000 });
    await agree('reclaim', { amountFen: 13_265 });
    expect((await year('2025')).suggestions).toMatchObject([
      { item: 'c1', amountFen: 25_105, withdrawnFen: 6_660, state: 'OPEN' },
      { item: 'b3', amountFen: 24_895, withdrawnFen: 6_605, state: 'OPEN' },
    ]);
  });
});
