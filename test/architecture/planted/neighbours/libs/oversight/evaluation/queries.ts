import type { Households } from '@registry/household/queries';
export type Evaluations = Households;
