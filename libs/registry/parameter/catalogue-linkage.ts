import { INDUSTRIES, LEADING_LEVELS, WEAKER_FORMS } from '@kernel/linkage';
import type { CatalogueEntry } from './catalogue-entry';
import { aBoolean, aDate, aMapOf, aRange, aRatio, aSetOf, aShare, aTable, aWhole, oneOf } from './value-kind';

const TARGETS = aSetOf(['ALLEVIATED', 'MONITORED', 'LOW_INCOME', 'GENERAL']);
const percent = (points: number) => ({ numerator: points, denominator: 100 });

/** Binding, agreements, dividends (domain/3-rules 3.2). */
export const LINKAGE_PARAMETERS = {
  'coverage.targetCategories': {
    ...TARGETS,
    title: '覆盖对象类别',
    unit: 'set',
    offered: ['ALLEVIATED', 'MONITORED'],
  },
  'coverage.target': {
    ...aRatio,
    title: '覆盖率目标',
    unit: 'ratio',
    offered: { numerator: 1, denominator: 1 },
  },
  'coverage.includeRiskEliminated': { ...aBoolean, title: '含风险已消除监测户', unit: 'bool', offered: true },
  'coverage.requireEligibility': { ...aBoolean, title: '要求有条件且有意愿', unit: 'bool', offered: true },
  'coverage.mode': { ...oneOf('SINGLE', 'DOUBLE'), title: '覆盖口径', unit: 'mode', offered: 'DOUBLE' },
  'coverage.minLeadingLevel': {
    ...oneOf(...LEADING_LEVELS),
    title: '龙头企业最低级别',
    unit: 'level',
    offered: 'CULTIVATED',
  },
  'coverage.countDirectHE': { ...aBoolean, title: '直接联结是否计入', unit: 'bool', offered: false },
  /** Of a form that is not counted apart no figure could say how many have it alone. */
  'coverage.weakForms': {
    ...aSetOf(WEAKER_FORMS),
    title: '弱联结形式',
    unit: 'set',
    offered: ['SOCIALIZED_SERVICE', 'TECHNICAL_SERVICE', 'MARKET_MATCHMAKING'],
  },
  /** 3.4, 1: changes in so many days before a snapshot go to the denominator movement report. */
  'coverage.movementDays': { ...aWhole(1, 3_660), title: '分母变动报告天数', unit: 'days', offered: 60 },
  'coverage.deadline': { ...aDate, title: '全覆盖期限', unit: 'date', offered: null },
  /** Industries the county marks as 成规模 with evidence (R05). */
  'industry.scaled': { ...aSetOf(INDUSTRIES), title: '成规模产业', unit: 'set', offered: null },
  'industry.leadingCount': { ...aRange, title: '主导产业个数', unit: 'count', offered: null },
  'linkage.householdsPerMillion': {
    ...aWhole(0, 1_000),
    title: '每百万元带动户数',
    unit: 'households',
    offered: 10,
  },
  'linkage.perMillion.categories': {
    ...TARGETS,
    title: '每百万带动对象',
    unit: 'set',
    offered: ['ALLEVIATED', 'MONITORED'],
  },
  'linkage.perMillion.fundSources': {
    ...aSetOf(['CENTRAL', 'PROVINCIAL', 'CITY', 'COUNTY']),
    title: '每百万资金来源',
    unit: 'set',
    offered: ['CENTRAL', 'PROVINCIAL'],
  },
  'linkage.standard': { ...aTable, title: '联农带农标准', unit: 'table', offered: [] },
  'linkage.minYears': { ...aWhole(1, 50), title: '最短联结年限', unit: 'years', offered: 3 },
  /** Which level signs for which span (R11); S2 names the first three. */
  'agreement.signLevel': {
    ...aMapOf(
      /^(SAME_VILLAGE|SAME_TOWN|SAME_COUNTY|CROSS_COUNTY|CROSS_CITY)$/,
      oneOf('VILLAGE', 'TOWN', 'COUNTY', 'CITY', 'PROVINCE'),
    ),
    title: '签约层级',
    unit: 'table',
    offered: {
      SAME_VILLAGE: 'VILLAGE',
      SAME_TOWN: 'TOWN',
      SAME_COUNTY: 'COUNTY',
      CROSS_COUNTY: 'CITY',
      CROSS_CITY: 'PROVINCE',
    },
  },
  'binding.suspensionMaxMonths': { ...aWhole(1, 24), title: '绑定最长暂停月数', unit: 'months', offered: 6 },
  'nominal.monthsWithoutBenefit': {
    ...aWhole(1, 60),
    title: '挂名帮扶认定月数',
    unit: 'months',
    offered: 12,
  },
  'plan.minIndustriesPerHousehold': { ...aWhole(0, 10), title: '每户最少产业数', unit: 'count', offered: 1 },
  'plan.filingLevels': {
    ...aSetOf(['VILLAGE', 'TOWN', 'COUNTY']),
    title: '方案备案层级',
    unit: 'list',
    offered: ['VILLAGE', 'TOWN', 'COUNTY'],
  },
  'equity.householdShareOfFiscalFund': {
    ...aShare,
    title: '财政资金折股农户份额',
    unit: '%',
    offered: percent(70),
  },
  'equity.residualHolder': {
    ...oneOf('VILLAGE_COLLECTIVE', 'COOPERATIVE', 'COUNTY'),
    title: '剩余股权持有者',
    unit: 'enum',
    offered: 'VILLAGE_COLLECTIVE',
  },
  'dividend.minFrequencyPerYear': { ...aWhole(0, 12), title: '每年最少分红次数', unit: 'count', offered: 1 },
  'dividend.guaranteedRate': { ...aRatio, title: '保底收益率', unit: '%/year', offered: null },
  'dividend.overdueGraceDays': { ...aWhole(0, 365), title: '分红逾期宽限天数', unit: 'days', offered: 0 },
  'cooperative.patronageRefundMin': {
    ...aShare,
    title: '按交易量返还最低比例',
    unit: '%',
    offered: percent(60),
  },
  'distribution.cashHandoutMax': {
    ...aRatio,
    title: '现金发放上限（提示）',
    unit: '%',
    offered: percent(20),
  },
  'distribution.allowedUses': {
    ...aSetOf([
      'INDUSTRY_INFRASTRUCTURE',
      'PUBLIC_WELFARE_POST',
      'PROJECT_OM',
      'VILLAGE_PUBLIC_GOOD',
      'PRIORITY_DISTRIBUTION',
      'OTHER',
    ]),
    title: '集体收益允许用途',
    unit: 'set',
    offered: [
      'INDUSTRY_INFRASTRUCTURE',
      'PUBLIC_WELFARE_POST',
      'PROJECT_OM',
      'VILLAGE_PUBLIC_GOOD',
      'PRIORITY_DISTRIBUTION',
    ],
  },
} as const satisfies Record<string, CatalogueEntry>;
