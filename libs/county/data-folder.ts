import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'not allowed to this user',
  EPERM: 'not allowed to this user',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file stands in its way',
  ENOENT: 'no folder can be made there',
};

/** A full disk is no fault of the name: a county that stands on one says so itself, and answers what it can. */
const PASSING = ['ENOSPC', 'EDQUOT'];

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** One by one: asked for all at once, Node never comes back from where none can be made, as in /proc. */
const made = (folder: string): void => {
  if (existsSync(folder)) return;
  made(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

/** Makes the folder where there is none and tries to write there; what is wrong with it is told as a fault of the settings. */
export const dataFolderFaults = (folder: string): readonly string[] => {
  try {
    made(folder);
    rmdirSync(mkdtempSync(join(folder, '.trial-')));
    return [];
  } catch (error) {
    const code = codeOf(error);
    if (PASSING.includes(code)) return [];
    return [
      `DATA_DIR is "${folder}"; it takes a folder that can be written to (${WHY[code] ?? code}), e.g. DATA_DIR=./data`,
    ];
  }
};
