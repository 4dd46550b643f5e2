import { phased, type Steps } from '@kernel/lifecycle';
import type { HouseholdSplit } from './state';

export const steps = {
  SplitHousehold: { in: ['ABSENT'], otherwise: 'HOUSEHOLD_EXISTS', pointer: '/newHouseholdNo' },
} satisfies Steps<HouseholdSplit['phase']>;

export const lifecycle = phased(steps);
