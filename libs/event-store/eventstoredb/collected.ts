import type { StreamingRead } from '@eventstore/db-client';
import { NoAnswer } from './faults';

/** All that a read gives. Fails where nothing comes for so long, or where an event is not taken; the read is then cancelled. */
export const collected = <T>(read: StreamingRead<T>, idleMs: number, take?: (one: T) => void): Promise<T[]> =>
  new Promise((resolve, reject) => {
    const all: T[] = [];
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      discard(read, () => read.cancel());
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const next = (one: T): void => {
      timer.refresh();
      try {
        if (take) take(one);
        else all.push(one);
      } catch (error) {
        fail(error);
      }
    };
    const timer = setTimeout(() => fail(new NoAnswer('a read', idleMs)), idleMs);
    read.on('error', fail);
    read.on('data', next);
    read.on('end', () => {
      clearTimeout(timer);
      resolve(all);
    });
  });

interface Discarded {
  destroy(): unknown;
  on(event: 'error', listener: () => void): unknown;
  removeAllListeners(event: 'data'): unknown;
}

/** What is cancelled may still emit an error, and where no node was found it cannot even be cancelled. */
export const discard = (stream: Discarded, cancel: () => Promise<void>): void => {
  stream.removeAllListeners('data');
  stream.on('error', () => undefined);
  stream.destroy();
  cancel().catch(() => undefined);
};
