import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const BEAT_MS = 2_000;

/** Writes a file anew at every beat until the signal aborts: who sees it grow old knows that this process has frozen. */
export const keepBeating = async (path: string, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    writeFileSync(path, `${new Date().toISOString()}\n`);
    await pause(BEAT_MS, undefined, { signal }).catch(() => undefined);
  }
};
