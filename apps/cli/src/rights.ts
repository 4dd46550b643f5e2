import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { told } from '@county/language';
import { rightsOf } from '@county/rights';
import { withScratchApi } from './scratch-api';
import { print } from './with-county';

/** Writes who may do what, where and in which state, as it is committed beside the code. */
export const rightsCommand = new Command('rights')
  .description(told({ zh: '写出权限表', en: 'write the table of rights' }))
  .argument('[file]', told({ zh: '写到哪里', en: 'where to' }), 'docs/rights.md')
  .action(async (file: string) => {
    writeFileSync(file, await withScratchApi(rightsOf));
    print({ zh: `已写出 ${file}`, en: `${file} written` });
  });
