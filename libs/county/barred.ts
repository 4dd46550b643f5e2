import type { Words } from '@kernel/words';

const NOT_ALLOWED: Words = { zh: '当前用户无权限', en: 'not allowed to this user' };

/** Why the operating system lets nobody at a path, by its code. */
export const BARRED: Readonly<Record<string, Words>> = {
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: { zh: '文件系统只读', en: 'the file system is read-only' },
  ENOTDIR: { zh: '路径被文件占用', en: 'a file stands in its way' },
  EEXIST: { zh: '已有同名的文件', en: 'a file of that name is there' },
  EISDIR: { zh: '是目录，不是文件', en: 'it is a folder and no file' },
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  ENOENT: { zh: '没有这个文件或目录', en: 'there is no such file or folder' },
};

/** An error of the operating system about a path, in one sentence; null of any other. */
export const barred = (error: unknown): Words | null => {
  const { code = '', path } = error as NodeJS.ErrnoException;
  const why = BARRED[code];
  if (path === undefined || why === undefined) return null;
  return { zh: `${path}：${why.zh}`, en: `${path}: ${why.en}` };
};
