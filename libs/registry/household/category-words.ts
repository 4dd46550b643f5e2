import type { CalendarDate } from '@kernel/calendar-date';

export const MONITORING_CATEGORIES = ['UNSTABLE_ALLEVIATED', 'MARGINAL', 'SUDDEN_HARDSHIP'] as const;
export type MonitoringCategory = (typeof MONITORING_CATEGORIES)[number];

/** 致贫/返贫风险 (glossary 1.2). What was recorded before they had words stands in the log as it was written. */
export const RISK_FACTORS = [
  'ILLNESS',
  'SCHOOLING',
  'DISABILITY',
  'NATURAL_DISASTER',
  'ACCIDENT',
  'INDUSTRY_PROJECT_FAILURE',
  'UNSTABLE_EMPLOYMENT',
  'LABOUR_SHORTAGE',
  'HOUSING_OR_WATER',
  'OTHER',
] as const;
export type RiskFactor = (typeof RISK_FACTORS)[number];

/** As many as the national form has room for. */
export const MOST_RISK_FACTORS = 5;

export const LOW_INCOME_KINDS = [
  'MINIMUM_LIVING',
  'EXTREME_POVERTY_SUPPORT',
  'ALLOWANCE_MARGINAL',
  'RIGID_EXPENDITURE',
  'OTHER_LOW_INCOME',
] as const;
export type LowIncomeKind = (typeof LOW_INCOME_KINDS)[number];

/** Monitoring as it was identified on a day, and since when it is as it is. */
export type Restored = {
  category: MonitoringCategory;
  riskEliminated: boolean;
  identifiedOn: CalendarDate;
  since: CalendarDate;
};
