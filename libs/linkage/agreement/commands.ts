import { IsBoolean } from 'class-validator';
import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { IsDate, IsFen, IsId, IsOneOf, IsPart, IsText, Optional } from '@validation/fields';
import { ENDINGS_WITH_ENTITY, type EndingWithEntity } from './events';
import { AGREEMENT_PARTIES, SIGN_LEVELS, type AgreementParty, type SignLevel } from './paper';
import { TermsPart } from '@validation/paper';

export { SucceedEntity, SucceedHousehold } from './succession-commands';

const SIGNERS: readonly Role[] = ['VILLAGE_COMMITTEE', 'TOWN_SIGNER', 'COUNTY_SIGNER'];
/** Who speaks for one of the parties. */
export const PARTIES: readonly Role[] = [...SIGNERS, 'ENTITY_MANAGER', 'VILLAGE_INFORMANT', 'TOWN_INFORMANT'];
const DRAFTERS: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT'];
/** A process or a clock asks; SYSTEM may always send. */
const NOBODY: readonly Role[] = [];

class Drafting {
  static readonly sentBy = DRAFTERS;
  @IsPart(() => TermsPart) terms!: TermsPart;
}

export class DraftAgreement extends Drafting {
  static readonly title: string = '起草协议';
  static readonly byPrograms = true;

  @IsId() entityId!: string;
}

/** A new agreement that continues one that is in force or has expired. */
export class RenewAgreement extends DraftAgreement {
  static override readonly title = '续签协议';

  @IsId() renews!: string;
}

/** Also takes back what waits for signatures; those given for the old text fall. */
export class ReviseDraft extends Drafting {
  static readonly title = '修改协议草案';
  static readonly byPrograms = true;
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

export class Signing {
  static readonly sentBy: readonly Role[] = PARTIES;
  @IsOneOf(AGREEMENT_PARTIES) party!: AgreementParty;
  /** The level of the role where absent; CITY or PROVINCE where the county records their signature. */
  @Optional() @IsOneOf(SIGN_LEVELS) level?: SignLevel;
  /** Reference and SHA-256 of the scan. */
  @IsText(300) scan!: string;
  @Optional() @IsBoolean() witnessedByResidentTeam?: boolean;
}

export class SignAgreement extends Signing {
  static readonly title = '签署协议';

  /** Given by the government; unique in the county. */
  @Optional() @IsText(100) agreementNo?: string;
}

/** The head signs for the own household; the households have signed when the last of them has. */
export class SignForHousehold {
  static readonly title: string = '农户签署协议';
  static readonly sentBy: readonly Role[] = ['HOUSEHOLD'];

  @IsId() householdId!: string;
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

/** Proposes an amended paper; the terms in force stand until all parties have signed it. */
export class AmendAgreement extends Drafting {
  static readonly title = '提出变更协议';

  /** First day of the amended terms; the day of the last signature where that is later. */
  @IsDate() from!: CalendarDate;
}

/** Names the amended paper, so that nobody signs one that he has not seen. */
export class SignAmendment extends Signing {
  static readonly title = '签署变更协议';

  @IsId() amendmentId!: string;
}

export class SignAmendmentForHousehold extends SignForHousehold {
  static override readonly title = '农户签署变更协议';

  @IsId() amendmentId!: string;
}

class OfAmendment {
  @IsId() amendmentId!: string;
}

/** Before all have signed. The reason travels with the command. */
export class WithdrawAmendment extends OfAmendment {
  static readonly title = '撤回变更协议';
  static readonly sentBy = DRAFTERS;
}

/** A party that has not signed says no. The reason travels with the command. */
export class DeclineAmendment extends OfAmendment {
  static readonly title = '拒签变更协议';
  static readonly sentBy = PARTIES;

  @IsOneOf(AGREEMENT_PARTIES) party!: AgreementParty;
}

export class EnterAmendmentIntoForce extends OfAmendment {
  static readonly title = '变更协议生效';
  static readonly sentBy = NOBODY;
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

class OfRectification {
  static readonly sentBy = NOBODY;
  @IsId() rectificationId!: string;
}

export class PlaceUnderRectification extends OfRectification {
  static readonly title = '协议列入整改';
}

export class AcceptRectification extends OfRectification {
  static readonly title = '协议整改通过';
}

export class FailRectification extends OfRectification {
  static readonly title = '协议整改不到位';
}

export class ReleaseFromRectification extends OfRectification {
  static readonly title = '协议不再列入整改';
}

export class Settling {
  /** Of the decision, or of the paper in which the parties agree. */
  @IsText(100) decisionNo!: string;
  /** Statement of how what is still owed will be paid. */
  @IsText() settlement!: string;
  /** What the paper says is owed; taken from the distributions where absent. */
  @Optional() @IsFen() unpaidFen?: number;
}

/** S2: 「整改不到位的,解除协议」. */
export class TerminateAgreement extends Settling {
  static readonly title = '解除协议';
  static readonly sentBy: readonly Role[] = ['COUNTY_SIGNER'];

  /** Of several failed ones; the last where absent. */
  @Optional() @IsId() rectificationId?: string;
}

/** A process asks when the entity may have no agreement any more. */
export class EndWithEntity {
  static readonly title = '协议随主体终止';
  static readonly sentBy = NOBODY;

  @IsOneOf(ENDINGS_WITH_ENTITY) cause!: EndingWithEntity;
  /** Of the revocation, or the document of the registry. */
  @IsText(200) decisionNo!: string;
}
