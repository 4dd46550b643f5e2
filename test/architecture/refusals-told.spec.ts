import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesBelow, foldersIn, HOUSE } from './tree';
import { CONTEXTS } from './roles.js';

/** Modules that own refusals, as folders. */
const modules = CONTEXTS.flatMap((context) =>
  foldersIn(join(HOUSE, 'libs', context)).map((module) => join('libs', context, module)),
).filter((module) => filesBelow(join(HOUSE, module)).includes('refusals.ts'));

const textOf = (module: string, isRead: (file: string) => boolean): string =>
  filesBelow(join(HOUSE, module))
    .filter(isRead)
    .map((file) => readFileSync(join(HOUSE, module, file), 'utf8'))
    .join('\n');

const codesOf = (module: string): readonly string[] =>
  [...textOf(module, (file) => file === 'refusals.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
    ([, code = '']) => code,
  );

describe('the refusals of a module', () => {
  it.each(modules)('%s: each is told by a spec that names its code', (module) => {
    const specs = textOf(module, (file) => file.endsWith('.spec.ts'));
    const codes = codesOf(module);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !specs.includes(`'${code}'`))).toEqual([]);
  });
});
