import type { CalendarDate } from '@kernel/calendar-date';
import { incomeOf, tightnessOf } from '@kernel/linkage-form';
import type { LinkageForm } from '@kernel/linkage';
import { changed, register, type Own, type Recorded, type Registered } from '@projection/fold';
import { benefitIs, delivered, NO_BENEFITS, type Benefits } from './benefit-row';
import type { HouseholdBindingEvent } from './events';

export const BINDING_STATES = [
  'INTENT',
  'PROPOSED',
  'IN_REVIEW',
  'RETURNED',
  'ACTIVE',
  'SUSPENDED',
  'ENDED',
  'WITHDRAWN',
] as const;
export type HouseholdBindingState = (typeof BINDING_STATES)[number];

/** One line of the ledger of households bound to entities (双绑农户台账). */
export type HouseholdBindingRow = Registered &
  Benefits & {
    /** The household's village. */
    readonly division: string;
    readonly householdId: string;
    readonly entityId: string;
    readonly entityKind: string | null;
    readonly relation: 'HC' | 'HE' | null;
    readonly industry: string;
    readonly state: HouseholdBindingState;
    /** Why the last reviewer who sent this term back did so, and when. */
    readonly returnReason: string | null;
    readonly returnedOn: CalendarDate | null;
    readonly term: number;
    readonly forms: readonly string[];
    readonly otherForm: string | null;
    readonly tightness: string | null;
    /** Income categories of the household that the forms bring. */
    readonly incomeCategories: readonly string[];
    readonly contributionValueFen: number | null;
    readonly startDate: CalendarDate | null;
    readonly endDate: CalendarDate | null;
    /** First day of the term that came into force. */
    readonly from: CalendarDate | null;
    readonly agreementId: string | null;
    readonly agreementDueBy: CalendarDate | null;
    readonly match: string | null;
    readonly matchJudgedOn: CalendarDate | null;
    readonly benefitFen: number;
    readonly benefitCount: number;
    readonly lastBenefitOn: CalendarDate | null;
    readonly suspendedUntil: CalendarDate | null;
    /** First day without the binding. */
    readonly endedOn: CalendarDate | null;
    readonly endCause: string | null;
    /** The ended binding that this one replaces or goes on with. */
    readonly rehomedFrom: string | null;
  };

type Fields = Own<HouseholdBindingRow>;
type Told<Type extends HouseholdBindingEvent['type']> = Recorded<
  Extract<HouseholdBindingEvent, { readonly type: Type }>
>;

const NEW_TERM = {
  ...{ from: null, matchJudgedOn: null, suspendedUntil: null, endedOn: null, endCause: null },
  ...{ benefitFen: 0, benefitCount: 0, lastBenefitOn: null, rehomedFrom: null },
  ...{ returnReason: null, returnedOn: null },
} as const;

const shaped = (forms: readonly LinkageForm[]) => ({
  ...{ forms, tightness: tightnessOf(forms), incomeCategories: incomeOf(forms) },
});

/** What was delivered in an earlier term may still have to be confirmed. */
const benefitsOf = ({ benefits, hasUnconfirmedBenefits }: Benefits = NO_BENEFITS): Benefits => ({
  ...{ benefits, hasUnconfirmedBenefits },
});

const intended = (before: Benefits | undefined, { data }: Told<'BindingIntentRecorded'>): Fields => ({
  ...NEW_TERM,
  ...benefitsOf(before),
  ...{ division: data.villageCode, householdId: data.householdId, entityId: data.entityId },
  ...{ entityKind: null, relation: null, industry: data.industry, state: 'INTENT', term: 0 },
  ...{ forms: [], otherForm: null, tightness: null, incomeCategories: [], contributionValueFen: null },
  ...{ startDate: null, endDate: null, agreementId: null, agreementDueBy: null, match: null },
});

/** What is proposed anew because it came back is reviewed with the reason at hand. */
const returnOf = (before: Fields | undefined) => {
  const { returnReason, returnedOn } = before?.state === 'RETURNED' ? before : NEW_TERM;
  return { returnReason, returnedOn };
};

