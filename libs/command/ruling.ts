import type { Circumstances, Event } from '@kernel/decider';
import { Refusal } from '@kernel/refusal';
import type { EventStore } from '@event-store/event-store';
import { recordMeeting } from './meetings';
import { metadataOf } from './metadata';
import type { Work } from './work';

interface Ruling {
  readonly facts: Circumstances;
  /** A refusal is the answer then, and is not decided anew. */
  readonly isLast: boolean;
  readonly store: EventStore;
}

/** What the rule decides. A refusal that tells of others is on record before it is told. */
export const ruled = async (
  work: Work,
  state: unknown,
  { facts, isLast, store }: Ruling,
): Promise<readonly Event[]> => {
  try {
    return work.handling.decide(work.command as never, state as never, facts as never);
  } catch (error) {
    const isTold = isLast && error instanceof Refusal;
    const met = isTold ? work.handling.meets?.(error, facts as never) : null;
    if (met != null) await recordMeeting(store, met, metadataOf(work, facts, facts.actor.scope));
    throw error;
  }
};
