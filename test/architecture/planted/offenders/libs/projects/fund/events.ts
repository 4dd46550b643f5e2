import type { Insured } from '../../protection/insurance/events';
export type Funded = Insured;
