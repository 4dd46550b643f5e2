import { yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';

/** When a household was bound to the entity and what it received through it. */
export type BindingMemory = {
  readonly id: string;
  readonly entityId: string;
  readonly householdId: string;
  /** In the order recorded: from the day on active, or not. */
  readonly switches: readonly { readonly on: CalendarDate; readonly active: boolean }[];
  /** By calendar year. */
  readonly benefitFen: { readonly [year: string]: number };
};

const switched = (binding: BindingMemory, on: CalendarDate, active: boolean): BindingMemory => ({
  ...binding,
  switches: [...binding.switches, { on, active }],
});

const benefited = (binding: BindingMemory, year: number, amountFen: number): BindingMemory => ({
  ...binding,
  benefitFen: { ...binding.benefitFen, [year]: (binding.benefitFen[year] ?? 0) + amountFen },
});

const NOTHING_YET = { switches: [], benefitFen: {} } as const;

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
  if (event.type === 'BenefitDelivered')
    return benefited(binding, yearOf(event.data.on), event.data.amountFen);
  return binding;
};

export const isActiveOn = ({ switches }: BindingMemory, day: CalendarDate): boolean =>
  switches.findLast(({ on }) => on <= day)?.active ?? false;
