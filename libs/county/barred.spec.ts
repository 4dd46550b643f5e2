import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barred } from './barred';
import { makeFolder } from './data-folder';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('a path at which nobody is let', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-barred-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');

  it.each<[string, string, (path: string) => unknown]>([
    [join(folder, 'none'), '没有这个文件或目录', (path) => readFileSync(path)],
    [folder, '是目录，不是文件', (path) => writeFileSync(path, '')],
    [join(file, 'below'), '路径被文件占用', (path) => mkdirSync(path)],
    [file, '已有同名的文件', (path) => writeFileSync(path, '', { flag: 'wx' })],
  ])('is told with what is in the way: %s, %s', (path, why, work) => {
    expect(barred(thrownBy(() => work(path)))?.zh).toBe(`${path}：${why}`);
  });

  it('is none where the error is of something else', () => {
    expect(barred(new Error('ENOENT'))).toBeNull();
    expect(barred(Object.assign(new Error(), { code: 'ECONNREFUSED' }))).toBeNull();
  });

  it('is told at once also where Node would try for ever to make a folder', () => {
    expect(barred(thrownBy(() => makeFolder('/proc/none/below', 0o700)))).not.toBeNull();
    makeFolder(join(folder, 'a', 'b'), 0o700);
    expect(() => writeFileSync(join(folder, 'a', 'b', 'c'), '')).not.toThrow();
    rmSync(folder, { recursive: true });
  });
});
