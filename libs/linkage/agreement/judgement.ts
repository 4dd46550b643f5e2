import { yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate, Event } from '@kernel/decider';

/**
 * What an evaluation knows of the agreements that it judges. It lies downstream and may not be imported here: what counts is read
 * from its stream by the names of the events, and nothing else of it is known.
 */
export interface Judgement {
  readonly agreementIds: readonly string[];
  /** It has been scored and has no result yet, or one whose order to put right has not been given. */
  readonly isAwaited: boolean;
}

export const judgementTrace: Aggregate<Judgement, Event> = {
  category: 'evaluation',
  initial: { agreementIds: [], isAwaited: false },
  evolve: (judgement, { type, data }) => {
    switch (type) {
      case 'EvaluationDataFrozen':
        return { ...judgement, agreementIds: data['agreementIds'] as readonly string[] };
      case 'ScoreComputed':
        return { ...judgement, isAwaited: true };
      case 'EvaluationFinalized':
        return { ...judgement, isAwaited: data['result'] === 'NOT_FULFILLED' };
      case 'ConsequenceApplied':
        return { ...judgement, isAwaited: false };
      default:
        return judgement;
    }
  },
  events: {},
  scope: () => null,
};

/** Years of which an evaluation may judge an agreement or what it renews: a year is judged when it is over (R17). */
export const yearsJudged = (inForceFrom: CalendarDate | null, today: CalendarDate): readonly number[] => {
  if (inForceFrom === null) return [];
  const first = yearOf(inForceFrom) - 1;
  return Array.from({ length: Math.max(yearOf(today) - first, 0) }, (_, index) => first + index);
};
