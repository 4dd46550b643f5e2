import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Words } from '@kernel/words';
import { otherThan } from './setting-fault';

const NOT_ALLOWED: Words = { zh: '当前用户无权限', en: 'not allowed to this user' };

const WHY: Readonly<Record<string, Words>> = {
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: { zh: '文件系统只读', en: 'the file system is read-only' },
  ENOTDIR: { zh: '路径被文件占用', en: 'a file stands in its way' },
  ENOENT: { zh: '该处不能建目录', en: 'no folder can be made there' },
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
export const dataFolderFaults = (folder: string): readonly Words[] => {
  try {
    made(folder);
    rmdirSync(mkdtempSync(join(folder, '.trial-')));
    return [];
  } catch (error) {
    const code = codeOf(error);
    if (PASSING.includes(code)) return [];
    const { zh, en } = WHY[code] ?? { zh: code, en: code };
    const takes = { zh: `可写的目录（${zh}）`, en: `a folder that can be written to (${en})` };
    return [otherThan({ name: 'DATA_DIR', text: folder, usual: './data' }, takes)];
  }
};
