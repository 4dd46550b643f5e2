import { yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate, Event } from '@kernel/decider';

/**
 * What an evaluation says of an entity and of the agreements that it judges. It lies downstream and may not be imported here: what
 * counts is read from its stream by the names of the events, and nothing else of it is known.
 */
export interface Judgement {
  readonly agreementIds: readonly string[];
  /** It is planned, and neither its result nor what follows from it is there. */
  readonly isOpen: boolean;
  /** It has been scored and has no result yet, or one whose order to put right has not been given. */
  readonly isAwaited: boolean;
  /** R18: a revoked entity is restored after one that ended FULFILLED. Null until there is a result. */
  readonly trial: Trial | null;
}

export interface Trial {
  readonly entityId: string;
  readonly year: number;
  readonly result: string;
  /** The day of the result. */
  readonly on: CalendarDate;
}

export const judgementTrace: Aggregate<Judgement, Event> = {
  category: 'evaluation',
  initial: { agreementIds: [], isOpen: false, isAwaited: false, trial: null },
  evolve: (judgement, { type, data }) => {
    switch (type) {
      case 'EvaluationPlanned':
        return { ...judgement, isOpen: true };
      case 'EvaluationDataFrozen':
        return { ...judgement, agreementIds: data['agreementIds'] as readonly string[] };
      case 'ScoreComputed':
        return { ...judgement, isAwaited: true };
      case 'EvaluationFinalized': {
        const { entityId, year, result, on } = data as unknown as Trial;
        const isAwaited = result === 'NOT_FULFILLED';
        return { ...judgement, isOpen: isAwaited, isAwaited, trial: { entityId, year, result, on } };
      }
      case 'ConsequenceApplied':
        return { ...judgement, isOpen: false, isAwaited: false };
      default:
        return judgement;
    }
  },
  events: {},
  scope: () => null,
};

/** Whether the trial is of a year that reaches beyond the revocation: what was over before has led to it. */
export const isAfter = ({ year }: Trial, revokedOn: CalendarDate | null): boolean =>
  revokedOn === null || `${String(year)}-12-31` >= revokedOn;

/** Years of which an evaluation may judge what began on a day, or what that renews: a year is judged when it is over (R17). */
export const yearsJudged = (since: CalendarDate | null, today: CalendarDate): readonly number[] => {
  if (since === null) return [];
  const first = yearOf(since) - 1;
  return Array.from({ length: Math.max(yearOf(today) - first, 0) }, (_, index) => first + index);
};
