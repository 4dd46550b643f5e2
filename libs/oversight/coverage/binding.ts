import type { CalendarDate } from '@kernel/calendar-date';
import { WEAKER_FORMS, type Industry, type LinkageForm, type WeakerForm } from '@kernel/linkage';
import type { Recorded } from '@projection/fold';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';
import { since, type Course, type Standing } from './course';

/** NONE where `OTHER` stands alone and no county reviewer accepted it. */
export type Weight = 'NONE' | 'FULL' | readonly WeakerForm[];

/** A household's binding to an entity in an industry, over all its terms. */
export type Binding = {
  readonly id: string;
  readonly entityId: string;
  /** HC with a cooperative, HE with any other entity. */
  readonly relation: 'HC' | 'HE';
  readonly industry: Industry;
  readonly inForce: Course<Standing>;
  readonly weight: Course<Weight>;
  /** As last proposed: what they weigh is known when the binding is activated. */
  readonly forms: readonly LinkageForm[];
};

const isWeaker = (form: LinkageForm): form is WeakerForm => WEAKER_FORMS.some((weaker) => weaker === form);

/** Glossary 1.6: `OTHER` alone does not count unless a county reviewer accepted it. */
export const weightOf = (forms: readonly LinkageForm[], otherFormAcceptance: string | null): Weight => {
  const counting = forms.filter((form) => form !== 'OTHER' || otherFormAcceptance !== null);
  if (counting.length === 0) return 'NONE';
  return counting.every(isWeaker) ? WEAKER_FORMS.filter((form) => counting.includes(form)) : 'FULL';
};

export const proposedBinding = (
  id: string,
  { entityId, relation, industry, forms }: Data<'HouseholdBindingProposed'>,
  before: Binding | undefined,
): Binding => ({
  id,
  ...{ entityId, relation, industry, forms },
  inForce: before?.inForce ?? [],
  weight: before?.weight ?? [],
});

type Data<Type extends HouseholdBindingEvent['type']> = Extract<
  HouseholdBindingEvent,
  { readonly type: Type }
>['data'];

type Folds = {
  readonly [Type in HouseholdBindingEvent['type']]?: (binding: Binding, data: Data<Type>) => Binding;
};

const inForceFrom = (binding: Binding, on: CalendarDate, value: Standing): Binding => ({
  ...binding,
  inForce: since(binding.inForce, on, value),
});

const folds: Folds = {
  HouseholdBindingProposed: (binding, data) => proposedBinding(binding.id, data, binding),
  HouseholdBindingActivated: (binding, { from, otherFormAcceptance }) => ({
    ...inForceFrom(binding, from, true),
    weight: since(binding.weight, from, weightOf(binding.forms, otherFormAcceptance)),
  }),
  BindingFormsChanged: (binding, { forms, otherFormAcceptance, on }) => ({
    ...binding,
    weight: since(binding.weight, on, weightOf(forms, otherFormAcceptance)),
  }),
  BindingSuspended: (binding, { on }) => inForceFrom(binding, on, 'SUSPENDED'),
  BindingResumed: (binding, { on }) => inForceFrom(binding, on, true),
  HouseholdBindingEnded: (binding, { on }) => inForceFrom(binding, on, false),
};

/** Whether coverage listens to such an event. */
export const concernsBinding = (type: string): boolean => Object.hasOwn(folds, type);

export const bindingAfter = (binding: Binding, event: Recorded<HouseholdBindingEvent>): Binding =>
  folds[event.type]?.(binding, event.data as never) ?? binding;
