import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const HOUSE = join(import.meta.dirname, '../..');

/** Folders that `.gitignore` names, and Git's own. */
const ignored = new Set(
  readFileSync(join(HOUSE, '.gitignore'), 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('/'))
    .map((line) => line.slice(0, -1))
    .concat('.git'),
);

export const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !ignored.has(entry.name))
        .map(({ name }) => name)
    : [];

/** Every file below a folder, as a path relative to it. */
export const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        if (!entry.isDirectory()) return [entry.name];
        if (ignored.has(entry.name)) return [];
        return filesBelow(join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
      })
    : [];
