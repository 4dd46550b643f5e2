import { register, type Registered } from '@projection/fold';
import type { HouseholdSplitEvent } from './events';

/** One line of the book of splits (分户台账): which household came of which, and what it took with it. */
export type HouseholdSplitRow = Registered &
  Pick<
    HouseholdSplitEvent['data'],
    'householdId' | 'newHouseholdId' | 'newHouseholdNo' | 'facts' | 'distributionIds' | 'on'
  > & {
    readonly division: string;
    readonly passingBindingIds: readonly string[];
    readonly remainingBindingIds: readonly string[];
    readonly agreementIds: readonly string[];
  };

export const householdSplitBook = register<HouseholdSplitEvent, HouseholdSplitRow>({
  name: 'household-split',
  version: 1,
  categories: ['householdSplit'],
  collection: 'household-splits',
  indexes: [
    { fields: ['division', 'on'] },
    { fields: ['householdId', 'on'] },
    { fields: ['newHouseholdId', 'on'] },
  ],
  on: {
    HouseholdSplitDecided: (_none, { data }) => ({
      ...{ division: data.villageCode, householdId: data.householdId, on: data.on },
      ...{ newHouseholdId: data.newHouseholdId, newHouseholdNo: data.newHouseholdNo, facts: data.facts },
      passingBindingIds: data.bindings.map(({ bindingId }) => bindingId),
      remainingBindingIds: data.remainingBindingIds,
      agreementIds: data.agreements.map(({ agreementId }) => agreementId),
      distributionIds: data.distributionIds,
    }),
  },
});
