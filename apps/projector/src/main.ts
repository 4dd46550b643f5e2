import 'reflect-metadata';
import { keepBeating } from '@county/heartbeat';
import { settingsToBegin } from '@county/settings';
import { startProjecting } from '@county/projecting';
import { saying } from '@county/starting';

await saying(async () => {
  const settings = settingsToBegin(process.env);
  const projecting = await startProjecting(settings);
  if (settings.heartbeatFile !== null) void keepBeating(settings.heartbeatFile, new AbortController().signal);
  console.log('shuangbang is ready: projections and policies');

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void projecting.stop().then(() => process.exit(0)));
});
