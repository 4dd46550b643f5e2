import { figure } from '@query/figure';
import type { EvaluationEvent } from './events';
export const mark = (event: EvaluationEvent) => [figure, event];
