import { calendarDate } from '@kernel/calendar-date';
import type { Json } from '@kernel/json';
import { divisionCode, type DivisionCode } from '@kernel/division-code';
import { importDivisions } from '@county/division-import';
import { CATALOGUE } from '@registry/parameter/catalogue';
import { HUANING, NINGLING, officer } from './officers';
import { decideParameter } from './parameters';
import type { Office } from './office';

/** Official lists of three counties; the demonstration lives in the first. */
export interface OfficialLists {
  readonly [county: string]: string;
}

const S0 = '华宁县建立“双绑”利益联结机制推进产业帮扶全覆盖实施方案';
const S2 = '商政办发〔2016〕98号 商洛市村域产业精准扶贫实施方案';
const S4 = '2023年脱贫人口产业发展促增收重点工作通知';
const LAW = '中华人民共和国农民专业合作社法';
const COUNTY = '华宁县产业帮扶领导小组决定〔2023〕1号';
const percent = (points: number) => ({ numerator: points, denominator: 100 });

/** Key, value, document it is taken from, clause. */
const DECIDED: readonly (readonly [string, Json, string, string])[] = [
  ['coverage.targetCategories', ['ALLEVIATED', 'MONITORED'], S0, '考核督查'],
  ['coverage.target', { numerator: 1, denominator: 1 }, S0, '到2025年底全覆盖'],
  ['coverage.deadline', '2025-12-31', S0, '到2025年底'],
  ['coverage.includeRiskEliminated', true, COUNTY, '一'],
  ['coverage.requireEligibility', true, S0, '有产业发展条件和意愿'],
  ['coverage.mode', 'DOUBLE', S0, '双绑'],
  ['coverage.minLeadingLevel', 'CULTIVATED', COUNTY, '二'],
  ['coverage.countDirectHE', false, COUNTY, '三'],
  ['coverage.movementDays', 60, COUNTY, '二十二'],
  ['coverage.weakForms', ['SOCIALIZED_SERVICE', 'TECHNICAL_SERVICE', 'MARKET_MATCHMAKING'], COUNTY, '四'],
  [
    'industry.scaled',
    ['TOBACCO', 'LIVESTOCK', 'FRUIT', 'VEGETABLE', 'MEDICINAL_HERB'],
    S0,
    '烟、畜、果、菜、药',
  ],
  [
    'agreement.signLevel',
    {
      SAME_VILLAGE: 'VILLAGE',
      SAME_TOWN: 'TOWN',
      SAME_COUNTY: 'COUNTY',
      CROSS_COUNTY: 'CITY',
      CROSS_CITY: 'PROVINCE',
    },
    S2,
    '四（二）',
  ],
  ['binding.suspensionMaxMonths', 6, COUNTY, '五'],
  ['equity.householdShareOfFiscalFund', percent(70), S2, '三（二）'],
  ['equity.residualHolder', 'VILLAGE_COLLECTIVE', COUNTY, '六'],
  ['cooperative.patronageRefundMin', percent(60), LAW, '第四十四条'],
  ['dividend.overdueGraceDays', 0, COUNTY, '七'],
  ['dividend.minFrequencyPerYear', 1, S2, '四（三）每年按约定分红'],
  ['linkage.minYears', 3, COUNTY, '二十'],
  ['income.target.operatingGrowth', percent(20), S4, '一'],
  ['income.target.propertyGrowth', percent(18), S4, '一'],
  ['income.growthBasis', { per: 'PER_CAPITA', amount: 'GROSS', panel: 'ALL' }, COUNTY, '八'],
  ['income.outlierRatio', percent(50), COUNTY, '九'],
  ['income.recordingDays', 15, COUNTY, '十'],
  ['income.categoryByForm', CATALOGUE['income.categoryByForm'].offered, COUNTY, '二十五'],
  ['income.yearWindow', 'CALENDAR', COUNTY, '二十三'],
  ['deduction.comparison', 'YOY_CUMULATIVE', COUNTY, '十一'],
  ['evaluation.window', '01-01..03-31', S2, '四（五）每年初'],
  [
    'evaluation.indicators',
    {
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
    COUNTY,
    '十二',
  ],
  ['evaluation.passMark', 60, COUNTY, '十三'],
  ['evaluation.departmentsMin', 3, COUNTY, '二十四'],
  ['evaluation.objectionDays', 10, COUNTY, '十四'],
  ['evaluation.unpaidGuaranteeDays', 90, COUNTY, '二十一'],
  ['grade.bands', { GOOD: 90, FAIRLY_GOOD: 80, ORDINARY: 60 }, COUNTY, '十五'],
  ['rectification.days', 30, COUNTY, '十六'],
  ['revocation.minYears', 1, COUNTY, '十七'],
  ['privacy.erasureWaitingDays', 15, COUNTY, '十八'],
  ['privacy.bulkReadsPerDay', 50, COUNTY, '十九'],
  ['audit.sessionDaysMax', 1_096, COUNTY, '二十'],
  ['access.tokenDaysMax', 180, COUNTY, '二十一'],
  ['privacy.documentsMetPerDay', 10, COUNTY, '二十二'],
  ['privacy.maskRules', ['DOCUMENT_NO', 'PHONE', 'BANK_CARD', 'HEALTH'], COUNTY, '二十四'],
];

/** Divisions from the official lists and the parameters from the policy papers: what every rule stands on. */
export const foundation = async (office: Office, lists: OfficialLists): Promise<readonly DivisionCode[]> => {
  await office.day('2024-01-02');
  for (const [code, csv] of Object.entries(lists)) {
    office.report('divisions', Object.keys(lists).indexOf(code), Object.keys(lists).length);
    const actor = officer('ADMIN', divisionCode(code));
    await importDivisions(office.county, {
      csv,
      source: '统计用区划代码',
      on: calendarDate('2023-01-01'),
      actor,
    });
  }
  const decide = (decision: Decision) => setParameter(office, HUANING, decision);
  await office.each('parameters', DECIDED, decide);
  return villageCodes(lists[HUANING] ?? '');
};

type Decision = (typeof DECIDED)[number];

const setParameter = (
  office: Office,
  scope: DivisionCode,
  [key, value, sourceDocument, clause]: Decision,
): Promise<unknown> => {
  const effectiveFrom = calendarDate('2023-01-01');
  return decideParameter(office, { key, value, scope, effectiveFrom, sourceDocument, clause });
};

/** 宁陵县 decided for itself how its coverage is counted, and decided the same. */
export const foundationOfNeighbour = async (office: Office): Promise<void> => {
  const decided = DECIDED.filter(([key]) => key.startsWith('coverage.'));
  await office.each('parameters of 宁陵县', decided, ([key, value]) =>
    setParameter(office, NINGLING, [key, value, '宁陵县产业帮扶领导小组决定〔2023〕4号', '一']),
  );
};

export const villageCodes = (list: string): readonly DivisionCode[] =>
  list
    .split('\n')
    .map((line) => line.slice(0, 12))
    .filter((code) => /^\d{12}$/.test(code) && !code.endsWith('000'))
    .map(divisionCode);
