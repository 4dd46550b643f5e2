import { setTimeout as pause } from 'node:timers/promises';
import { wordsOf, type Log } from '@projection/log';

interface Pace {
  readonly everyMs: number;
  readonly log: Log;
  /** What is told where it fails, once for each fault; it is done again at the next time. */
  readonly failing: string;
}

/** At once and then again and again, one after the other, until the signal aborts. */
export const repeatedly = async (
  work: () => Promise<unknown>,
  { everyMs, log, failing }: Pace,
  signal: AbortSignal,
): Promise<void> => {
  let told = '';
  while (!signal.aborted) {
    const words = await work().then(() => '', wordsOf);
    if (words !== '' && words !== told) log.error(`${failing}: ${words}`);
    told = words;
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
};
