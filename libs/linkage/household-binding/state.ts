import { daysBetween, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Industry, LinkageForm } from '@kernel/linkage';
import { householdBindingEvents, type HouseholdBindingEvent } from './events';

export type BindingPhase =
  | 'ABSENT'
  | 'INTENT'
  | 'PROPOSED'
  | 'IN_REVIEW'
  | 'RETURNED'
  | 'ACTIVE'
  | 'SUSPENDED'
  | 'ENDED'
  | 'WITHDRAWN';

export interface Benefit {
  readonly state: 'DELIVERED' | 'CONFIRMED' | 'VOIDED';
  readonly amountFen: number;
  readonly on: CalendarDate;
}

export interface HouseholdBinding {
  readonly phase: BindingPhase;
  readonly householdId: string;
  readonly entityId: string;
  readonly industry: Industry | null;
  readonly villageCode: DivisionCode | null;
  readonly relation: 'HC' | 'HE';
  readonly forms: readonly LinkageForm[];
  readonly otherForm: string | null;
  /** Day of their last change; null: as they were proposed. */
  readonly formsSince: CalendarDate | null;
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly from: CalendarDate | null;
  /** Day of the last activation, suspension, resumption or end, of any term. */
  readonly since: CalendarDate | null;
  readonly agreementId: string | null;
  /** Null where it was proposed under it. */
  readonly agreementSince: CalendarDate | null;
  readonly agreementDueBy: CalendarDate | null;
  readonly submittedBy: string | null;
  /** Terms that came into force so far. */
  readonly terms: number;
  /** Days of this term spent in suspensions that are over. */
  readonly suspendedDays: number;
  readonly benefits: Readonly<Record<string, Benefit>>;
}

/** At most one binding per household, entity and industry (R03): the three are its identity. */
export const householdBindingId = (householdId: string, entityId: string, industry: Industry): string =>
  derivedId('householdBinding', householdId, entityId, industry);

const initial: HouseholdBinding = {
  phase: 'ABSENT',
  householdId: '',
  entityId: '',
  industry: null,
  villageCode: null,
  relation: 'HC',
  forms: [],
  otherForm: null,
  formsSince: null,
  startDate: null,
  endDate: null,
  from: null,
  since: null,
  agreementId: null,
  agreementSince: null,
  agreementDueBy: null,
  submittedBy: null,
  terms: 0,
  suspendedDays: 0,
  benefits: {},
};

type Data<Type extends HouseholdBindingEvent['type']> = Extract<
  HouseholdBindingEvent,
  { readonly type: Type }
>['data'];

const intended = (
  binding: HouseholdBinding,
  { householdId, entityId, industry, villageCode }: Data<'BindingIntentRecorded'>,
): HouseholdBinding => ({ ...binding, phase: 'INTENT', householdId, entityId, industry, villageCode });

const proposed = (binding: HouseholdBinding, data: Data<'HouseholdBindingProposed'>): HouseholdBinding => ({
  ...intended(binding, data),
  phase: 'PROPOSED',
  relation: data.relation,
  forms: data.forms,
  otherForm: data.otherForm,
  formsSince: null,
  startDate: data.startDate,
  endDate: data.endDate,
  from: null,
  agreementId: data.agreementId,
  agreementSince: null,
  agreementDueBy: data.agreementDueBy,
  submittedBy: null,
});

const withBenefit = (binding: HouseholdBinding, id: string, benefit: Benefit): HouseholdBinding => ({
  ...binding,
  benefits: { ...binding.benefits, [id]: benefit },
});

const benefitIs = (binding: HouseholdBinding, id: string, state: Benefit['state']): HouseholdBinding => {
  const benefit = binding.benefits[id];
  return benefit === undefined ? binding : withBenefit(binding, id, { ...benefit, state });
};

const resumed = (binding: HouseholdBinding, on: CalendarDate): HouseholdBinding => {
  const days = binding.since === null ? 0 : Math.max(0, daysBetween(binding.since, on));
  return { ...binding, phase: 'ACTIVE', since: on, suspendedDays: binding.suspendedDays + days };
};

type Folds = {
  readonly [Type in HouseholdBindingEvent['type']]: (
    binding: HouseholdBinding,
    data: Data<Type>,
  ) => HouseholdBinding;
};

const folds: Folds = {
  BindingIntentRecorded: intended,
  HouseholdBindingProposed: proposed,
  HouseholdRehomed: (binding) => binding,
  HouseholdBindingTakenOver: (binding) => binding,
  HouseholdBindingSubmitted: (binding, { submittedBy }) => ({ ...binding, phase: 'IN_REVIEW', submittedBy }),
  HouseholdBindingReturned: (binding) => ({ ...binding, phase: 'RETURNED' }),
  HouseholdBindingActivated: (binding, { from }) => ({
    ...binding,
    phase: 'ACTIVE',
    from,
    since: from,
    terms: binding.terms + 1,
    suspendedDays: 0,
  }),
  BindingFormsChanged: (binding, { forms, otherForm, on: formsSince }) => ({
    ...{ ...binding, forms, otherForm, formsSince },
  }),
  BindingAgreementLinked: (binding, { agreementId, on: agreementSince }) => ({
    ...{ ...binding, agreementId, agreementSince },
  }),
  IndustryMatchJudged: (binding) => binding,
  BenefitDelivered: (binding, { benefitId, amountFen, on }) =>
    withBenefit(binding, benefitId, { state: 'DELIVERED', amountFen, on }),
  BenefitConfirmedByHousehold: (binding, { benefitId }) => benefitIs(binding, benefitId, 'CONFIRMED'),
  BenefitVoided: (binding, { benefitId }) => benefitIs(binding, benefitId, 'VOIDED'),
  HouseholdBindingRelocated: (binding, { to }) => ({ ...binding, villageCode: to }),
  BindingSuspended: (binding, { on }) => ({ ...binding, phase: 'SUSPENDED', since: on }),
  BindingResumed: (binding, { on }) => resumed(binding, on),
  HouseholdBindingEnded: (binding, { on }) => ({ ...binding, phase: 'ENDED', since: on }),
  BindingWithdrawn: (binding) => ({ ...binding, phase: 'WITHDRAWN' }),
};

export const householdBinding: Aggregate<HouseholdBinding, HouseholdBindingEvent> = {
  category: 'householdBinding',
  initial,
  evolve: (binding, event) => folds[event.type](binding, event.data as never),
  events: householdBindingEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: ({ entityId, householdId }) => ({ ENTITY_MANAGER: [entityId], HOUSEHOLD: [householdId] }),
};
