import type { Household } from '@registry/household/state';
import { known } from '../../registry/household/facts';
export type Facts = Household | typeof known;
