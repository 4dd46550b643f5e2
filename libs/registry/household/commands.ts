import type { Role } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import { INDUSTRIES, type Industry } from '@kernel/linkage';
import {
  IsDivision,
  IsId,
  IsListOf,
  IsOneOf,
  IsRegisterNo,
  IsSetOf,
  IsSealedText,
  IsText,
  IsVillageGroup,
  IsWhole,
  Nullable,
  Optional,
} from '@validation/fields';
import { IsBoolean } from 'class-validator';
import { CATEGORY_KEEPERS } from './category-commands';
import { INELIGIBILITY_REASONS, VANISHING_CAUSES, type VanishingCause } from './events';
import {
  EDUCATIONS,
  HEALTH,
  JOINING_CAUSES,
  LABOUR_SKILLS,
  LEAVING_CAUSES,
  RELATIONS,
  type Education,
  type Health,
  type LabourSkill,
} from './member';
import { Counted, RelatedPart } from './split-commands';

export {
  ClearLowIncome,
  EliminateRisk,
  IdentifyMonitoring,
  ReopenMonitoring,
  SetLowIncome,
  VoidAlleviatedRecord,
  VoidMonitoring,
} from './category-commands';
export { RegisterSplitHousehold, RelatedPart, SeparateMembers } from './split-commands';

const INFORMANTS: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT'];

/** Registers a household with its head. Name, document, phone and card are sealed before any rule sees them. */
export class RegisterHousehold extends Counted {
  static readonly title = '登记农户';
  static readonly sentBy: readonly Role[] = [...INFORMANTS, 'REVITALIZATION_BUREAU'];
  static readonly byPrograms = true;

  /** 户编号 of the national platform; the household's id follows from it. */
  @IsRegisterNo(40) householdNo!: string;
  @IsDivision('VILLAGE') villageCode!: DivisionCode;
  @Optional() @IsVillageGroup() group?: string;
  @IsSealedText(100) headName!: string;
  @IsSealedText(40) documentNo!: string;
  @Optional() @IsSealedText(40) phone?: string;
  @Optional() @IsSealedText(40) bankCard?: string;
  @IsOneOf(['NATIONAL_IMPORT', 'VILLAGE']) source!: 'NATIONAL_IMPORT' | 'VILLAGE';
  /** Made up for demonstration or training. */
  @Optional() @IsBoolean() synthetic?: boolean;
}

export class CorrectHouseholdData extends Counted {
  static readonly title = '更正农户信息';
  static readonly sentBy = INFORMANTS;

  @Nullable() @IsVillageGroup() group?: string | null;
}

/** Another heads the household from then on. Of the same person phone and card stay where they are left out: to take one back, see {@link CorrectHead}. */
export class ChangeHead {
  static readonly title = '变更户主';
  static readonly sentBy = INFORMANTS;

  @IsSealedText(100) headName!: string;
  @IsSealedText(40) documentNo!: string;
  @Optional() @IsSealedText(40) phone?: string;
  @Optional() @IsSealedText(40) bankCard?: string;
  /** What each member is to the next head, who by the document may be one; the head until now, named here, stays as a member. */
  @Optional() @IsListOf(() => RelatedPart) relations?: RelatedPart[];
}

/** What was written down wrongly of the same head, or has changed: what is left out stays, null is known no more. */
export class CorrectHead {
  static readonly title = '更正户主信息';
  static readonly sentBy = INFORMANTS;

  @Optional() @IsSealedText(100) headName?: string;
  @Optional() @IsSealedText(40) documentNo?: string;
  @Nullable() @IsSealedText(40) phone?: string | null;
  @Nullable() @IsSealedText(40) bankCard?: string | null;
}

/** What the list of 家庭成员 tells of somebody. All but the relation is sealed under the person's own key before any rule sees it. */
class MemberFields {
  @IsSealedText(100) memberName!: string;
  @IsSealedText(40) documentNo!: string;
  @IsOneOf(RELATIONS) relationToHead!: (typeof RELATIONS)[number];
  @Optional() @IsSealedText(40) ethnicity?: string;
  @Optional() @IsOneOf(EDUCATIONS) education?: Education;
  @Optional() @IsOneOf(HEALTH) health?: Health;
  @Optional() @IsOneOf(LABOUR_SKILLS) labourSkill?: LabourSkill;
  @Optional() @IsSealedText(100) workPlace?: string;
  @Optional() @IsWhole(0, 12) workMonths?: number;
  @Optional() @IsBoolean() hasMedicalInsurance?: boolean;
  @Optional() @IsBoolean() hasPension?: boolean;
}

export class AddMember extends MemberFields {
  static readonly title = '增加家庭成员';
  static readonly sentBy: readonly Role[] = [...INFORMANTS, 'REVITALIZATION_BUREAU'];
  static readonly byPrograms = true;

  @IsOneOf(JOINING_CAUSES) cause!: (typeof JOINING_CAUSES)[number];
  @IsWhole(1, 30) populationCount!: number;
  @IsWhole(0, 30) labourCount!: number;
}

/** Everything that is known of the member, as it is now: what is left out is known no more. */
export class CorrectMemberData extends MemberFields {
  static readonly title = '更正家庭成员信息';
  static readonly sentBy = INFORMANTS;

  @IsId() personId!: string;
}

export class RemoveMember extends Counted {
  static readonly title = '减少家庭成员';
  static readonly sentBy = INFORMANTS;

  @IsId() personId!: string;
  @IsOneOf(LEAVING_CAUSES) cause!: (typeof LEAVING_CAUSES)[number];
}

/** Follows for each household when the key of look-ups is rotated. */
export class ReindexHousehold {
  static readonly title = '重建查找索引';
  static readonly sentBy: readonly Role[] = [];
}

export class SetAlleviatedRecord {
  static readonly title = '记录脱贫户身份';
  static readonly sentBy = CATEGORY_KEEPERS;

  @IsWhole(2014, 2021) alleviatedYear!: number;
  @IsBoolean() enjoysPolicy!: boolean;
}

/** Whether the household can and wants to run or join an industry: the denominator of coverage. */
export class AssessEligibility {
  static readonly title = '研判产业发展条件和意愿';
  static readonly sentBy: readonly Role[] = [...INFORMANTS, 'RESIDENT_TEAM'];

  @IsBoolean() hasDevelopmentConditions!: boolean;
  @IsBoolean() isWilling!: boolean;
  @Optional() @IsOneOf(INELIGIBILITY_REASONS) reasonIfNot?: (typeof INELIGIBILITY_REASONS)[number];
  /** Reference of the signed statement or photo. */
  @Optional() @IsText(500) evidence?: string;
}

export class RecordIndustryWill {
  static readonly title = '记录产业意愿';
  static readonly sentBy: readonly Role[] = [...INFORMANTS, 'RESIDENT_TEAM'];

  @IsSetOf(INDUSTRIES) industries!: Industry[];
}

export class MoveHousehold {
  static readonly title = '农户迁移';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsDivision('VILLAGE') to!: DivisionCode;
}

export class MarkHouseholdVanished {
  static readonly title = '整户自然减少';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsOneOf(VANISHING_CAUSES) cause!: VanishingCause;
}

/** It never vanished, or for another cause, of which it is marked anew. The bindings that ended with it are proposed anew: each waits among the re-homings until the household is bound again. */
export class VoidVanishing {
  static readonly title = '撤销误记整户自然减少';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];
}
