import { LogUnavailable, START, type Position } from '@event-store/event-store';
import { ViewsUnavailable } from '@read-store/unavailable';
import { wordsOf } from './log';
import type { Grounded } from './parts';
import { backoffMs } from './pause';

const isOutage = (error: unknown): boolean =>
  error instanceof LogUnavailable || error instanceof ViewsUnavailable;

/** Tries in a row that came no further: with their pauses some five minutes, as a fail-over or a restart may take. */
const MOST_TRIES = 16;

interface Work<T> {
  /** In the log. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Goes on where it was, and says where that is. */
  readonly goOn: (at: (checkpoint: Position) => void) => Promise<T>;
}

/** Work that an outage of a store interrupts and does not end. @throws LogUnavailable, ViewsUnavailable where it comes no further for minutes */
export const throughOutages = async <T>(
  { log, pause }: Pick<Grounded, 'log' | 'pause'>,
  { name, signal, goOn }: Work<T>,
): Promise<T> => {
  let failures = 0;
  let reached: Position = START;
  const at = (checkpoint: Position): void => {
    if (checkpoint > reached) failures = 0;
    reached = checkpoint;
  };
  const survive = async (error: unknown): Promise<void> => {
    failures += 1;
    if (!isOutage(error) || failures === MOST_TRIES) throw error;
    log.warn(`${name}: ${wordsOf(error)}`);
    await pause(backoffMs(failures), signal);
    signal.throwIfAborted();
  };
  for (;;)
    try {
      return await goOn(at);
    } catch (error) {
      await survive(error);
    }
};
