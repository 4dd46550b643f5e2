import { LINKAGE_FORMS } from '@kernel/linkage';
import { FORM_TRAITS } from '@kernel/linkage-form';
import type { CatalogueEntry } from './catalogue-entry';
import { aMapOf, aRatio, aRecordOf, aWhole, oneOf } from './value-kind';

const categoryByForm = aMapOf(
  new RegExp(`^(${LINKAGE_FORMS.join('|')})$`),
  oneOf('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER', 'NONE'),
);

/** Where glossary 1.6 names two categories, the first; the other is a decision of the place. */
const CATEGORY_OF_FORMS = Object.fromEntries(
  LINKAGE_FORMS.map((form) => [form, FORM_TRAITS[form].income[0] ?? 'NONE']),
);

/** Incomes, and what a decline costs (domain/3-rules 3.2). */
export const INCOME_PARAMETERS = {
  'income.yearWindow': {
    ...oneOf('CALENDAR', 'OCT_SEP'),
    title: '收入年度口径',
    unit: 'mode',
    offered: 'CALENDAR',
  },
  'income.target.operatingGrowth': { ...aRatio, title: '经营性收入增幅目标', unit: '%', offered: null },
  'income.target.propertyGrowth': { ...aRatio, title: '财产性收入增幅目标', unit: '%', offered: null },
  'income.growthBasis': {
    ...aRecordOf({
      per: oneOf('PER_CAPITA', 'TOTAL'),
      amount: oneOf('GROSS', 'NET'),
      panel: oneOf('SAME_PANEL', 'ALL'),
    }),
    title: '增幅计算口径',
    unit: 'mode',
    offered: { per: 'PER_CAPITA', amount: 'GROSS', panel: 'ALL' },
  },
  'income.categoryByForm': {
    ...categoryByForm,
    title: '联结形式对应收入类别',
    unit: 'map',
    offered: CATEGORY_OF_FORMS,
  },
  'income.outlierRatio': {
    ...aRatio,
    title: '收入异常波动比例',
    unit: '%',
    offered: { numerator: 50, denominator: 100 },
  },
  'income.implausibleWageFen': {
    ...aWhole(1, 100_000_000),
    title: '工资性收入过低提示线',
    unit: 'fen',
    offered: 10_000,
  },
  'income.jumpFactor': {
    ...aWhole(2, 1_000_000),
    title: '收入较上季增长提示倍数',
    unit: 'times',
    offered: 10,
  },
  'income.recordingDays': { ...aWhole(0, 90), title: '季后录入天数', unit: 'days', offered: 15 },
  'deduction.perPoint': {
    ...aRatio,
    title: '每百分点扣分',
    unit: 'score',
    offered: { numerator: 1, denominator: 2 },
  },
  'deduction.stepMode': {
    ...oneOf('STEP_FLOOR', 'PRORATA'),
    title: '扣分方式',
    unit: 'mode',
    offered: 'STEP_FLOOR',
  },
  'deduction.cap': { ...aRatio, title: '每季扣分上限', unit: 'score', offered: null },
  'deduction.comparison': {
    ...oneOf('YOY_CUMULATIVE', 'YOY_QUARTER', 'PREV_QUARTER'),
    title: '下降比较口径',
    unit: 'mode',
    offered: 'YOY_CUMULATIVE',
  },
  'deduction.yearAggregation': {
    ...oneOf('SUM', 'AVG', 'LAST'),
    title: '全年扣分合并',
    unit: 'mode',
    offered: 'SUM',
  },
} as const satisfies Record<string, CatalogueEntry>;
