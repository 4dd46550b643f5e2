import { WrongExpectedRevision } from '@event-store/event-store';
import { Overtaken, Stale } from './faults';

/** Only what was overtaken is tried again, or a conflict, and one about the aggregate itself only where the caller named no revision. */
export const throwUnlessConflict = (error: unknown, stream: string, expectedRevision?: number): void => {
  if (error instanceof Overtaken) return;
  if (!(error instanceof WrongExpectedRevision)) throw error;
  if (expectedRevision === undefined || error.stream !== stream) return;
  throw new Stale(expectedRevision, error.actual);
};

/** 0–2ⁿ ms, at most 128 ms: writers that met once shall not meet again. */
export const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2 ** attempt, 128)));
