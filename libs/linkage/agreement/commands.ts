import { IsBoolean, Matches } from 'class-validator';
import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { DISTRIBUTION_MODES, LINKAGE_FORMS, type DistributionMode, type LinkageForm } from '@kernel/linkage';
import {
  IsDate,
  IsFen,
  IsId,
  IsListOf,
  IsOneOf,
  IsPart,
  IsSetOf,
  IsText,
  IsTextList,
  IsWhole,
  Optional,
} from '@validation/fields';
import { AGREEMENT_PARTIES, SIGN_LEVELS, type AgreementParty, type SignLevel } from './events';

const SIGNERS: readonly Role[] = ['VILLAGE_COMMITTEE', 'TOWN_SIGNER', 'COUNTY_SIGNER'];
const DRAFTERS: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT'];
/** A process or a clock asks; SYSTEM may always send. */
const NOBODY: readonly Role[] = [];

export class CoveredPart {
  @IsId() householdId!: string;
  /** Where the household is bound already. */
  @Optional() @IsId() bindingId?: string;
}

export class SharePart {
  @IsWhole(0, 1_000_000_000) numerator!: number;
  @IsWhole(1, 1_000_000_000) denominator!: number;
}

export class DutiesPart {
  @IsText() entity!: string;
  @IsText() households!: string;
  @IsText() government!: string;
}

/** S2 四（二）: what the paper must say. */
export class TermsPart {
  @IsListOf(() => CoveredPart) households!: CoveredPart[];
  @IsText(200) helpProject!: string;
  @IsDate() startDate!: CalendarDate;
  @IsDate() endDate!: CalendarDate;
  @IsDate() incomeDeadline!: CalendarDate;
  @IsTextList() supportMeasures!: string[];
  @IsSetOf(LINKAGE_FORMS) forms!: LinkageForm[];
  @IsOneOf(DISTRIBUTION_MODES) distributionMode!: DistributionMode;
  @Optional() @IsPart(() => SharePart) rate?: SharePart;
  @IsFen() promisedPerYearFen!: number;
  @Matches(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: '$property must be a day MM-DD' })
  paymentDay!: string;
  @IsTextList() riskClauses!: string[];
  @IsPart(() => SharePart) householdLossShare!: SharePart;
  @IsBoolean() hasGuaranteedFloor!: boolean;
  @IsBoolean() riskNoticeSigned!: boolean;
  /** Only the county may say why the households bear a risk all the same (R34). */
  @Optional() @IsText(500) lossShareOverrideReason?: string;
  @IsPart(() => DutiesPart) duties!: DutiesPart;
}

export class DraftAgreement {
  static readonly title: string = '起草协议';
  static readonly sentBy = DRAFTERS;
  static readonly byPrograms = true;

  @IsId() entityId!: string;
  @IsPart(() => TermsPart) terms!: TermsPart;
}

/** A new agreement that continues one that is in force or has expired. */
export class RenewAgreement extends DraftAgreement {
  static override readonly title = '续签协议';

  @IsId() renews!: string;
}

/** Also takes back what waits for signatures; those given for the old text fall. */
export class ReviseDraft {
  static readonly title = '修改协议草案';
  static readonly sentBy = DRAFTERS;
  static readonly byPrograms = true;

  @IsPart(() => TermsPart) terms!: TermsPart;
}

export class SubmitForSignature {
  static readonly title = '提交签约';
  static readonly sentBy = DRAFTERS;
}

export class SignAgreement {
  static readonly title = '签署协议';
  static readonly sentBy: readonly Role[] = [
    ...SIGNERS,
    'ENTITY_MANAGER',
    'VILLAGE_INFORMANT',
    'TOWN_INFORMANT',
  ];

  @IsOneOf(AGREEMENT_PARTIES) party!: AgreementParty;
  /** The level of the role where absent; CITY or PROVINCE where the county records their signature. */
  @Optional() @IsOneOf(SIGN_LEVELS) level?: SignLevel;
  /** Given by the government; unique in the county. */
  @Optional() @IsText(100) agreementNo?: string;
  /** Reference and SHA-256 of the scan. */
  @IsText(300) scan!: string;
  @Optional() @IsBoolean() witnessedByResidentTeam?: boolean;
}

export class EnterAgreementIntoForce {
  static readonly title = '协议生效';
  static readonly sentBy = NOBODY;
}

export class ExpireAgreement {
  static readonly title = '协议到期';
  static readonly sentBy = NOBODY;
}

export class AmendAgreement {
  static readonly title = '变更协议';
  static readonly sentBy = SIGNERS;

  @IsPart(() => TermsPart) terms!: TermsPart;
  @Optional() @IsOneOf(SIGN_LEVELS) level?: SignLevel;
  @IsText(300) scan!: string;
}

/** S1: the paper exists, its terms match what is done, the benefits are confirmed. */
export class VerifyAgreement {
  static readonly title = '核查协议';
  static readonly sentBy: readonly Role[] = ['SUPERVISOR', 'TOWN_INFORMANT'];

  @IsBoolean() paperExists!: boolean;
  @IsBoolean() termsMatch!: boolean;
  @IsBoolean() benefitsConfirmed!: boolean;
  @Optional() @IsText() note?: string;
}

export class PlaceUnderRectification {
  static readonly title = '协议列入整改';
  static readonly sentBy = NOBODY;

  @IsId() rectificationId!: string;
}

export class AcceptRectification {
  static readonly title = '协议整改通过';
  static readonly sentBy = NOBODY;

  @IsId() rectificationId!: string;
}

export class FailRectification {
  static readonly title = '协议整改不到位';
  static readonly sentBy = NOBODY;

  @IsId() rectificationId!: string;
}

/** S2: 「整改不到位的,解除协议」. */
export class TerminateAgreement {
  static readonly title = '解除协议';
  static readonly sentBy: readonly Role[] = ['COUNTY_SIGNER'];

  @IsText(100) decisionNo!: string;
  /** Of several failed ones; the last where absent. */
  @Optional() @IsId() rectificationId?: string;
  /** Statement of what is still owed and how it will be paid. */
  @IsText() settlement!: string;
  @IsFen() unpaidFen!: number;
}

export const CONSENSUAL_CAUSES = ['BY_CONSENT', 'FORCE_MAJEURE'] as const;

export class TerminateByConsent {
  static readonly title = '协商解除协议';
  static readonly sentBy = SIGNERS;

  @IsOneOf(CONSENSUAL_CAUSES) cause!: (typeof CONSENSUAL_CAUSES)[number];
  /** Number of the paper in which the parties agree, or of the decision on the force majeure. */
  @IsText(100) decisionNo!: string;
  @Optional() @IsOneOf(SIGN_LEVELS) level?: SignLevel;
  @IsText() settlement!: string;
  @IsFen() unpaidFen!: number;
}
