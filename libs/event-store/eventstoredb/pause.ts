import { setTimeout } from 'node:timers/promises';

const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/** Between half and the whole of 50 ms, doubled with each failure up to two seconds: those who failed together do not come back together. */
export const backoffMs = (failures: number): number =>
  Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 10), LONGEST_MS) * (0.5 + Math.random() / 2);

/** Ends early when the signal aborts; never rejects. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined);
