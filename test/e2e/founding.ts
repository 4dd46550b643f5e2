import { usccCheck } from '@registry/entity/uscc';
import { checkDigit } from '@registry/household/document-no';
import type { Role } from '@kernel/actor';

/** Where people in their roles send commands to a county. */
export interface Desk {
  as(
    role: Role,
    scope?: string,
    more?: { readonly user?: string },
  ): {
    does(path: string, body?: object): Promise<{ readonly id?: unknown; readonly position?: unknown }>;
    sees(path: string, query?: object): Promise<object>;
  };
}

/** Ids of what a journey begins with. */
export interface Founded {
  readonly households: readonly string[];
  readonly cooperative: string;
  readonly otherCooperative: string;
  readonly enterprise: string;
}

export const HOUSEHOLDS = 6;

const DIVISIONS = [
  ['530424000000', '华宁县'],
  ['530424102000', '盘溪镇'],
  ['530424102201', '大寨村委会'],
  ['530424102202', '小龙潭村委会'],
] as const;

const PARAMETERS: Readonly<Record<string, unknown>> = {
  'coverage.targetCategories': ['ALLEVIATED', 'MONITORED'],
  'coverage.target': { numerator: 1, denominator: 1 },
  'coverage.includeRiskEliminated': true,
  'coverage.requireEligibility': true,
  'coverage.mode': 'DOUBLE',
  'coverage.minLeadingLevel': 'CULTIVATED',
  'coverage.countDirectHE': false,
  'coverage.movementDays': 60,
  'coverage.weakForms': ['SOCIALIZED_SERVICE', 'TECHNICAL_SERVICE', 'MARKET_MATCHMAKING'],
  'agreement.signLevel': {
    SAME_VILLAGE: 'VILLAGE',
    SAME_TOWN: 'TOWN',
    SAME_COUNTY: 'COUNTY',
    CROSS_COUNTY: 'CITY',
    CROSS_CITY: 'PROVINCE',
  },
  'binding.suspensionMaxMonths': 6,
  'equity.householdShareOfFiscalFund': { numerator: 70, denominator: 100 },
  'equity.residualHolder': 'VILLAGE_COLLECTIVE',
  'cooperative.patronageRefundMin': { numerator: 60, denominator: 100 },
  'dividend.overdueGraceDays': 0,
  'dividend.minFrequencyPerYear': 1,
  'income.outlierRatio': { numerator: 50, denominator: 100 },
  'evaluation.window': '01-01..03-31',
  'evaluation.indicators': {
    HOUSEHOLDS_LED: 20,
    BENEFITS_PAID: 25,
    PAID_ON_TIME: 10,
    INCOME_GROWTH: 15,
    PLAN_TASKS: 10,
    TRAINING_AND_SERVICES: 5,
    RISK_CLAUSE_AND_INSURANCE: 5,
    DATA_ON_TIME: 5,
    SATISFACTION: 5,
  },
  'evaluation.passMark': 60,
  'evaluation.departmentsMin': 3,
  'evaluation.objectionDays': 10,
  'evaluation.unpaidGuaranteeDays': 90,
  'grade.bands': { GOOD: 90, FAIRLY_GOOD: 80, ORDINARY: 60 },
  'rectification.days': 30,
  'revocation.minYears': 1,
  'privacy.erasureWaitingDays': 15,
  'audit.sessionDaysMax': 90,
  'access.tokenDaysMax': 180,
  'privacy.bulkReadsPerDay': 2,
  'privacy.documentsMetPerDay': 5,
};

/** Made-up identity numbers: the check digit is right, the area 999999 does not exist. */
export const documentNo = (index: number): string => {
  const first = `99999919700101${String(index).padStart(3, '0')}`;
  return first + checkDigit(first);
};

const uscc = (index: number): string => {
  const first = `93530424MA${String(index).padStart(7, '0')}`;
  return first + usccCheck(first);
};

/** Of how many parameters a county begins with the values. */
export const DECIDED = Object.keys(PARAMETERS).length;

/** Divisions, parameters but those named, households, two cooperatives and an enterprise bound to both. */
export const aCounty = async (
  county: Desk,
  { without = [] }: { readonly without?: readonly string[] } = {},
): Promise<Founded> => {
  await aFewPlaces(county);
  await setParameters(
    county,
    Object.keys(PARAMETERS).filter((one) => !without.includes(one)),
  );
  const households: string[] = [];
  for (let index = 1; index <= HOUSEHOLDS; index += 1) households.push(await aHousehold(county, index));
  const cooperative = await anEntity(county, {
    index: 1,
    kind: 'COOPERATIVE',
    name: '华宁盘溪果业农民专业合作社',
  });
  const otherCooperative = await anEntity(county, {
    index: 2,
    kind: 'COOPERATIVE',
    name: '华宁小龙潭果业农民专业合作社',
  });
  const enterprise = await anEntity(county, {
    index: 3,
    kind: 'LEADING_ENTERPRISE',
    name: '华宁柑桔有限公司',
    leadingLevel: 'COUNTY',
  });
  for (const cooperativeId of [cooperative, otherCooperative])
    await bindEnterprise(county, enterprise, cooperativeId);
  return { households, cooperative, otherCooperative, enterprise };
};

