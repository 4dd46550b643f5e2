import { Worker } from 'node:worker_threads';
import type { Settings } from './settings';

export interface ProjectorThread {
  stop(): Promise<void>;
}

const ENTRY = new URL('./thread.js', import.meta.url);

/** Starts the projector in a worker thread; settles when every projection has begun, throws when it cannot. A thread that dies ends the process. */
export const startProjector = (settings: Settings): Promise<ProjectorThread> => {
  const worker = new Worker(ENTRY, { workerData: settings });
  const ended = new Promise<void>((resolve) =>
    worker.once('exit', () => {
      resolve();
    }),
  );
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => {
      worker.removeListener('error', reject);
      worker.on('error', (error) => {
        throw error;
      });
      resolve({
        stop: () => {
          worker.postMessage('stop');
          return ended;
        },
      });
    });
  });
};
