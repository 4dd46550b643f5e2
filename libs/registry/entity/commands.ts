import type { Role } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import {
  ENTITY_KINDS,
  INDUSTRIES,
  LEADING_LEVELS,
  type EntityKind,
  type Industry,
  type LeadingLevel,
} from '@kernel/linkage';
import {
  IsDivision,
  IsId,
  IsOneOf,
  IsRegisterNo,
  IsSetOf,
  IsSealedText,
  IsText,
  IsTextList,
  Optional,
} from '@validation/fields';
import { IsBoolean, IsUppercase, Length } from 'class-validator';
import { DEMO_LEVELS, type DemoLevel } from './events';

export { DeregisterEntity, MergeDuplicateEntity, VoidDeregistration } from './leaving-commands';

/** Enters a candidate. Of a natural person (LARGE_GROWER) the name stays sealed and the county's own number stands for the code. */
export class RegisterEntity {
  static readonly title = '登记经营主体';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];
  static readonly byPrograms = true;

  @IsOneOf(ENTITY_KINDS) kind!: EntityKind;
  @Optional() @IsText(200) name?: string;
  @Optional() @Length(18, 18) @IsUppercase() uscc?: string;
  /** Why a code with a failing check digit is right all the same. */
  @Optional() @IsText(500) usccOverrideReason?: string;
  @Optional() @IsRegisterNo(40) growerNo?: string;
  @IsDivision('VILLAGE') villageCode!: DivisionCode;
  @IsSetOf(INDUSTRIES) industries!: Industry[];
  @Optional() @IsTextList(1) tags?: string[];
  @Optional() @IsOneOf(LEADING_LEVELS) leadingLevel?: LeadingLevel;
  @IsSealedText(100) managerName!: string;
  @Optional() @IsSealedText(40) managerPhone?: string;
  @Optional() @IsBoolean() synthetic?: boolean;
}

export class RecommendEntity {
  static readonly title = '推荐经营主体';
  static readonly sentBy: readonly Role[] = ['REVITALIZATION_BUREAU'];

  @IsText() opinion!: string;
}

export class PrelimReviewEntity {
  static readonly title = '初审经营主体';
  static readonly sentBy: readonly Role[] = ['REVITALIZATION_BUREAU'];

  @IsText() opinion!: string;
}

export class ApproveEntity {
  static readonly title = '审定经营主体';
  static readonly sentBy: readonly Role[] = ['COUNTY_SIGNER'];

  @IsText(200) decisionNo!: string;
}

export class RejectEntity {
  static readonly title = '不予审定';
  static readonly sentBy: readonly Role[] = ['REVITALIZATION_BUREAU', 'COUNTY_SIGNER'];

  @IsText() because!: string;
}

export class ChangeEntityHead {
  static readonly title = '变更负责人';
  static readonly sentBy: readonly Role[] = ['ENTITY_MANAGER', 'TOWN_INFORMANT'];

  @IsSealedText(100) managerName!: string;
  @Optional() @IsSealedText(40) managerPhone?: string;
}

/** What was written down wrongly of the same head. Everything that is known, as it is: what is left out is known no more. The reason travels with the command. */
export class CorrectEntityHead {
  static readonly title = '更正负责人信息';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsSealedText(100) managerName!: string;
  @Optional() @IsSealedText(40) managerPhone?: string;
}

/** The registry has entered another name. A natural person's is sealed with the head's. */
export class RenameEntity {
  static readonly title = '经营主体更名';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsText(200) name!: string;
  /** By which the registry tells it (变更登记). */
  @IsText(200) registryDocument!: string;
}

/**
 * What was written down wrongly; what is left out stays as it is. The reason travels with the command. The code is no part of it: it
 * is what the entity is known by, and one that was entered under a wrong code is registered anew and merged.
 */
export class CorrectEntityData {
  static readonly title = '更正经营主体信息';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @Optional() @IsText(200) name?: string;
  /** Only before it is recommended: what it is judged and bound by stays. */
  @Optional() @IsOneOf(ENTITY_KINDS) kind?: EntityKind;
  @Optional() @IsDivision('VILLAGE') villageCode?: DivisionCode;
  /** Where a leading enterprise was entered as something else. */
  @Optional() @IsOneOf(LEADING_LEVELS) leadingLevel?: LeadingLevel;
  /** That shows how it is. */
  @IsText(200) registryDocument!: string;
}

export class ChangeEntityIndustry {
  static readonly title = '变更主营产业';
  static readonly sentBy: readonly Role[] = ['ENTITY_MANAGER', 'TOWN_INFORMANT'];

  @IsSetOf(INDUSTRIES) industries!: Industry[];
}

export class SetLeadingLevel {
  static readonly title = '认定龙头企业级别';
  static readonly sentBy: readonly Role[] = ['AGRI_BUREAU'];

  @IsOneOf(LEADING_LEVELS) level!: LeadingLevel;
  /** The recognition document (认定文件). */
  @IsText(200) documentNo!: string;
}

export class GrantDemoLevel {
  static readonly title = '认定示范社';
  static readonly sentBy: readonly Role[] = ['AGRI_BUREAU'];

  @IsOneOf(DEMO_LEVELS) level!: DemoLevel;
  @IsText(200) documentNo!: string;
}

export class WithdrawDemoLevel {
  static readonly title = '撤销示范社';
  static readonly sentBy: readonly Role[] = ['AGRI_BUREAU'];

  @IsText(200) documentNo!: string;
}

export class SuspendEntity {
  static readonly title = '暂停经营主体';
  static readonly sentBy: readonly Role[] = ['AGRI_BUREAU', 'COUNTY_SIGNER'];
}

export class ResumeEntity {
  static readonly title = '恢复经营主体';
  static readonly sentBy: readonly Role[] = ['AGRI_BUREAU', 'COUNTY_SIGNER'];
}

/** The last step of R18: after a failed rectification and the end of the agreements it concerned. */
export class RevokeEligibility {
  static readonly title = '取消资格';
  static readonly sentBy: readonly Role[] = ['COUNTY_SIGNER'];

  @IsText(200) decisionNo!: string;
  /** The agreement that was terminated, or that was over already when the rectification failed. */
  @IsId() agreementId!: string;
  /** Of several failed ones; where absent, the one the agreement was terminated for, or the last. */
  @Optional() @IsId() rectificationId?: string;
}

/** R18: by a decision of the county, after the years that the place has decided and one trial. */
export class RestoreEligibility {
  static readonly title = '恢复资格';
  static readonly sentBy: readonly Role[] = ['COUNTY_SIGNER'];

  @IsText(200) decisionNo!: string;
  /** The trial: an evaluation that ended FULFILLED. */
  @IsId() evaluationId!: string;
}
