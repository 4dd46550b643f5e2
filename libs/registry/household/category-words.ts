import type { CalendarDate } from '@kernel/calendar-date';

export const MONITORING_CATEGORIES = ['UNSTABLE_ALLEVIATED', 'MARGINAL', 'SUDDEN_HARDSHIP'] as const;
export type MonitoringCategory = (typeof MONITORING_CATEGORIES)[number];

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
