import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Industry, LinkageForm } from '@kernel/linkage';
import { householdBindingEvents, type HouseholdBindingEvent } from './events';

export type BindingPhase =
  'ABSENT' | 'INTENT' | 'PROPOSED' | 'IN_REVIEW' | 'ACTIVE' | 'SUSPENDED' | 'ENDED' | 'WITHDRAWN';

export interface HouseholdBinding {
  readonly phase: BindingPhase;
  readonly householdId: string;
  readonly entityId: string;
  readonly industry: Industry | null;
  readonly villageCode: DivisionCode | null;
  readonly relation: 'HC' | 'HE';
  readonly forms: readonly LinkageForm[];
  readonly otherForm: string | null;
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly from: CalendarDate | null;
  /** Day of the last activation, suspension, resumption or end, of any term. */
  readonly since: CalendarDate | null;
  readonly agreementId: string | null;
  readonly agreementDueBy: CalendarDate | null;
  readonly submittedBy: string | null;
  /** Terms that came into force so far. */
  readonly terms: number;
  readonly benefits: Readonly<Record<string, 'DELIVERED' | 'CONFIRMED'>>;
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
  startDate: null,
  endDate: null,
  from: null,
  since: null,
  agreementId: null,
  agreementDueBy: null,
  submittedBy: null,
  terms: 0,
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
  startDate: data.startDate,
  endDate: data.endDate,
  from: null,
  agreementId: data.agreementId,
  agreementDueBy: data.agreementDueBy,
  submittedBy: null,
});

const withBenefit = (
  binding: HouseholdBinding,
  id: string,
  state: 'DELIVERED' | 'CONFIRMED',
): HouseholdBinding => ({ ...binding, benefits: { ...binding.benefits, [id]: state } });

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
  HouseholdBindingSubmitted: (binding, { submittedBy }) => ({ ...binding, phase: 'IN_REVIEW', submittedBy }),
  HouseholdBindingReturned: (binding) => ({ ...binding, phase: 'PROPOSED' }),
  HouseholdBindingActivated: (binding, { from }) => ({
    ...binding,
    phase: 'ACTIVE',
    from,
    since: from,
    terms: binding.terms + 1,
  }),
  BindingFormsChanged: (binding, { forms, otherForm }) => ({ ...binding, forms, otherForm }),
  BindingAgreementLinked: (binding, { agreementId }) => ({ ...binding, agreementId }),
  IndustryMatchJudged: (binding) => binding,
  BenefitDelivered: (binding, { benefitId }) => withBenefit(binding, benefitId, 'DELIVERED'),
  BenefitConfirmedByHousehold: (binding, { benefitId }) => withBenefit(binding, benefitId, 'CONFIRMED'),
  BindingSuspended: (binding, { on }) => ({ ...binding, phase: 'SUSPENDED', since: on }),
  BindingResumed: (binding, { on }) => ({ ...binding, phase: 'ACTIVE', since: on }),
  HouseholdBindingEnded: (binding, { on }) => ({ ...binding, phase: 'ENDED', since: on }),
  BindingWithdrawn: (binding) => ({ ...binding, phase: 'WITHDRAWN' }),
};

export const householdBinding: Aggregate<HouseholdBinding, HouseholdBindingEvent> = {
  category: 'householdBinding',
  initial,
  evolve: (binding, event) => folds[event.type](binding, event.data as never),
  events: householdBindingEvents,
  scope: ({ villageCode }) => villageCode,
};
