import { IsBoolean } from 'class-validator';
import type { Role } from '@kernel/actor';
import { IsFen, IsId, IsOneOf, IsPart, IsText, Optional } from '@validation/fields';
import {
  AGREEMENT_PARTIES,
  ENDINGS_WITH_ENTITY,
  SIGN_LEVELS,
  type AgreementParty,
  type EndingWithEntity,
  type SignLevel,
} from './events';
import { TermsPart } from '@validation/paper';

const SIGNERS: readonly Role[] = ['VILLAGE_COMMITTEE', 'TOWN_SIGNER', 'COUNTY_SIGNER'];
const DRAFTERS: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT'];
/** A process or a clock asks; SYSTEM may always send. */
const NOBODY: readonly Role[] = [];

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

/** Nothing was concluded: the text is dropped. The reason travels with the command. */
export class WithdrawDraft {
  static readonly title = '撤回协议草案';
  static readonly sentBy = DRAFTERS;
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

/** The head signs for the own household; the households have signed when the last of them has. */
export class SignForHousehold {
  static readonly title = '农户签署协议';
  static readonly sentBy: readonly Role[] = ['HOUSEHOLD'];

  @IsId() householdId!: string;
  /** Reference and SHA-256 of the scan. */
  @IsText(300) scan!: string;
}

/** R11: the resident work team co-signs as witness. */
export class WitnessAgreement {
  static readonly title = '见证签约';
  static readonly sentBy: readonly Role[] = ['RESIDENT_TEAM'];
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
  /** Statement of how what is still owed will be paid. */
  @IsText() settlement!: string;
  /** What the statement says is owed; taken from the distributions where absent. */
  @Optional() @IsFen() unpaidFen?: number;
}

/** A process asks when the entity may have no agreement any more. */
export class EndWithEntity {
  static readonly title = '协议随主体终止';
  static readonly sentBy = NOBODY;

  @IsOneOf(ENDINGS_WITH_ENTITY) cause!: EndingWithEntity;
  /** Of the revocation, or the document of the registry. */
  @IsText(200) decisionNo!: string;
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
  /** What the paper says is owed; taken from the distributions where absent. */
  @Optional() @IsFen() unpaidFen?: number;
}
