import { Register } from '@registry/household/commands';
import type { HouseholdEvent } from '@registry/household/events';
export const react = (event: HouseholdEvent) => [event, Register];
