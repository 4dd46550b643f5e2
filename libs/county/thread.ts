import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import type { Settings } from './settings';
import { startProjecting } from './projecting';

const settings = workerData as Settings;
/** Buffers arrive as plain bytes. */
const asBuffer = (bytes: Uint8Array | null): Buffer | null => (bytes === null ? null : Buffer.from(bytes));

const projecting = await startProjecting({
  ...settings,
  masterKey: asBuffer(settings.masterKey),
  previousMasterKey: asBuffer(settings.previousMasterKey),
});

parentPort?.once('message', () => void projecting.stop());
parentPort?.postMessage('started');
