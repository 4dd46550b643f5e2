import { openReady } from './readiness';
import type { Settings } from './settings';
import { requireUsableAddress } from './starting';
import { createApplication } from './application';
import { startProjector } from './projector-thread';

/**
 * Serves a county on this process: the API on the main thread, projections and policies in a worker thread unless projector
 * processes run them. Prints one line when it is ready; ends cleanly on SIGINT and SIGTERM. @throws AddressUnusable before anything is opened
 */
export const serve = async (
  settings: Settings,
  print: (line: string) => void = console.log,
): Promise<void> => {
  await requireUsableAddress(settings);
  const county = await openReady(settings);
  const [projector, app] = await Promise.all([
    settings.projector === 'thread' ? startProjector(settings) : null,
    createApplication(county, { ui: true }),
  ]);
  await app.listen(settings.port, settings.host);
  const stop = async (): Promise<void> => {
    await app.close();
    await projector?.stop();
    await county.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0)));
  const url = await app.getUrl();
  print(`shuangbang is ready: ${url} (API), ${url}/docs (documentation), data in ${settings.dataDir}`);
};
