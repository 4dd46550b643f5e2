/** Default indicators of domain/4-lifecycles 4.11; their weights are a parameter. */
export const INDICATORS = [
  'HOUSEHOLDS_LED',
  'BENEFITS_PAID',
  'PAID_ON_TIME',
  'INCOME_GROWTH',
  'PLAN_TASKS',
  'TRAINING_AND_SERVICES',
  'RISK_CLAUSE_AND_INSURANCE',
  'DATA_ON_TIME',
  'SATISFACTION',
] as const;
export type Indicator = (typeof INDICATORS)[number];
