import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type {
  ContributionKind,
  DistributionMode,
  EntityKind,
  Industry,
  LinkageForm,
  TightnessClass,
} from '@kernel/linkage';

export const INDUSTRY_MATCHES = ['MATCHED', 'NEEDS_REVIEW', 'MISMATCHED'] as const;
export type IndustryMatch = (typeof INDUSTRY_MATCHES)[number];

export const BINDING_ENDINGS = [
  'EXPIRED',
  'HOUSEHOLD_WISH',
  'ENTITY_DEFAULT',
  'AGREEMENT_TERMINATED',
  'ENTITY_REVOKED',
  'ENTITY_DEREGISTERED',
  'HOUSEHOLD_GONE',
  'HOUSEHOLD_SPLIT',
  'INDUSTRY_MISMATCH',
  'MERGED',
] as const;
export type BindingEnding = (typeof BINDING_ENDINGS)[number];

/** What the household puts in, glossary 1.6.1; `valueFen` as appraised. */
export type Contribution = {
  readonly kind: ContributionKind;
  readonly valueFen: number;
  readonly shares: number;
};

/**
 * One stream per household, entity and industry (R03). After its end the same three may be bound again in the same
 * stream; `term` counts from 1.
 */
export type HouseholdBindingEvent =
  | Event<
      'BindingIntentRecorded',
      {
        householdId: string;
        entityId: string;
        industry: Industry;
        villageCode: DivisionCode;
        on: CalendarDate;
      }
    >
  | Event<
      'HouseholdBindingProposed',
      {
        term: number;
        householdId: string;
        entityId: string;
        entityKind: EntityKind;
        /** HC with a cooperative, HE with any other entity: a linkage, but not 双绑. */
        relation: 'HC' | 'HE';
        industry: Industry;
        /** The household's village when it was proposed. */
        villageCode: DivisionCode;
        forms: readonly LinkageForm[];
        /** What `OTHER` stands for, where it is among the forms. */
        otherForm: string | null;
        tightness: TightnessClass;
        startDate: CalendarDate;
        endDate: CalendarDate | null;
        contribution: Contribution | null;
        agreementId: string | null;
        /** By when an agreement must follow, where none is in force yet. */
        agreementDueBy: CalendarDate | null;
        /** Pre-judgement of R04. */
        match: IndustryMatch;
        on: CalendarDate;
      }
    >
  /** The binding takes the place of another that ended, or ends when a household is split; on the new stream. */
  | Event<'HouseholdRehomed', { fromBindingId: string; on: CalendarDate }>
  /** The binding goes on with another, of the same household, to a duplicate of the entity that was merged into it; on the stream that goes on. */
  | Event<'HouseholdBindingTakenOver', { fromBindingId: string; on: CalendarDate }>
  | Event<'HouseholdBindingSubmitted', { consentRef: string; submittedBy: string; on: CalendarDate }>
  | Event<'HouseholdBindingReturned', { reason: string; on: CalendarDate }>
  | Event<
      'HouseholdBindingActivated',
      {
        from: CalendarDate;
        match: IndustryMatch;
        matchOverrideReason: string | null;
        /** Why the county counts a binding whose only form is `OTHER` (glossary 1.6). */
        otherFormAcceptance: string | null;
      }
    >
  | Event<
      'BindingFormsChanged',
      {
        forms: readonly LinkageForm[];
        otherForm: string | null;
        tightness: TightnessClass;
        otherFormAcceptance: string | null;
        on: CalendarDate;
      }
    >
  | Event<'BindingAgreementLinked', { agreementId: string; on: CalendarDate }>
  | Event<
      'IndustryMatchJudged',
      { match: IndustryMatch; automatic: IndustryMatch; overrideReason: string | null; on: CalendarDate }
    >
  | Event<
      'BenefitDelivered',
      {
        benefitId: string;
        form: LinkageForm;
        mode: DistributionMode;
        amountFen: number;
        evidence: string;
        on: CalendarDate;
      }
    >
  | Event<'BenefitConfirmedByHousehold', { benefitId: string; means: string; on: CalendarDate }>
  /** It did not happen, or not so: the entity or the town takes it back. */
  | Event<
      'BenefitVoided',
      {
        benefitId: string;
        amountFen: number;
        /** Day of the latest benefit that is left. */
        lastBenefitOn: CalendarDate | null;
        voidedBy: string;
        on: CalendarDate;
      }
    >
  /** The household moved: its binding is judged where it lives now. */
  | Event<'HouseholdBindingRelocated', { from: DivisionCode | null; to: DivisionCode; on: CalendarDate }>
  | Event<'BindingSuspended', { reason: string; until: CalendarDate; on: CalendarDate }>
  | Event<'BindingResumed', { on: CalendarDate }>
  /** `on` is the first day without the binding. */
  | Event<'HouseholdBindingEnded', { cause: BindingEnding; note: string | null; on: CalendarDate }>
  | Event<'BindingWithdrawn', { on: CalendarDate }>;

export const householdBindingEvents: Readonly<Record<HouseholdBindingEvent['type'], number>> = {
  BindingIntentRecorded: 1,
  HouseholdBindingProposed: 1,
  HouseholdRehomed: 1,
  HouseholdBindingTakenOver: 1,
  HouseholdBindingSubmitted: 1,
  HouseholdBindingReturned: 1,
  HouseholdBindingActivated: 1,
  BindingFormsChanged: 1,
  BindingAgreementLinked: 1,
  IndustryMatchJudged: 1,
  BenefitDelivered: 1,
  BenefitConfirmedByHousehold: 1,
  BenefitVoided: 1,
  HouseholdBindingRelocated: 1,
  BindingSuspended: 1,
  BindingResumed: 1,
  HouseholdBindingEnded: 1,
  BindingWithdrawn: 1,
};