const proposed = (before: Fields | undefined, { data }: Told<'HouseholdBindingProposed'>): Fields => ({
  ...NEW_TERM,
  ...benefitsOf(before),
  ...returnOf(before),
  ...shaped(data.forms),
  ...{ division: data.villageCode, householdId: data.householdId, entityId: data.entityId },
  ...{ entityKind: data.entityKind, relation: data.relation, industry: data.industry },
  ...{ state: 'PROPOSED', term: data.term, otherForm: data.otherForm },
  contributionValueFen: data.contribution?.valueFen ?? null,
  ...{ startDate: data.startDate, endDate: data.endDate },
  ...{ agreementId: data.agreementId, agreementDueBy: data.agreementDueBy, match: data.match },
});

const benefited = (row: Fields, { data }: Told<'BenefitDelivered'>): Fields => ({
  ...row,
  ...delivered(row, data),
  benefitFen: row.benefitFen + data.amountFen,
  benefitCount: row.benefitCount + 1,
  lastBenefitOn: row.lastBenefitOn !== null && row.lastBenefitOn > data.on ? row.lastBenefitOn : data.on,
});

export const householdBindingLedger = register<HouseholdBindingEvent, HouseholdBindingRow>({
  name: 'household-binding',
  version: 4,
  categories: ['householdBinding'],
  collection: 'household-bindings',
  indexes: [
    { fields: ['division', 'startDate'] },
    { fields: ['householdId', 'startDate'] },
    { fields: ['entityId', 'startDate'] },
    { fields: ['agreementId', 'startDate'] },
    { fields: ['state', 'startDate'] },
    { fields: ['hasUnconfirmedBenefits', 'division'] },
  ],
  on: {
    BindingIntentRecorded: intended,
    HouseholdBindingProposed: proposed,
    HouseholdRehomed: changed((_row, { data }) => ({ rehomedFrom: data.fromBindingId })),
    HouseholdBindingTakenOver: changed((_row, { data }) => ({ rehomedFrom: data.fromBindingId })),
    HouseholdBindingSubmitted: changed(() => ({ state: 'IN_REVIEW' })),
    HouseholdBindingReturned: changed((_row, { data }) => ({
      ...{ state: 'RETURNED', returnReason: data.reason, returnedOn: data.on },
    })),
    HouseholdBindingActivated: changed((_row, { data }) => ({
      ...{ state: 'ACTIVE', from: data.from, match: data.match, matchJudgedOn: data.from },
    })),
    BindingFormsChanged: changed((_row, { data }) => ({
      ...shaped(data.forms),
      otherForm: data.otherForm,
    })),
    BindingAgreementLinked: changed((_row, { data }) => ({ agreementId: data.agreementId })),
    IndustryMatchJudged: changed((_row, { data }) => ({ match: data.match, matchJudgedOn: data.on })),
    BenefitDelivered: changed(benefited),
    BenefitConfirmedByHousehold: changed((row, { data: { benefitId, means, on } }) =>
      benefitIs(row, benefitId, { state: 'CONFIRMED', means, confirmedOn: on }),
    ),
    BenefitVoided: changed((row, { data }) => ({
      ...benefitIs(row, data.benefitId, { state: 'VOIDED', voidedOn: data.on }),
      benefitFen: row.benefitFen - data.amountFen,
      benefitCount: row.benefitCount - 1,
      lastBenefitOn: data.lastBenefitOn,
    })),
    HouseholdBindingRelocated: changed((_row, { data }) => ({ division: data.to })),
    BindingSuspended: changed((_row, { data }) => ({ state: 'SUSPENDED', suspendedUntil: data.until })),
    BindingResumed: changed(() => ({ state: 'ACTIVE', suspendedUntil: null })),
    HouseholdBindingEnded: changed((_row, { data }) => ({
      ...{ state: 'ENDED', endedOn: data.on, endCause: data.cause },
    })),
    BindingWithdrawn: changed(() => ({ state: 'WITHDRAWN' })),
  },
});
