import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import type { Settings } from './settings';
import { startProjecting } from './projecting';

const settings = workerData as Settings;
const masterKey = settings.masterKey === null ? null : Buffer.from(settings.masterKey);
const projecting = await startProjecting({ ...settings, masterKey });

parentPort?.once('message', () => void projecting.stop());
parentPort?.postMessage('started');
