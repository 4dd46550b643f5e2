import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate, Event } from '@kernel/decider';

/** R18: a revoked entity is restored after one trial that ended FULFILLED: an evaluation, read like the proof of a revocation. */
export interface Trial {
  readonly entityId: string;
  readonly year: number;
  readonly result: string;
  /** The day of the result. */
  readonly on: CalendarDate;
}

interface EvaluationTrace {
  /** Null until there is a result. */
  readonly trial: Trial | null;
}

export const evaluationTrace: Aggregate<EvaluationTrace, Event> = {
  category: 'evaluation',
  initial: { trial: null },
  evolve: (trace, { type, data }) => {
    if (type !== 'EvaluationFinalized') return trace;
    const { entityId, year, result, on } = data as unknown as Trial;
    return { trial: { entityId, year, result, on } };
  },
  events: {},
  scope: () => null,
};

/** Whether the trial is of a year that reaches beyond the revocation: what was over before has led to it. */
export const isAfter = ({ year }: Trial, revokedOn: CalendarDate | null): boolean =>
  revokedOn === null || `${String(year)}-12-31` >= revokedOn;
