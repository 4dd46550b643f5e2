import type { Role } from '@kernel/actor';
import { IsOneOf, IsSetOf } from '@validation/fields';
import {
  LOW_INCOME_KINDS,
  MONITORING_CATEGORIES,
  MOST_RISK_FACTORS,
  RISK_FACTORS,
  type RiskFactor,
} from './events';

/** Category facts come from the national system; the village may only raise a clue. */
export const CATEGORY_KEEPERS: readonly Role[] = ['REVITALIZATION_BUREAU', 'COUNTY_INFORMANT'];

/** Of somebody who never was one: the record is taken back from its first day, for a reason. */
export class VoidAlleviatedRecord {
  static readonly title = '撤销误记脱贫户身份';
  static readonly sentBy = CATEGORY_KEEPERS;
}

export class IdentifyMonitoring {
  static readonly title = '识别为监测对象';
  static readonly sentBy = CATEGORY_KEEPERS;

  @IsOneOf(MONITORING_CATEGORIES) category!: (typeof MONITORING_CATEGORIES)[number];
  @IsSetOf(RISK_FACTORS, 1, MOST_RISK_FACTORS) riskFactors!: RiskFactor[];
}

export class EliminateRisk {
  static readonly title = '风险消除';
  static readonly sentBy = CATEGORY_KEEPERS;
}

export class ReopenMonitoring {
  static readonly title = '重新纳入监测';
  static readonly sentBy = CATEGORY_KEEPERS;

  @IsSetOf(RISK_FACTORS, 1, MOST_RISK_FACTORS) riskFactors!: RiskFactor[];
}

/** The last identification was of another household: it is taken back from its first day, for a reason, and what was before is so again. */
export class VoidMonitoring {
  static readonly title = '撤销误识别监测对象';
  static readonly sentBy = CATEGORY_KEEPERS;
}

export class SetLowIncome {
  static readonly title = '认定农村低收入家庭';
  static readonly sentBy = CATEGORY_KEEPERS;

  @IsOneOf(LOW_INCOME_KINDS) kind!: (typeof LOW_INCOME_KINDS)[number];
}

export class ClearLowIncome {
  static readonly title = '退出农村低收入家庭';
  static readonly sentBy = CATEGORY_KEEPERS;
}
