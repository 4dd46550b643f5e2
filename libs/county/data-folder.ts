import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Words } from '@kernel/words';
import { BARRED } from './barred';
import { otherThan } from './setting-fault';

const NO_FOLDER: Words = { zh: '该处不能建目录', en: 'no folder can be made there' };

/** A full disk is no fault of the name: a county that stands on one says so itself, and answers what it can. */
const PASSING = ['ENOSPC', 'EDQUOT'];

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** One by one: asked for all at once, Node never comes back from where none can be made, as in /proc. */
export const makeFolder = (folder: string, mode?: number): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

/** Makes the folder where there is none and tries to write there; what is wrong with it is told as a fault of the settings. */
export const dataFolderFaults = (folder: string): readonly Words[] => {
  try {
    makeFolder(folder);
    rmdirSync(mkdtempSync(join(folder, '.trial-')));
    return [];
  } catch (error) {
    const code = codeOf(error);
    if (PASSING.includes(code)) return [];
    const { zh, en } = (code === 'ENOENT' ? NO_FOLDER : BARRED[code]) ?? { zh: code, en: code };
    const takes = { zh: `可写的目录（${zh}）`, en: `a folder that can be written to (${en})` };
    return [otherThan({ name: 'DATA_DIR', text: folder, usual: './data' }, takes)];
  }
};
