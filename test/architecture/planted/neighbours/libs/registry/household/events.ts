import type { Sealed } from '@privacy/vault';
export type HouseholdEvent = Sealed;
