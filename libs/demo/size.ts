/** How large a county is made (domain/7-test-data, 7.2). */
export interface Size {
  /** 脱贫户 that are not monitored, monitored households, low-income households besides. */
  readonly alleviated: number;
  readonly monitored: number;
  readonly lowIncome: number;
  readonly eligible: number;
  /** Of the eligible, bound to a cooperative; of these, to a cooperative that is bound to an enterprise. */
  readonly bound: number;
  readonly cooperatives: number;
  readonly chained: number;
  readonly enterprises: number;
  /** Households whose incomes are recorded. */
  readonly recorded: number;
}

/** Like 华宁: 1 200 eligible, 1 140 bound, 52 of 60 cooperatives bound to an enterprise. */
export const COUNTY: Size = {
  alleviated: 1_840,
  monitored: 260,
  lowIncome: 900,
  eligible: 1_200,
  bound: 1_140,
  cooperatives: 60,
  chained: 52,
  enterprises: 24,
  recorded: 300,
};

/** Small enough for a test. */
export const SMALL: Size = {
  alleviated: 40,
  monitored: 12,
  lowIncome: 8,
  eligible: 30,
  bound: 26,
  cooperatives: 5,
  chained: 4,
  enterprises: 2,
  recorded: 20,
};
