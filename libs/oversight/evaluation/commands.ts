import { IsBoolean } from 'class-validator';
import { DEPARTMENTS, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { INDICATORS, type Indicator } from '@kernel/indicator';
import {
  IsDate,
  IsFen,
  IsId,
  IsIdList,
  IsListOf,
  IsOneOf,
  IsSetOf,
  IsText,
  IsTextList,
  IsWhole,
  Optional,
} from '@validation/fields';
import { VETOES, type Veto } from './events';

const ORGANISER: readonly Role[] = ['AGRI_BUREAU'];
const ENTITY: readonly Role[] = ['ENTITY_MANAGER'];
/** A process asks; SYSTEM may always send. */
const NOBODY: readonly Role[] = [];

export class PlanEvaluation {
  static readonly title = '列入年度评估';
  static readonly sentBy = ORGANISER;

  @IsId() entityId!: string;
  @IsWhole(2016, 2100) year!: number;
  /** None only where a revoked entity is tried that has no agreement left (R18). */
  @IsIdList(0) agreementIds!: string[];
}

/** A count or an amount in fen on both sides; 0/0 where nothing is counted. */
export class IndicatorPart {
  @IsOneOf(INDICATORS) indicator!: Indicator;
  @IsFen() numerator!: number;
  @IsFen() denominator!: number;
}

export class FreezeEvaluationData {
  static readonly title = '冻结评估数据';
  static readonly sentBy = NOBODY;

  @IsDate() asOf!: CalendarDate;
  @IsText(64) knownAt!: string;
  @IsIdList(0) agreementIds!: string[];
  @IsBoolean() partialPeriod!: boolean;
  @IsListOf(() => IndicatorPart) indicators!: IndicatorPart[];
  @IsSetOf(VETOES, 0) vetoes!: Veto[];
}

export class SubmitSelfReport {
  static readonly title = '提交自评报告';
  static readonly sentBy = ENTITY;

  @IsText() statement!: string;
  @IsTextList(0) evidence!: string[];
}

/** What no event can tell, or what a department knows better; the reason travels with the command. */
export class RecordIndicator {
  static readonly title = '登记评估指标';
  static readonly sentBy: readonly Role[] = [
    'AGRI_BUREAU',
    'REVITALIZATION_BUREAU',
    'FINANCE_BUREAU',
    'RESIDENT_TEAM',
    'THIRD_PARTY_EVALUATOR',
  ];

  @IsOneOf(INDICATORS) indicator!: Indicator;
  @IsFen() numerator!: number;
  @IsFen(1) denominator!: number;
}

/** Of the department whose post the sender holds; evaluators of several departments judge together (4.11). */
export class RecordEvaluationOpinion {
  static readonly title = '出具部门评估意见';
  static readonly sentBy = DEPARTMENTS;

  @IsText() opinion!: string;
}

export class RecordResidentTeamOpinion {
  static readonly title = '出具驻村工作队意见';
  static readonly sentBy: readonly Role[] = ['RESIDENT_TEAM'];

  @IsText() opinion!: string;
}

export class RecordVeto {
  static readonly title = '登记一票否决事项';
  static readonly sentBy: readonly Role[] = ['AGRI_BUREAU', 'FINANCE_BUREAU', 'SUPERVISOR'];

  @IsOneOf(VETOES) veto!: Veto;
  @IsText() evidence!: string;
}

export class ComputeScore {
  static readonly title = '计算评估得分';
  static readonly sentBy = ORGANISER;
}

export class RaiseObjection {
  static readonly title = '提出异议';
  static readonly sentBy = ENTITY;

  @IsText() grounds!: string;
}

export class ResolveObjection {
  static readonly title = '答复异议';
  static readonly sentBy: readonly Role[] = ['AGRI_BUREAU', 'COUNTY_SIGNER'];

  @IsId() objectionId!: string;
  @IsBoolean() upheld!: boolean;
  @IsText() answer!: string;
}

/** S2: 「各县区政府牵头」; the bureau organises. */
export class FinalizeEvaluation {
  static readonly title = '认定评估结果';
  static readonly sentBy: readonly Role[] = ['AGRI_BUREAU', 'COUNTY_SIGNER'];
}

export const CONSEQUENCES = ['PREFERENCE', 'RECTIFICATION'] as const;
export type EvaluationConsequence = (typeof CONSEQUENCES)[number];

export class ApplyConsequence {
  static readonly title = '落实评估结果';
  static readonly sentBy = NOBODY;

  @IsOneOf(CONSEQUENCES) consequence!: EvaluationConsequence;
  @Optional() @IsId() rectificationId?: string;
}
