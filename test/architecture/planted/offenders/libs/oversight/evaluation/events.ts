export type EvaluationEvent = string;
