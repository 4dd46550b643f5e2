import { streamName, WrongExpectedRevision } from '@event-store/event-store';
import type { Envelope } from './envelope';
import { Overtaken, Stale } from './faults';
import type { AnyHandling, Handled } from './handling';

/** A handling at work: the aggregate, the rule and the request. */
export interface Work {
  readonly handled: Handled;
  readonly handling: AnyHandling;
  readonly command: object;
  readonly envelope: Envelope;
  readonly id: string;
  readonly text: string;
  readonly hash: string;
}

/** Only what was overtaken is tried again, or a conflict, and one about the aggregate itself only where the caller named no revision. */
export const throwUnlessConflict = (error: unknown, work: Work): void => {
  if (error instanceof Overtaken) return;
  if (!(error instanceof WrongExpectedRevision)) throw error;
  const { expectedRevision } = work.envelope;
  if (expectedRevision === undefined || error.stream !== streamOf(work)) return;
  throw new Stale(expectedRevision, error.actual);
};

export const streamOf = ({ handled, id }: Work): string => streamName(handled.aggregate.category, id);

export const named = (work: Work) => ({ id: work.id, category: work.handled.aggregate.category });
