import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { told } from '@county/language';
import { openApiDocument } from '@http/openapi';
import { withScratchApi } from './scratch-api';
import { print } from './with-county';

/** Writes the description of the API, as it is committed beside the code, so that a change of the API shows in review. */
export const openApiCommand = new Command('openapi')
  .description(told({ zh: '写出 OpenAPI 文档', en: 'write the OpenAPI document' }))
  .argument('[file]', told({ zh: '写到哪里', en: 'where to' }), 'openapi.json')
  .action(async (file: string) => {
    const document = await withScratchApi(openApiDocument);
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
    print({ zh: `已写出 ${file}`, en: `${file} written` });
  });
