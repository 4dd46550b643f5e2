import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { rightsOf } from '@county/rights';
import { withScratchApi } from './scratch-api';
import { print } from './with-county';

/** Writes who may do what, where and in which state, as it is committed beside the code. */
export const rightsCommand = new Command('rights')
  .description('write the table of rights')
  .argument('[file]', 'where to', 'docs/rights.md')
  .action(async (file: string) => {
    writeFileSync(file, await withScratchApi(rightsOf));
    print(`${file} written`);
  });
