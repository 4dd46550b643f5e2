import type { HouseholdEvent } from './events';
export type Household = HouseholdEvent;
