import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import {
  CONTRIBUTION_KINDS,
  DISTRIBUTION_MODES,
  INDUSTRIES,
  LINKAGE_FORMS,
  type ContributionKind,
  type DistributionMode,
  type Industry,
  type LinkageForm,
} from '@kernel/linkage';
import {
  IsDate,
  IsDivision,
  IsFen,
  IsId,
  IsOneOf,
  IsPart,
  IsSetOf,
  IsText,
  IsWhole,
  Optional,
} from '@validation/fields';
import { BINDING_ENDINGS, type BindingEnding } from './events';

/** S2: 「达成包户帮扶意向」. */
export class RecordIntent {
  static readonly title = '登记结对意向';
  static readonly sentBy: readonly Role[] = ['VILLAGE_INFORMANT', 'RESIDENT_TEAM', 'PAIRED_CADRE'];
  static readonly byPrograms = true;

  @IsId() householdId!: string;
  @IsId() entityId!: string;
  @IsOneOf(INDUSTRIES) industry!: Industry;
}

export class ContributionPart {
  @IsOneOf(CONTRIBUTION_KINDS) kind!: ContributionKind;
  @IsFen() valueFen!: number;
  @IsWhole(0, 1_000_000_000) shares!: number;
}

export class ProposeHouseholdBinding {
  static readonly title: string = '提出农户绑定';
  static readonly sentBy: readonly Role[] = ['VILLAGE_INFORMANT'];
  static readonly byPrograms = true;

  @IsId() householdId!: string;
  @IsId() entityId!: string;
  @IsOneOf(INDUSTRIES) industry!: Industry;
  @IsSetOf(LINKAGE_FORMS) forms!: LinkageForm[];
  /** What `OTHER` stands for. */
  @Optional() @IsText(200) otherForm?: string;
  @IsDate() startDate!: CalendarDate;
  @Optional() @IsDate() endDate?: CalendarDate;
  @Optional() @IsPart(() => ContributionPart) contribution?: ContributionPart;
  @Optional() @IsId() agreementId?: string;
  @Optional() @IsDate() agreementDueBy?: CalendarDate;
}

/** A household whose binding ended finds a new place: proposes the new binding in the name of the old one. */
export class RehomeHousehold extends ProposeHouseholdBinding {
  static override readonly title = '重新安置农户';

  @IsId() fromBindingId!: string;
}

/** The household that a split made goes on with a binding of the one before (4-lifecycles 4.17), or a household with the entity that its own was merged into (4.16). */
export class TakeOverBinding {
  static readonly title = '承接绑定';
  static readonly sentBy: readonly Role[] = [];

  @IsId() householdId!: string;
  @IsId() entityId!: string;
  @IsOneOf(INDUSTRIES) industry!: Industry;
  @IsId() fromBindingId!: string;
}

export class SubmitForReview {
  static readonly title = '提交绑定审核';
  static readonly sentBy: readonly Role[] = ['VILLAGE_INFORMANT'];

  /** The household's signed consent. */
  @IsText(200) consentRef!: string;
}

/** The reason travels with the command. */
export class ReturnBinding {
  static readonly title = '退回绑定';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];
}

const JUDGEMENTS = ['MATCHED', 'MISMATCHED'] as const;
export type MatchJudgement = (typeof JUDGEMENTS)[number];

export class ActivateBinding {
  static readonly title = '审定绑定生效';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];

  /** The reviewer's own judgement of the industry; the automatic one where absent. */
  @Optional() @IsOneOf(JUDGEMENTS) match?: MatchJudgement;
  @Optional() @IsText(500) matchOverrideReason?: string;
  @Optional() @IsText(500) otherFormAcceptance?: string;
}

export class ChangeForms {
  static readonly title = '变更联结形式';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsSetOf(LINKAGE_FORMS) forms!: LinkageForm[];
  @Optional() @IsText(200) otherForm?: string;
  @Optional() @IsText(500) otherFormAcceptance?: string;
}

export class LinkAgreement {
  static readonly title = '关联协议';
  static readonly sentBy: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsId() agreementId!: string;
}

export class JudgeIndustryMatch {
  static readonly title = '研判产业匹配';
  static readonly sentBy: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT'];

  @Optional() @IsOneOf(JUDGEMENTS) match?: MatchJudgement;
  @Optional() @IsText(500) overrideReason?: string;
}

export class RecordBenefit {
  static readonly title = '登记收益兑现';
  static readonly sentBy: readonly Role[] = ['ENTITY_MANAGER'];

  @IsOneOf(LINKAGE_FORMS) form!: LinkageForm;
  @IsOneOf(DISTRIBUTION_MODES) mode!: DistributionMode;
  @IsFen(1) amountFen!: number;
  @IsText(500) evidence!: string;
}

export class ConfirmBenefit {
  static readonly title = '确认收到收益';
  static readonly sentBy: readonly Role[] = ['HOUSEHOLD', 'VILLAGE_INFORMANT'];

  @IsId() benefitId!: string;
  @IsText(100) means!: string;
}

/** What was recorded did not happen, or not so. The reason travels with the command. */
export class VoidBenefit {
  static readonly title = '撤销收益记录';
  static readonly sentBy: readonly Role[] = ['ENTITY_MANAGER', 'TOWN_INFORMANT'];

  @IsId() benefitId!: string;
}

/** A process asks when the household has moved. */
export class RelocateBinding {
  static readonly title = '绑定随农户迁移';
  static readonly sentBy: readonly Role[] = [];

  @IsDivision('VILLAGE') villageCode!: DivisionCode;
}

export class SuspendBinding {
  static readonly title = '暂停绑定';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT'];

  @IsDate() until!: CalendarDate;
}

export class ResumeBinding {
  static readonly title = '恢复绑定';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT'];
}

export class EndBinding {
  static readonly title = '终止绑定';
  static readonly sentBy: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsOneOf(BINDING_ENDINGS) cause!: BindingEnding;
  @Optional() @IsText(500) note?: string;
}

export class WithdrawBinding {
  static readonly title = '撤回绑定';
  static readonly sentBy: readonly Role[] = ['VILLAGE_INFORMANT'];
}
