import { join } from 'node:path';

/** What a run of tests has compiled a file of the house to, which is named from its root: ready to be run in a process of its own. */
export const compiled = (file: string): string => {
  const folder = process.env['COMPILED'];
  if (folder === undefined) throw new Error('nothing is compiled before the tests of this project');
  return join(folder, file.replace(/\.ts$/, '.js'));
};
