import { INDICATORS } from '@kernel/indicator';
import type { CatalogueEntry } from './catalogue-entry';
import {
  aDate,
  aMapOf,
  aRange,
  aRatio,
  aSetOf,
  aTable,
  aWhole,
  aYearlyWindow,
  weightsOf,
} from './value-kind';

const percent = (points: number) => ({ numerator: points, denominator: 100 });

/** Evaluation, funds, training, notices (domain/3-rules 3.2). */
export const OVERSIGHT_PARAMETERS = {
  'training.headsPerYear': { ...aWhole(0, 12), title: '负责人每年培训次数', unit: 'count', offered: 1 },
  'training.skillCoverage': {
    ...aRatio,
    title: '技能培训覆盖',
    unit: 'ratio',
    offered: { numerator: 1, denominator: 1 },
  },
  /** Year → share of the integrated funds for industry, as percentage points (R07). */
  'fund.industryShare.schedule': {
    ...aMapOf(/^\d{4}$/, aRatio),
    title: '产业资金占比进度',
    unit: '%',
    offered: null,
  },
  'fund.industryShare.appraisalFloor': {
    ...aRatio,
    title: '产业资金占比考核下限',
    unit: '%',
    offered: percent(50),
  },
  'fund.industryShare.minYearlyRise': {
    ...aRatio,
    title: '产业资金占比年增',
    unit: 'points',
    offered: percent(5),
  },
  'fund.bridging.central': { ...aRatio, title: '中央衔接资金产业占比', unit: '%', offered: null },
  'fund.bridging.provincial': { ...aRatio, title: '省级衔接资金产业占比', unit: '%', offered: null },
  'fund.county.industryShare': { ...aRatio, title: '县级资金产业占比', unit: '%', offered: null },
  'library.gate.natures': {
    ...aSetOf(['OPERATING', 'PUBLIC_WELFARE', 'HOUSEHOLD']),
    title: '入库审查项目性质',
    unit: 'set',
    offered: ['OPERATING'],
  },
  'library.noticeDays': { ...aWhole(0, 60), title: '入库公示天数', unit: 'days', offered: 10 },
  'notice.days.monitoringIdentification': {
    ...aRange,
    title: '监测识别公示天数与总时限',
    unit: 'days',
    offered: { min: 5, max: 15 },
  },
  'notice.days.dividend': { ...aWhole(0, 60), title: '分红公示天数', unit: 'days', offered: 10 },
  'notice.days.reward': { ...aWhole(0, 60), title: '奖补公示天数', unit: 'days', offered: 7 },
  'collection.window': {
    ...aYearlyWindow,
    title: '基础数据采集窗口',
    unit: 'MM-DD..MM-DD',
    offered: '10-01..10-31',
  },
  'collective.minIncome': {
    ...aWhole(0, Number.MAX_SAFE_INTEGER),
    title: '村集体收入下限',
    unit: 'fen/year',
    offered: null,
  },
  'producer.perExitVillage': { ...aRange, title: '每出列村带头人数', unit: 'min,max', offered: null },
  'lookback.deadline': { ...aDate, title: '回头看期限', unit: 'date', offered: null },
  'evaluation.window': {
    ...aYearlyWindow,
    title: '年度评估窗口',
    unit: 'MM-DD..MM-DD',
    offered: '01-01..03-31',
  },
  'evaluation.indicators': {
    ...weightsOf(INDICATORS),
    title: '评估指标权重',
    unit: 'weights',
    offered: {
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
  },
  /** 4.11: evaluators of so many departments judge together. */
  'evaluation.departmentsMin': { ...aWhole(1, 3), title: '评估最少部门数', unit: 'departments', offered: 3 },
  'evaluation.passMark': { ...aWhole(0, 100), title: '履约合格分', unit: 'score', offered: 60 },
  /** 4.11: unpaid for more days after the pay date, a guaranteed dividend is a veto. */
  'evaluation.unpaidGuaranteeDays': {
    ...aWhole(0, 3_660),
    title: '保底分红拖欠否决天数',
    unit: 'days',
    offered: 90,
  },
  'evaluation.objectionDays': { ...aWhole(1, 60), title: '异议天数', unit: 'days', offered: 10 },
  'rectification.days': { ...aWhole(1, 365), title: '整改期限', unit: 'days', offered: 30 },
  'revocation.minYears': { ...aWhole(0, 50), title: '取消资格最短年限', unit: 'years', offered: 1 },
  'pv.publicPostShare': { ...aRatio, title: '光伏收益公岗占比', unit: '%', offered: null },
  'reward.matrix': { ...aTable, title: '奖补标准', unit: 'table', offered: null },
  'riskfund.caps': { ...aTable, title: '风险保障金限额', unit: 'table', offered: null },
  'insurance.farmerPremiumShare': {
    ...aMapOf(/^[A-Z][A-Z_]*$/, aRatio),
    title: '农户保费比例',
    unit: '%',
    offered: null,
  },
  'loan.micro.terms': { ...aTable, title: '小额信贷额度期限', unit: 'table', offered: null },
  /** Which bulletin the meeting of a quarter holds (R29). */
  'dispatch.calendar': {
    ...aTable,
    title: '调度日历',
    unit: 'table',
    offered: [
      { quarter: 1, bulletin: 'LAST_YEAR' },
      { quarter: 2, bulletin: null },
      { quarter: 3, bulletin: 'FIRST_HALF' },
      { quarter: 4, bulletin: null },
    ],
  },
  'grade.bands': {
    ...aMapOf(/^(GOOD|FAIRLY_GOOD|ORDINARY)$/, aWhole(0, 100)),
    title: '等次分数线',
    unit: 'table',
    offered: { GOOD: 90, FAIRLY_GOOD: 80, ORDINARY: 60 },
  },
} as const satisfies Record<string, CatalogueEntry>;
