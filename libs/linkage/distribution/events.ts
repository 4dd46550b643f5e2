import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Equity, ParameterSource, SchemeTerms } from '../dividend-scheme/events';
import { successionEvents, type SuccessionEvent } from './succession-events';

/** Why a household that the scheme names is not entitled on the record date. */
export const WITHHOLDING_REASONS = ['HOUSEHOLD_VANISHED', 'BINDING_ENDED', 'NOT_IN_TARGET_GROUP'] as const;
export type WithholdingReason = (typeof WITHHOLDING_REASONS)[number];

/** What one household is due. Guaranteed part, share of profit, patronage refund and what was carried in sum to the amount. */
export type DividendLine = {
  readonly householdId: string;
  readonly householdNo: string;
  readonly amountFen: number;
  readonly guaranteedFen: number;
  readonly profitFen: number;
  readonly patronageFen: number;
  /** Part of what earlier periods carried forward; absent where they carried nothing. */
  readonly carriedFen?: number;
  /** The amount is kept back and not due. Absent where it is due, and in what was calculated before anybody looked. */
  readonly withheld?: WithholdingReason;
};

/** What an earlier distribution of the scheme withheld and carried forward. */
export type CarriedIn = { readonly distributionId: string; readonly amountFen: number };

/** Volume a member delivered (the unit is the scheme's) and its capital, for COOPERATIVE_SURPLUS (R15). */
export type MemberAccount = {
  readonly householdId: string;
  readonly volume: number;
  readonly capitalFen: number;
};

/** The cooperative's year: surplus less past losses less reserve is distributable. */
export type SurplusStatement = {
  readonly surplusFen: number;
  readonly pastLossFen: number;
  readonly reserveFen: number;
  /** All members together, also those who are not in the pool. */
  readonly totalVolume: number;
  /** Members' capital, reserve and quantified funds that share in the rest. */
  readonly totalCapitalFen: number;
  readonly members: readonly MemberAccount[];
};

export type PaidLine = { readonly householdId: string; readonly amountFen: number };
export type FailedLine = PaidLine & { readonly reason: string };

/** Who found that money was reckoned or paid wrongly. */
type Proposal = { readonly correctionId: string; readonly proposedBy: string; readonly proposedAs: Role };

/** Who agreed. In events of before proposals were recorded, somebody whom the sender named. */
type Checked = {
  readonly secondPerson: string;
  readonly correctionId?: string;
  readonly proposedBy?: string;
};

