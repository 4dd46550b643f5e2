import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { createApplication } from '@county/application';
import { openCounty } from '@county/county';
import { settingsFrom } from '@county/settings';
import { openApiDocument } from '@http/openapi';
import { print } from './with-county';

/** Writes the description of the API, as it is committed beside the code, so that a change of the API shows in review. */
export const openApiCommand = new Command('openapi')
  .description('write the OpenAPI document')
  .argument('[file]', 'where to', 'openapi.json')
  .action(async (file: string) => {
    const scratch = mkdtempSync(join(tmpdir(), 'shuangbang-openapi-'));
    const county = openCounty(settingsFrom({ DATA_DIR: scratch, LOG_LEVEL: 'silent' }));
    const app = await createApplication(county);
    writeFileSync(file, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
    await app.close();
    await county.close();
    rmSync(scratch, { recursive: true });
    print(`${file} written`);
  });
