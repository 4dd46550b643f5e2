import 'reflect-metadata';
import { settingsFrom } from '@county/settings';
import { startProjecting } from '@county/projecting';

const projecting = await startProjecting(settingsFrom(process.env));
console.log('shuangbang is ready: projections and policies');

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void projecting.stop().then(() => process.exit(0)));
