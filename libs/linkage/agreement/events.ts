import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode, DivisionLevel } from '@kernel/division-code';
import type { DistributionMode, LinkageForm } from '@kernel/linkage';

/** Who signs for the government, from the nearest to the farthest (R11). */
export const SIGN_LEVELS = ['VILLAGE', 'TOWN', 'COUNTY', 'CITY', 'PROVINCE'] as const;
export type SignLevel = (typeof SIGN_LEVELS)[number];

/** How far a set of villages spans, as the parameter `agreement.signLevel` names it. */
export const SPAN_RULES = ['SAME_VILLAGE', 'SAME_TOWN', 'SAME_COUNTY', 'CROSS_COUNTY', 'CROSS_CITY'] as const;
export type SpanRule = (typeof SPAN_RULES)[number];

/** Why a level is required, so that a signer can check it against the list of households. */
export type SignLevelExplanation = {
  readonly rule: SpanRule;
  /** The lowest level whose division holds the entity and all households. */
  readonly span: DivisionLevel | 'NATION';
  /** That division; null where there is none below the nation. */
  readonly within: DivisionCode | null;
  /** Villages outside the entity's own division one level below: they are why a lower level is not enough. */
  readonly beyond: readonly DivisionCode[];
  /** Document and clause of the parameter. */
  readonly source: string;
};

export const AGREEMENT_PARTIES = ['GOVERNMENT', 'ENTITY', 'HOUSEHOLDS'] as const;
export type AgreementParty = (typeof AGREEMENT_PARTIES)[number];

/** What ends every agreement of an entity at once (R18, R42). */
export const ENDINGS_WITH_ENTITY = ['ENTITY_REVOKED', 'ENTITY_DEREGISTERED'] as const;
export type EndingWithEntity = (typeof ENDINGS_WITH_ENTITY)[number];

export const TERMINATION_CAUSES = [
  ...(['RECTIFICATION_FAILED', 'BY_CONSENT', 'FORCE_MAJEURE'] as const),
  ...ENDINGS_WITH_ENTITY,
] as const;
export type TerminationCause = (typeof TERMINATION_CAUSES)[number];

/** A household under the agreement, its village when it joined, and its binding where there is one already. */
export type CoveredHousehold = {
  readonly householdId: string;
  readonly villageCode: DivisionCode;
  readonly bindingId: string | null;
};

/** What the paper says. Rates are ratios, money is fen. */
export type AgreementTerms = {
  readonly households: readonly CoveredHousehold[];
  readonly helpProject: string;
  readonly startDate: CalendarDate;
  /** Last day in force. */
  readonly endDate: CalendarDate;
  /** S2: 「时间及脱贫期限」: by when the promised income is reached. */
  readonly incomeDeadline: CalendarDate;
  readonly supportMeasures: readonly string[];
  readonly forms: readonly LinkageForm[];
  readonly distributionMode: DistributionMode;
  /** Yearly rate or pool share, where the mode has one. */
  readonly rate: { readonly numerator: number; readonly denominator: number } | null;
  /** Promised benefit of all households together per year. */
  readonly promisedPerYearFen: number;
  /** `MM-DD` of each year. */
  readonly paymentDay: string;
  readonly riskClauses: readonly string[];
  /** Share of losses the households bear; more than 0 is refused unless the county gives a reason (R34). */
  readonly householdLossShare: { readonly numerator: number; readonly denominator: number };
  readonly hasGuaranteedFloor: boolean;
  readonly riskNoticeSigned: boolean;
  readonly lossShareOverrideReason: string | null;
  readonly duties: { readonly entity: string; readonly households: string; readonly government: string };
};

export type AgreementEvent =
  | Event<
      'AgreementDrafted',
      {
        agreementId: string;
        entityId: string;
        entityVillage: DivisionCode;
        terms: AgreementTerms;
        /** The agreement this one continues. */
        renews: string | null;
        on: CalendarDate;
      }
    >
  | Event<'AgreementDraftRevised', { terms: AgreementTerms; on: CalendarDate }>
  | Event<
      'AgreementSubmitted',
      {
        /** Computed from the villages and frozen (R11). */
        requiredLevel: SignLevel;
        villages: readonly DivisionCode[];
        explanation: SignLevelExplanation;
        /** The shortest term that the place asks for (`linkage.minYears`), where this one is shorter. */
        shorterThan?: { readonly years: number; readonly source: string };
        on: CalendarDate;
      }
    >
  | Event<
      'AgreementSigned',
      {
        party: AgreementParty;
        /** For the government only. */
        level: SignLevel | null;
        /** Where the government signed at a higher level than it had to. */
        requiredLevel?: SignLevel;
        /** Who recorded the signature; one person signs for one party. */
        signedBy?: string;
        /** Reference and SHA-256 of the scan. */
        scan: string;
        witnessedByResidentTeam: boolean;
        /** Given by the government that signs, unique in the county. */
        agreementNo: string | null;
        on: CalendarDate;
      }
    >
  | Event<
      'AgreementSignedByHousehold',
      { householdId: string; scan: string; signedBy: string; on: CalendarDate }
    >
  | Event<'AgreementWitnessed', { witnessedBy: string; on: CalendarDate }>
  /** Before it was concluded: nothing follows from it. */
  | Event<'AgreementDraftWithdrawn', { cause: 'BY_DRAFTER' | EndingWithEntity; on: CalendarDate }>
  | Event<'AgreementConcluded', { agreementNo: string; on: CalendarDate }>
  | Event<'AgreementEnteredIntoForce', { on: CalendarDate }>
  | Event<
      'AgreementAmended',
      {
        /** 1 is the paper as concluded. */
        version: number;
        terms: AgreementTerms;
        requiredLevel: SignLevel;
        signedLevel: SignLevel;
        explanation: SignLevelExplanation;
        scan: string;
        on: CalendarDate;
      }
    >
  | Event<
      'AgreementVerified',
      {
        paperExists: boolean;
        termsMatch: boolean;
        benefitsConfirmed: boolean;
        note: string | null;
        on: CalendarDate;
      }
    >
  | Event<'AgreementRectificationOrdered', { rectificationId: string; on: CalendarDate }>
  | Event<'AgreementRectificationAccepted', { rectificationId: string; on: CalendarDate }>
  | Event<'AgreementRectificationFailed', { rectificationId: string; on: CalendarDate }>
  | Event<
      'AgreementTerminated',
      {
        cause: TerminationCause;
        decisionNo: string;
        rectificationId: string | null;
        /** Dividends still owed on that day; they stay due. */
        unpaidFen: number;
        settlement: string;
        /** Bindings that end with it unless re-homed. */
        bindingIds: readonly string[];
        on: CalendarDate;
      }
    >
  | Event<'AgreementExpired', { bindingIds: readonly string[]; on: CalendarDate }>;

export const agreementEvents: Readonly<Record<AgreementEvent['type'], number>> = {
  AgreementDrafted: 1,
  AgreementDraftRevised: 1,
  AgreementSubmitted: 1,
  AgreementSigned: 1,
  AgreementSignedByHousehold: 1,
  AgreementWitnessed: 1,
  AgreementDraftWithdrawn: 1,
  AgreementConcluded: 1,
  AgreementEnteredIntoForce: 1,
  AgreementAmended: 1,
  AgreementVerified: 1,
  AgreementRectificationOrdered: 1,
  AgreementRectificationAccepted: 1,
  AgreementRectificationFailed: 1,
  AgreementTerminated: 1,
  AgreementExpired: 1,
};
