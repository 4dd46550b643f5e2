import type { Position } from '@event-store/event-store';
import type { ReadStore } from '@read-store/read-store';
import { realPause } from './pause';

export interface Waiting {
  readonly timeoutMs: number;
  readonly pollMs?: number;
  /** Projections that must have come so far; all that serve where absent, policies included. */
  readonly names?: readonly string[];
}

/** Whether what serves has digested the log up to a position, as a process sees it that has only the read store. */
export const reached = async (
  views: Pick<ReadStore, 'standings'>,
  position: Position,
  names?: readonly string[],
): Promise<boolean> => {
  const live = (await views.standings()).filter(({ state }) => state === 'live');
  const wanted = names ?? live.map(({ name }) => name);
  const checkpoints = new Map(live.map(({ name, checkpoint }) => [name, checkpoint]));
  return wanted.every((name) => (checkpoints.get(name) ?? '') >= position);
};

/** False when the time is up. */
export const waitUntilReached = async (
  views: Pick<ReadStore, 'standings'>,
  position: Position,
  { timeoutMs, pollMs = 10, names }: Waiting,
): Promise<boolean> => {
  const timeUp = AbortSignal.timeout(timeoutMs);
  for (;;) {
    if (await reached(views, position, names)) return true;
    if (timeUp.aborted) return false;
    await realPause(pollMs, timeUp);
  }
};
