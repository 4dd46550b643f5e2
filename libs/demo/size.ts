import type { LeadingLevel } from '@kernel/linkage';

/** How large a county is made (domain/7-test-data, 7.2). */
export interface Size {
  /** 脱贫户 that are not monitored. */
  readonly alleviated: number;
  /** 监测户 by category. */
  readonly monitored: { readonly unstable: number; readonly marginal: number; readonly sudden: number };
  /** 农村低收入家庭 that are neither. */
  readonly lowIncome: number;
  /** Targets with conditions and will. */
  readonly eligible: number;
  /** Bindings in force at the end of the second year: the first of an eligible household, its second, and those of low income. */
  readonly bound: number;
  readonly boundTwice: number;
  readonly boundOfLowIncome: number;
  /** Bindings of the first year that ended with it. */
  readonly ended: number;
  readonly cooperatives: number;
  /** Cooperatives that are bound to an enterprise. */
  readonly chained: number;
  readonly enterprises: Readonly<Partial<Record<LeadingLevel, number>>>;
  readonly agreements: number;
  /** Households of the cooperative that is revoked. */
  readonly revoked: number;
  readonly neighbour: Neighbourhood;
}

/** The county next door, of whose households all but a few are covered. */
export interface Neighbourhood {
  readonly eligible: number;
  readonly bound: number;
}

/** Like 华宁: R01's own example, 1 083 of 1 200 covered; 1 420 bindings in force and 2 300 in all. */
export const COUNTY: Size = {
  alleviated: 1_840,
  monitored: { unstable: 120, marginal: 95, sudden: 45 },
  lowIncome: 900,
  eligible: 1_200,
  bound: 1_140,
  boundTwice: 60,
  boundOfLowIncome: 220,
  ended: 880,
  cooperatives: 60,
  chained: 52,
  enterprises: { CULTIVATED: 9, COUNTY: 8, MUNICIPAL: 5, PROVINCIAL: 2 },
  agreements: 190,
  revoked: 34,
  neighbour: { eligible: 2_000, bound: 1_999 },
};

/** Small enough for a test. */
export const SMALL: Size = {
  alleviated: 40,
  monitored: { unstable: 6, marginal: 4, sudden: 2 },
  lowIncome: 8,
  eligible: 30,
  bound: 26,
  boundTwice: 2,
  boundOfLowIncome: 2,
  ended: 12,
  cooperatives: 5,
  chained: 4,
  enterprises: { CULTIVATED: 1, COUNTY: 1 },
  agreements: 12,
  revoked: 4,
  neighbour: { eligible: 20, bound: 19 },
};
