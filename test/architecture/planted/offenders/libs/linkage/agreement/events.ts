import type { Agreement } from './state';
import type { EvaluationEvent } from '@oversight/evaluation/events';
export type AgreementEvent = Agreement | EvaluationEvent;
