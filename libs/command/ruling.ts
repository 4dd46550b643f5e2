import type { Circumstances } from '@kernel/decider';
import { Refusal, unmetAmong } from '@kernel/refusal';
import type { EventStore } from '@event-store/event-store';
import { recordMeeting } from './meetings';
import { metadataOf } from './metadata';
import type { Ruled, Work } from './work';

interface Ruling {
  readonly facts: Circumstances;
  /** A refusal is the answer then, and is not decided anew. */
  readonly isLast: boolean;
  readonly store: EventStore;
}

/** What the rule decides. A refusal that tells of others is on record before it is told. */
export const ruled = async (work: Work, state: unknown, { facts, isLast, store }: Ruling): Promise<Ruled> => {
  const { handling, command } = work;
  try {
    const events = handling.decide(command as never, state as never, facts as never);
    return { events, warnings: events.length === 0 ? [] : warningsOf(work, state, facts) };
  } catch (error) {
    const isTold = isLast && error instanceof Refusal;
    const met = isTold ? handling.meets?.(error, facts as never) : null;
    if (met != null) await recordMeeting(store, met, metadataOf(work, facts, facts.actor.scope));
    throw error;
  }
};

const warningsOf = ({ handling, command }: Work, state: unknown, facts: Circumstances): Ruled['warnings'] =>
  unmetAmong(handling.warn?.(command as never, state as never, facts as never) ?? []);
