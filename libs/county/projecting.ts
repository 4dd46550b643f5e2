import { openCounty } from './county';
import { keepTime, projectionHost } from './projection-host';
import type { Settings } from './settings';
import { printedLog } from './printed-log';

/** Runs all projections and policies of a county, and its clock, until it is stopped. */
export const startProjecting = async (settings: Settings): Promise<{ stop(): Promise<void> }> => {
  const county = openCounty(settings);
  const log = printedLog(settings.logLevel);
  const host = projectionHost(county, log);
  await host.start();
  const clock = new AbortController();
  const ticking = keepTime(host, { clock: county.clock, log }, clock.signal);
  return {
    stop: async () => {
      clock.abort();
      await host.stop();
      await ticking;
      await county.close();
    },
  };
};
