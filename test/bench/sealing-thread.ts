import { parentPort, workerData } from 'node:worker_threads';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { sealEvery } from './seal-every';

/** Seals what is due in the log whose path it was given, each time it is asked; answers when that is done. */
const sealer = sealEvery(SqliteEventStore.open(String(workerData)));
parentPort?.on('message', () => {
  void sealer.round().then(() => parentPort?.postMessage(null));
});
