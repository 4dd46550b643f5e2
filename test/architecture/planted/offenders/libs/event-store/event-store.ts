import type { HouseholdEvent } from '@registry/household/events';
export type Log = HouseholdEvent;
