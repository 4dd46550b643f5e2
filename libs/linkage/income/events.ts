import type { CalendarDate, Quarter } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { IncomeItem } from '@kernel/linkage';

export const WITHDRAWAL_CAUSES = ['BENEFIT_VOIDED', 'OVERPAYMENT_RECLAIMED'] as const;
export type WithdrawalCause = (typeof WITHDRAWAL_CAUSES)[number];

/**
 * One stream per household and calendar year. Each quarter holds that quarter's amounts, not the running total.
 * `items`: fen by item code a1…e4, every value ≥ 0, an item that is not named is 0; expense (e) is positive too.
 */
export type IncomeEvent =
  | Event<
      'IncomeRecorded',
      {
        householdId: string;
        year: number;
        quarter: Quarter;
        villageCode: DivisionCode;
        /** At the end of the period; the denominator of everything per capita. */
        populationCount: number;
        items: { readonly [item: string]: number };
        /** Why a change of more than half against the year before is right. */
        outlierComment: string | null;
        on: CalendarDate;
      }
    >
  /** Replaces the quarter's amounts; what was published stays published. */
  | Event<
      'IncomeCorrected',
      {
        householdId: string;
        year: number;
        quarter: Quarter;
        villageCode: DivisionCode;
        populationCount: number;
        items: { readonly [item: string]: number };
        corrects: 'RECORDING_ERROR' | 'LATE_EVIDENCE' | 'OBJECTION' | 'INSPECTION';
        /** The event whose sheet was wrong, where the officer names it. */
        correctsEventId?: string;
        on: CalendarDate;
      }
    >
  /** The sheet was another household's or another quarter's: the quarter is as if it had not been recorded, and may be again. */
  | Event<
      'IncomeVoided',
      { householdId: string; year: number; quarter: Quarter; villageCode: DivisionCode; on: CalendarDate }
    >
  /** A dividend, wage or purchase the entity booked: to be accepted by the village, never an income by itself. */
  | Event<
      'IncomeSuggested',
      {
        suggestionId: string;
        householdId: string;
        year: number;
        quarter: Quarter;
        /** Village of the household when it was suggested. */
        villageCode: DivisionCode;
        item: IncomeItem;
        amountFen: number;
        /** Stream the suggestion comes from. */
        source: string;
        on: CalendarDate;
      }
    >
  /**
   * The amount belongs to the quarter and was not in its sheet: a quarter that is recorded is corrected by it in the same
   * breath, one that is not has to include it when it is.
   */
  | Event<'SuggestionAccepted', { suggestionId: string; on: CalendarDate }>
  | Event<'SuggestionDeclined', { suggestionId: string; reason: string; on: CalendarDate }>
  /**
   * What it came from was voided or reclaimed, wholly or in part. Nothing changes in a sheet that counts it already: the village
   * corrects that.
   */
  | Event<
      'SuggestionWithdrawn',
      {
        suggestionId: string;
        /** Taken back of it. */
        amountFen: number;
        /** What still stands of it; nobody can decide on 0 any more. */
        leftFen: number;
        cause: WithdrawalCause;
        on: CalendarDate;
      }
    >;

export const incomeEvents: Readonly<Record<IncomeEvent['type'], number>> = {
  IncomeRecorded: 1,
  IncomeCorrected: 1,
  IncomeVoided: 1,
  IncomeSuggested: 1,
  SuggestionAccepted: 1,
  SuggestionDeclined: 1,
  SuggestionWithdrawn: 1,
};
