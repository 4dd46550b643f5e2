import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { openApiDocument } from '@http/openapi';
import { withScratchApi } from './scratch-api';
import { print } from './with-county';

/** Writes the description of the API, as it is committed beside the code, so that a change of the API shows in review. */
export const openApiCommand = new Command('openapi')
  .description('write the OpenAPI document')
  .argument('[file]', 'where to', 'openapi.json')
  .action(async (file: string) => {
    const document = await withScratchApi(openApiDocument);
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
    print(`${file} written`);
  });
