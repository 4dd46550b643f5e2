import { mark } from './mark';
import type { Facts } from './facts';
import type { Evaluation } from './state';
export const decide = (state: Evaluation, facts: Facts) => [mark, state, facts];
