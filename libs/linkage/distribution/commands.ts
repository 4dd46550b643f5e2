import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { LARGEST_FEN } from '@kernel/fen';
import {
  IsDate,
  IsFen,
  IsId,
  IsIdList,
  IsListOf,
  IsOneOf,
  IsPart,
  IsText,
  IsWhole,
  Optional,
} from '@validation/fields';

export { PassDividendLine, SucceedDistributionEntity } from './succession-commands';

const PAYERS: readonly Role[] = ['ENTITY_MANAGER', 'FINANCE_BUREAU'];
const CORRECTORS: readonly Role[] = ['TOWN_INFORMANT', 'FINANCE_BUREAU'];
const ANY_AMOUNT = -LARGEST_FEN;
/** In whatever the cooperative trades in. */
const LARGEST_VOLUME = 1_000_000_000_000;

export class MemberAccountPart {
  @IsId() householdId!: string;
  @IsWhole(0, LARGEST_VOLUME) volume!: number;
  @IsFen() capitalFen!: number;
}

/** The cooperative's year (R15). */
export class SurplusStatementPart {
  @IsFen(ANY_AMOUNT) surplusFen!: number;
  @IsFen() pastLossFen!: number;
  @IsFen() reserveFen!: number;
  @IsWhole(1, LARGEST_VOLUME) totalVolume!: number;
  @IsFen(1) totalCapitalFen!: number;
  @IsListOf(() => MemberAccountPart) members!: MemberAccountPart[];
}

export class DeclareDistribution {
  static readonly title = '宣布分红';
  static readonly sentBy: readonly Role[] = ['ENTITY_MANAGER', 'VILLAGE_COMMITTEE'];
  static readonly byPrograms = true;

  @IsId() schemeId!: string;
  @IsId() entityId!: string;
  @IsDate() periodFrom!: CalendarDate;
  @IsDate() periodTo!: CalendarDate;
  /** Distributable profit of the period; negative where there was a loss. */
  @Optional() @IsFen(ANY_AMOUNT) profitFen?: number;
  /** Audited statement that the profit or surplus is taken from. */
  @Optional() @IsText(200) profitEvidence?: string;
  @Optional() @IsPart(() => SurplusStatementPart) surplus?: SurplusStatementPart;
  @IsDate() payDate!: CalendarDate;
}

/** The dividend clock asks at once; whoever does not want to wait may ask too, the figures are the same. */
export class CalculateDividends {
  static readonly title = '计算分红';
  static readonly sentBy: readonly Role[] = ['ENTITY_MANAGER', 'VILLAGE_COMMITTEE', 'TOWN_INFORMANT'];
}

/** Two persons: first the town, then the county. */
export class ApproveDividends {
  static readonly title = '审核分红';
  static readonly sentBy: readonly Role[] = [
    'TOWN_INFORMANT',
    'COUNTY_INFORMANT',
    'COUNTY_SIGNER',
    'AGRI_BUREAU',
  ];
}

/** Declared wrongly, or not to be approved: nothing of it is due. The reason travels with the command. */
export class WithdrawDistribution {
  static readonly title = '撤回或退回分红';
  static readonly sentBy: readonly Role[] = [...DeclareDistribution.sentBy, ...ApproveDividends.sentBy];
}

export class PaidPart {
  @IsId() householdId!: string;
  @IsFen(1) amountFen!: number;
}

export class FailedPart extends PaidPart {
  @IsText(200) reason!: string;
}

/** The bank's file; the effective date is the bank's day. */
export class ImportPaymentBatch {
  static readonly title = '导入付款批次';
  static readonly sentBy = PAYERS;
  static readonly byPrograms = true;

  @IsText(60) batchNo!: string;
  @IsFen() bankTotalFen!: number;
  @IsListOf(() => PaidPart, 0) paid!: PaidPart[];
  @IsListOf(() => FailedPart, 0) failed!: FailedPart[];
}

export class ConfirmPaymentBatch {
  static readonly title = '确认付款批次';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT', 'FINANCE_BUREAU'];

  @IsText(60) batchNo!: string;
}

/** The file was wrong: nothing of it counts. The reason travels with the command. */
export class RejectPaymentBatch {
  static readonly title = '退回付款批次';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT'];

  @IsText(60) batchNo!: string;
}

const MEANS = ['SIGNATURE', 'VOICE', 'SMS', 'BANK_RECEIPT'] as const;

export class ConfirmReceipt {
  static readonly title = '确认收到分红';
  static readonly sentBy: readonly Role[] = ['HOUSEHOLD', 'VILLAGE_INFORMANT', 'TOWN_INFORMANT'];

  @IsIdList() householdIds!: string[];
  @IsOneOf(MEANS) means!: (typeof MEANS)[number];
}

/** The dividend clock asks on the first overdue day; SYSTEM may always send. */
export class MarkOverdue {
  static readonly title = '标记分红逾期';
  static readonly sentBy: readonly Role[] = [];
}

export class RescheduleDistribution {
  static readonly title = '延期分红';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT', 'COUNTY_SIGNER', 'AGRI_BUREAU'];

  @IsDate() payDate!: CalendarDate;
  /** The households' written consent. */
  @IsText(200) consentRef!: string;
}

/** Proposes; another person of the other office decides. The reason travels with the command. */
export class CorrectDividendLine {
  static readonly title = '提出更正分红明细';
  static readonly sentBy = CORRECTORS;

  @IsId() householdId!: string;
  @IsFen() toFen!: number;
}

/** Proposes; another person of the other office decides. The reason travels with the command. */
export class ReclaimOverpayment {
  static readonly title = '提出追回多付分红';
  static readonly sentBy = CORRECTORS;

  @IsId() householdId!: string;
  @IsFen(1) amountFen!: number;
}

/** Of what was withheld on the record date: proposes; another person of the other office decides. The reason travels with the command. */
export class ReleaseWithheld {
  static readonly title = '提出发放暂扣分红';
  static readonly sentBy = CORRECTORS;

  @IsId() householdId!: string;
  @IsFen(1) amountFen!: number;
}

/** Of what was withheld: the next period splits it. Proposes; another person of the other office decides. The reason travels with the command. */
export class CarryWithheldForward {
  static readonly title = '提出结转暂扣分红';
  static readonly sentBy = CORRECTORS;

  @IsId() householdId!: string;
  @IsFen(1) amountFen!: number;
}

/** The second person: what was proposed happens. */
export class ApproveCorrection {
  static readonly title = '复核同意更正';
  static readonly sentBy = CORRECTORS;

  @IsId() correctionId!: string;
}

/** What was proposed does not happen. The reason travels with the command. */
export class RejectCorrection {
  static readonly title = '驳回更正';
  static readonly sentBy = CORRECTORS;

  @IsId() correctionId!: string;
}
