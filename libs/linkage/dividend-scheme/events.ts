import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

export const SCHEME_MODES = [
  'GUARANTEED',
  'SHARE_BASED',
  'GUARANTEED_PLUS_SHARE',
  'COOPERATIVE_SURPLUS',
] as const;
export type SchemeMode = (typeof SCHEME_MODES)[number];

export type Share = { readonly numerator: number; readonly denominator: number };

/** A household of the pool with its shares (1 each where all are equal). The number breaks ties and is printed. */
export type Beneficiary = {
  readonly householdId: string;
  readonly householdNo: string;
  /** Where it lived when it was named. */
  readonly villageCode: DivisionCode;
  readonly shares: number;
};

/** How a distribution is reckoned, R13–R15. */
export type SchemeTerms = {
  readonly mode: SchemeMode;
  /** Capital that the guaranteed part is reckoned on; 0 where there is none. */
  readonly principalFen: number;
  /** Guaranteed yearly rate. */
  readonly annualRate: Share | null;
  /** Part of the distributable profit that belongs to the pool. */
  readonly poolShare: Share | null;
  /** The part of fiscal money counted as the households' shares (S2: 70 %), where the principal is such money. */
  readonly fiscalFundFen: number | null;
  /** COOPERATIVE_SURPLUS: part of the distributable surplus refunded by transaction volume (law: at least 60 %). */
  readonly patronageShare: Share | null;
  readonly beneficiaries: readonly Beneficiary[];
  readonly timesPerYear: number;
  /** `MM-DD` by which the last distribution of a year is paid. */
  readonly payDay: string;
};

/** A parameter that a reckoning used, so that an auditor finds its source. */
export type ParameterSource = { readonly key: string; readonly source: string };

/** Fiscal money counted as shares (R13): the households' pool and what stays with the residual holder sum to the fund. */
export type Equity = {
  readonly fundFen: number;
  readonly householdShare: Share;
  readonly poolFen: number;
  readonly residualFen: number;
  readonly residualHolder: string;
  readonly parameters: readonly ParameterSource[];
};

export type DividendSchemeEvent =
  | Event<
      'DividendSchemeDrafted',
      {
        schemeId: string;
        entityId: string;
        agreementId: string | null;
        /** Home village of the entity. */
        villageCode: DivisionCode;
        terms: SchemeTerms;
        draftedBy: string;
        on: CalendarDate;
      }
    >
  | Event<
      'DividendSchemeAdopted',
      {
        minutesRef: string;
        version: number;
        adoptedBy: string;
        /** Fixed with the adoption; null where no fiscal money is counted as shares. */
        equity: Equity | null;
        on: CalendarDate;
      }
    >
  /** Waits for adoption again. */
  | Event<
      'DividendSchemeRevised',
      { version: number; terms: SchemeTerms; draftedBy: string; on: CalendarDate }
    >
  /** Its entity stood in the register twice: the one that stays goes on with it. `villageCode` is the home of that one. */
  | Event<
      'DividendSchemeEntitySucceeded',
      { entityId: string; successorId: string; villageCode: DivisionCode; on: CalendarDate }
    >;

export const dividendSchemeEvents: Readonly<Record<DividendSchemeEvent['type'], number>> = {
  DividendSchemeDrafted: 1,
  DividendSchemeAdopted: 1,
  DividendSchemeRevised: 1,
  DividendSchemeEntitySucceeded: 1,
};