/** One period of a scheme; lines travel in events of at most 100. */
export type DistributionEvent =
  | Event<
      'DistributionDeclared',
      {
        distributionId: string;
        schemeId: string;
        schemeVersion: number;
        entityId: string;
        agreementId: string | null;
        villageCode: DivisionCode;
        /** The terms as adopted, so that the distribution can be reckoned again from its own stream. */
        terms: SchemeTerms;
        equity: Equity | null;
        periodFrom: CalendarDate;
        periodTo: CalendarDate;
        months: number;
        profitFen: number | null;
        profitEvidence: string | null;
        surplus: SurplusStatement | null;
        /** Split besides what the period yields; absent of before anything could be carried forward. */
        carriedIn?: readonly CarriedIn[];
        payDate: CalendarDate;
        /** Days after the pay date until what is unpaid is overdue, as decided when it was declared. */
        graceDays: number;
        declaredBy: string;
        on: CalendarDate;
      }
    >
  | Event<
      'DividendsCalculated',
      {
        guaranteedFen: number;
        profitFen: number;
        patronageFen: number;
        /** Carried in from earlier periods; absent where nothing was. */
        carriedFen?: number;
        /** Sum of all lines, what is withheld included. */
        totalFen: number;
        /** Sum of the lines that are withheld, and the day on which entitlement was looked at. */
        withheldFen?: number;
        recordDate?: CalendarDate;
        /** What is left of the pool for the residual holder (R13), and who that is. */
        residualFen: number;
        residualHolder: string | null;
        lineCount: number;
        /** Parameters the calculation used, with source. */
        parameters: readonly ParameterSource[];
        on: CalendarDate;
      }
    >
  | Event<'DividendLinesCalculated', { part: number; lines: readonly DividendLine[] }>
  | Event<'DividendsApproved', { step: 1 | 2; approvedBy: string; on: CalendarDate }>
  | Event<
      'PaymentBatchImported',
      {
        batchNo: string;
        importedBy: string;
        bankTotalFen: number;
        paid: readonly PaidLine[];
        failed: readonly FailedLine[];
        /** The bank's day. */
        on: CalendarDate;
      }
    >
  /** The file was wrong; nothing of it counts and its number stays used. */
  | Event<'PaymentBatchRejected', { batchNo: string; rejectedBy: string; on: CalendarDate }>
  /** `on` is the bank's day, as in the failed payments. */
  | Event<
      'DividendsPaid',
      { batchNo: string; bankTotalFen: number; paid: readonly PaidLine[]; on: CalendarDate }
    >
  | Event<'PaymentsFailed', { batchNo: string; failed: readonly FailedLine[]; on: CalendarDate }>
  | Event<
      'DividendReceiptConfirmed',
      {
        householdIds: readonly string[];
        means: 'SIGNATURE' | 'VOICE' | 'SMS' | 'BANK_RECEIPT';
        on: CalendarDate;
      }
    >
  | Event<'DividendOverdue', { unpaidFen: number; householdCount: number; on: CalendarDate }>
  | Event<'DividendRescheduled', { payDate: CalendarDate; consentRef: string; on: CalendarDate }>
  | Event<
      'DividendCorrectionProposed',
      Proposal & { householdId: string; fromFen: number; toFen: number; on: CalendarDate }
    >
  | Event<
      'OverpaymentReclaimProposed',
      Proposal & { householdId: string; amountFen: number; on: CalendarDate }
    >
  | Event<'WithheldReleaseProposed', Proposal & { householdId: string; amountFen: number; on: CalendarDate }>
  | Event<
      'WithheldCarryForwardProposed',
      Proposal & { householdId: string; amountFen: number; on: CalendarDate }
    >
  | Event<'DividendCorrectionRejected', { correctionId: string; rejectedBy: string; on: CalendarDate }>
  | Event<
      'DividendLineCorrected',
      Checked & { householdId: string; fromFen: number; toFen: number; on: CalendarDate }
    >
  | Event<'OverpaymentReclaimed', Checked & { householdId: string; amountFen: number; on: CalendarDate }>
  /** What was withheld is due, by `payDate`. */
  | Event<
      'WithheldReleased',
      Checked & { householdId: string; amountFen: number; payDate: CalendarDate; on: CalendarDate }
    >
  /** What was withheld is nobody’s line any more: the next period of the scheme that is declared takes it in. */
  | Event<'WithheldCarriedForward', Checked & { householdId: string; amountFen: number; on: CalendarDate }>
  | SuccessionEvent
  /** Before it was approved: nothing of it is due, and its period may be declared anew in the same stream. */
  | Event<'DistributionWithdrawn', { withdrawnBy: string; on: CalendarDate }>;

export const distributionEvents: Readonly<Record<DistributionEvent['type'], number>> = {
  DistributionDeclared: 1,
  DividendsCalculated: 1,
  DividendLinesCalculated: 1,
  DividendsApproved: 1,
  PaymentBatchImported: 1,
  PaymentBatchRejected: 1,
  DividendsPaid: 1,
  PaymentsFailed: 1,
  DividendReceiptConfirmed: 1,
  DividendOverdue: 1,
  DividendRescheduled: 1,
  DividendCorrectionProposed: 1,
  OverpaymentReclaimProposed: 1,
  WithheldReleaseProposed: 1,
  WithheldCarryForwardProposed: 1,
  DividendCorrectionRejected: 1,
  DividendLineCorrected: 1,
  OverpaymentReclaimed: 1,
  WithheldReleased: 1,
  WithheldCarriedForward: 1,
  ...successionEvents,
  DistributionWithdrawn: 1,
};
