import type { EvaluationEvent } from './events';
export type Evaluation = EvaluationEvent;
