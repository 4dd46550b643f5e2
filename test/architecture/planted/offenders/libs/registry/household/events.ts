export type HouseholdEvent = string;
