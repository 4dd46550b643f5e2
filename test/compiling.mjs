import { rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transformFile } from '@swc/core';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['apps', 'libs', 'test'];

/** Below it every package of the house is found. */
const PLACE = join(ROOT, 'node_modules/.cache');

const place = async (file, folder) => {
  const target = join(folder, file);
  await mkdir(dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) return copyFile(join(ROOT, file), target);
  const { code } = await transformFile(join(ROOT, file));
  return writeFile(target.replace(/\.ts$/, '.js'), code);
};

const filesIn = async (source) => {
  const found = await readdir(join(ROOT, source), { recursive: true, withFileTypes: true });
  return found
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length + 1));
};

const isRun = (file) => !file.endsWith('.spec.ts') && !file.startsWith('test/architecture/');

/** Before a run of Jest: compiles, once for all, what its tests run in processes of their own, which begin in two thirds of the time then. */
export default async () => {
  await mkdir(PLACE, { recursive: true });
  const folder = await mkdtemp(join(PLACE, 'compiled-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const files = (await Promise.all(SOURCES.map(filesIn))).flat().filter(isRun);
  await Promise.all(files.map((file) => place(file, folder)));
  process.env.COMPILED = folder;
};