export const aFewPlaces = async (county: Desk): Promise<void> => {
  for (const [code, name] of DIVISIONS)
    await county
      .as('ADMIN')
      .does('/divisions', { code, name, source: '行政区划代码', effectiveDate: '2020-01-01' });
};

/** To the values that journeys reckon with: proposed and approved in two requests. */
export const setParameters = (county: Desk, keys: readonly string[]): Promise<void> => {
  const common = {
    scope: '530424000000',
    effectiveFrom: '2023-01-01',
    sourceDocument: '华宁县“双绑”实施方案',
  };
  return decideParameters(
    county,
    keys.map((key) => ({ ...common, key, value: PARAMETERS[key] })),
  );
};

interface Proposal {
  readonly id: string;
  readonly key: string;
}

/** One person proposes values in one request, another looks at what is proposed and approves it in one. */
export const decideParameters = async (county: Desk, proposals: readonly object[]): Promise<void> => {
  const { position } = await county.as('ADMIN').does('/parameters/propose-several', { proposals });
  const signer = county.as('COUNTY_SIGNER');
  const waiting = { state: 'DRAFT', limit: '500', after: position };
  const { items } = (await signer.sees('/parameters/proposals', waiting)) as { items: readonly Proposal[] };
  const approved = items.map(({ id, key }) => ({ key, entryId: id }));
  await signer.does('/parameters/approve-several', { proposals: approved });
};

const aHousehold = async (county: Desk, index: number): Promise<string> => {
  const clerk = county.as('COUNTY_INFORMANT');
  const { id } = await clerk.does('/households', {
    ...{ householdNo: `5304241020${String(index).padStart(4, '0')}`, populationCount: 4, labourCount: 2 },
    ...{ villageCode: index % 2 === 0 ? '530424102202' : '530424102201', source: 'NATIONAL_IMPORT' },
    ...{ headName: `示例户主${String(index)}`, documentNo: documentNo(index), synthetic: true },
  });
  await clerk.does(`/households/${id as string}/set-alleviated-record`, {
    alleviatedYear: 2018,
    enjoysPolicy: true,
  });
  await clerk.does(`/households/${id as string}/assess-eligibility`, {
    hasDevelopmentConditions: true,
    isWilling: true,
  });
  await clerk.does(`/households/${id as string}/record-industry-will`, { industries: ['FRUIT'] });
  return id as string;
};

interface EntityPlan {
  readonly index: number;
  readonly kind: string;
  readonly name: string;
  readonly leadingLevel?: string;
}

const anEntity = async (county: Desk, { index, ...plan }: EntityPlan): Promise<string> => {
  const { id } = await county.as('TOWN_INFORMANT').does('/entities', {
    ...plan,
    ...{
      uscc: uscc(index),
      villageCode: '530424102201',
      industries: ['FRUIT'],
      managerName: '示例负责人',
      synthetic: true,
    },
  });
  const bureau = (user: string) => county.as('REVITALIZATION_BUREAU', '530424000000', { user });
  await bureau('recommender').does(`/entities/${id as string}/recommend`, { opinion: '推荐' });
  await bureau('reviewer').does(`/entities/${id as string}/prelim-review`, { opinion: '同意' });
  await county
    .as('COUNTY_SIGNER')
    .does(`/entities/${id as string}/approve`, { decisionNo: '华政〔2024〕1号' });
  return id as string;
};

const bindEnterprise = async (county: Desk, enterpriseId: string, cooperativeId: string): Promise<void> => {
  const { id } = await county.as('TOWN_INFORMANT').does('/enterprise-bindings', {
    ...{ enterpriseId, cooperativeId, industry: 'FRUIT', forms: ['ORDER_FARMING'], riskBearer: 'ENTERPRISE' },
    ...{ contractNo: `购销-${cooperativeId.slice(0, 8)}`, startDate: '2024-01-08' },
  });
  await county.as('COUNTY_INFORMANT').does(`/enterprise-bindings/${id as string}/approve`);
};

/** What the paper says in the journey: two villages of one town, so the town must sign. */
export const terms = ({ households }: Founded): object => ({
  households: households.map((householdId) => ({ householdId })),
  ...{
    helpProject: '柑桔基地',
    startDate: '2024-03-01',
    endDate: '2027-02-28',
    incomeDeadline: '2026-12-31',
  },
  ...{
    supportMeasures: ['种苗', '技术指导'],
    forms: ['ORDER_FARMING', 'PROFIT_DIVIDEND'],
    distributionMode: 'GUARANTEED',
  },
  ...{ rate: { numerator: 6, denominator: 100 }, promisedPerYearFen: 600_000, paymentDay: '12-20' },
  ...{ riskClauses: ['自然灾害由合作社承担'], householdLossShare: { numerator: 0, denominator: 1 } },
  ...{ hasGuaranteedFloor: true, riskNoticeSigned: true },
  duties: { entity: '按期分红', households: '勤奋劳作', government: '落实支持措施' },
});
