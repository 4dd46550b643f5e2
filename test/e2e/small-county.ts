import { openCounty } from '@county/county';
import { settingsFrom, type Settings } from '@county/settings';
import { buildDemo } from '@demo/build';
import { officialLists } from '@demo/official-lists';
import { SMALL } from '@demo/size';
import type { Built } from '@demo/stories';

export const settingsIn = (folder: string): Settings =>
  settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' });

/** Two years of a small county in a folder, built through commands. */
export const buildSmallCounty = (folder: string): Promise<Built> =>
  buildDemo((clock) => openCounty(settingsIn(folder), clock), {
    size: SMALL,
    lists: officialLists(),
    report: () => undefined,
  });
