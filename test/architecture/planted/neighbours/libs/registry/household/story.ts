import type { HouseholdEvent } from './events';
export const registered: HouseholdEvent = '';
