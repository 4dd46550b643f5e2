import { yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { DistributionMode } from '@kernel/linkage';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';

/** When a household was bound to the entity and what it received through it. */
export type BindingMemory = {
  readonly id: string;
  readonly entityId: string;
  readonly householdId: string;
  /** In the order recorded: from the day on active, or not. */
  readonly switches: readonly { readonly on: CalendarDate; readonly active: boolean }[];
  /** What the entity said it delivered, by id. */
  readonly benefits: { readonly [benefitId: string]: Benefit };
};

export type Benefit = {
  readonly mode: DistributionMode;
  readonly amountFen: number;
  readonly on: CalendarDate;
  /** The household has said that it arrived. */
  readonly isConfirmed: boolean;
};

const switched = (binding: BindingMemory, on: CalendarDate, active: boolean): BindingMemory => ({
  ...binding,
  switches: [...binding.switches, { on, active }],
});

const withBenefit = (binding: BindingMemory, id: string, benefit: Benefit): BindingMemory => ({
  ...binding,
  benefits: { ...binding.benefits, [id]: benefit },
});

const confirmed = (binding: BindingMemory, id: string): BindingMemory => {
  const benefit = binding.benefits[id];
  return benefit === undefined ? binding : withBenefit(binding, id, { ...benefit, isConfirmed: true });
};

const without = (binding: BindingMemory, voided: string): BindingMemory => ({
  ...binding,
  benefits: Object.fromEntries(Object.entries(binding.benefits).filter(([id]) => id !== voided)),
});

const NOTHING_YET = { switches: [], benefits: {} } as const;

/** A binding that is suspended does not count (R01 d). */
export const rememberBinding = (
  id: string,
  before: BindingMemory | undefined,
  event: HouseholdBindingEvent,
): BindingMemory | undefined => {
  if (event.type === 'HouseholdBindingProposed') {
    const { entityId, householdId } = event.data;
    return { ...(before ?? NOTHING_YET), id, entityId, householdId };
  }
  return before && changed(before, event);
};

const changed = (binding: BindingMemory, event: HouseholdBindingEvent): BindingMemory => {
  if (event.type === 'HouseholdBindingActivated') return switched(binding, event.data.from, true);
  if (event.type === 'BindingResumed') return switched(binding, event.data.on, true);
  if (event.type === 'BindingSuspended' || event.type === 'HouseholdBindingEnded')
    return switched(binding, event.data.on, false);
  if (event.type === 'BenefitDelivered') {
    const { benefitId, mode, amountFen, on } = event.data;
    return withBenefit(binding, benefitId, { mode, amountFen, on, isConfirmed: false });
  }
  if (event.type === 'BenefitConfirmedByHousehold') return confirmed(binding, event.data.benefitId);
  if (event.type === 'BenefitVoided') return without(binding, event.data.benefitId);
  return binding;
};

export const isActiveOn = ({ switches }: BindingMemory, day: CalendarDate): boolean =>
  switches.findLast(({ on }) => on <= day)?.active ?? false;

/** Households bound to the entity on the day. */
export const boundOn = (bindings: readonly BindingMemory[], day: CalendarDate): readonly string[] => [
  ...new Set(bindings.filter((binding) => isActiveOn(binding, day)).map(({ householdId }) => householdId)),
];

/** Benefits of the year that their household has confirmed: what only the entity says is not yet received (R14). */
export const confirmedIn = ({ benefits }: BindingMemory, year: number): readonly Benefit[] =>
  Object.values(benefits).filter(({ isConfirmed, on }) => isConfirmed && yearOf(on) === year);
