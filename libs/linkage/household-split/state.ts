import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { householdSplitEvents, type HouseholdSplitEvent } from './events';

export interface HouseholdSplit {
  readonly phase: 'ABSENT' | 'DECIDED';
  readonly villageCode: DivisionCode | null;
  readonly householdId: string;
  readonly newHouseholdId: string;
  /** Bindings that the household before has no more. */
  readonly passingBindingIds: readonly string[];
}

/** A household comes about once: its number is the identity of the split that made it. */
export const householdSplitId = (newHouseholdNo: string): string =>
  derivedId('householdSplit', newHouseholdNo);

export const householdSplit: Aggregate<HouseholdSplit, HouseholdSplitEvent> = {
  category: 'householdSplit',
  initial: { phase: 'ABSENT', villageCode: null, householdId: '', newHouseholdId: '', passingBindingIds: [] },
  evolve: (_none, { data: { villageCode, householdId, newHouseholdId, bindings } }) => ({
    ...{ phase: 'DECIDED', villageCode, householdId, newHouseholdId },
    passingBindingIds: bindings.map(({ bindingId }) => bindingId),
  }),
  events: householdSplitEvents,
  scope: ({ villageCode }) => villageCode,
};
