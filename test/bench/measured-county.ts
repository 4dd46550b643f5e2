import { openCounty, type County } from '@county/county';
import { settingsFrom } from '@county/settings';
import type { Clock } from '@event-store/clock';

/** Silent, and nobody is told to wait: what is measured is the work. */
export const measuredCounty = (settings: Readonly<Record<string, string>>, clock?: Clock): County =>
  openCounty(settingsFrom({ LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '0', ...settings }), clock);
