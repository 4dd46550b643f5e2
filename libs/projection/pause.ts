import { setTimeout } from 'node:timers/promises';

/** Waits, and stops waiting when the signal aborts; never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const realPause: Pause = (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined);

/** 100 ms after the first failure, doubled with each, half a minute at most. */
export const backoffMs = (failures: number): number => Math.min(30_000, 50 * 2 ** Math.min(failures, 20));
