import type { CalendarDate } from '@kernel/calendar-date';
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

/** A party has signed. */
export type PartySignature = {
  readonly party: AgreementParty;
  /** For the government only. */
  readonly level: SignLevel | null;
  /** Where the government signed at a higher level than it had to. */
  readonly requiredLevel?: SignLevel;
  readonly signedBy: string;
  /** Reference and SHA-256 of the scan. */
  readonly scan: string;
  readonly witnessedByResidentTeam: boolean;
  readonly on: CalendarDate;
};

/** The head of a household has signed for it. */
export type HeadSignature = {
  readonly householdId: string;
  readonly scan: string;
  readonly signedBy: string;
  readonly on: CalendarDate;
};

/** A household under the agreement, its village when it joined, and its binding where there is one already. */
export type CoveredHousehold = {
  readonly householdId: string;
  readonly villageCode: DivisionCode;
  readonly bindingId: string | null;
};

/** What each party undertakes. */
export type AgreementDuties = {
  readonly entity: string;
  readonly households: string;
  readonly government: string;
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
  readonly duties: AgreementDuties;
};
