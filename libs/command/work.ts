import type { Event } from '@kernel/decider';
import type { Warning } from '@kernel/refusal';
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

/** What a command was decided to lead to. */
export interface Ruled {
  readonly events: readonly Event[];
  /** What is unusual in them, and was not refused for it. */
  readonly warnings: readonly Warning[];
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

/** 0–2ⁿ ms, at most 128 ms: writers that met once shall not meet again. */
export const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2 ** attempt, 128)));
