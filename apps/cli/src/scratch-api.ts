import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '@county/application';
import { openCounty } from '@county/county';
import { settingsFrom } from '@county/settings';

/** The API of an empty county in a folder that is gone afterwards: to look at what it offers. */
export const withScratchApi = async <T>(look: (app: NestFastifyApplication) => T): Promise<T> => {
  const scratch = mkdtempSync(join(tmpdir(), 'shuangbang-scratch-'));
  const county = openCounty(settingsFrom({ DATA_DIR: scratch, LOG_LEVEL: 'silent' }));
  const app = await createApplication(county);
  try {
    return look(app);
  } finally {
    await app.close();
    await county.close();
    rmSync(scratch, { recursive: true });
  }
};
