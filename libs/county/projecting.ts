import { setMaxListeners } from 'node:events';
import { wordsOf, type Log } from '@projection/log';
import type { ReadStore } from '@read-store/read-store';
import { keepHouse, projectionHost } from './projection-host';
import { openReady } from './readiness';
import type { Settings } from './settings';
import { printedLog } from './printed-log';
import { keepSealing } from './sealing';

/** Runs all projections and policies of a county, its clock and its sealer, until it is stopped. Settles when they have begun, and waits for no look at their indexes. */
export const startProjecting = async (settings: Settings): Promise<{ stop(): Promise<void> }> => {
  const county = await openReady(settings);
  const log = printedLog(settings.logLevel);
  const host = projectionHost(county, log);
  await host.start();
  const telling = tellMissingIndexes(county, log);
  const clock = new AbortController();
  // Each policy and each of the county's rounds rests until then: more than Node takes for a leak.
  setMaxListeners(0, clock.signal);
  const keeping = keepHouse(host, { county, log }, clock.signal);
  const sealing = keepSealing(county, log, clock.signal);
  return {
    stop: async () => {
      clock.abort();
      await host.stop();
      await telling;
      await keeping;
      await sealing;
      await county.close();
    },
  };
};

/** What is missing makes questions slow, and nothing makes it again while the version serves. A store that is away keeps nobody from starting. */
export const tellMissingIndexes = async (
  { views }: { readonly views: Pick<ReadStore, 'missingIndexes'> },
  log: Pick<Log, 'error'>,
): Promise<void> => {
  try {
    for (const missing of (await views.missingIndexes?.()) ?? [])
      log.error(`the read store lacks the index ${missing}: rebuild its projection`);
  } catch (error) {
    log.error(`nobody looked whether the read store lacks an index: ${wordsOf(error)}`);
  }
};
