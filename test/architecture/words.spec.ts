import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesBelow, foldersIn, HOUSE } from './tree';

const read = (file: string): string => readFileSync(join(HOUSE, file), 'utf8');
const json = (file: string): unknown => JSON.parse(read(file));

const FOLDERS = ['apps', 'docker', 'docs', 'libs', 'test'];
const FILES = ['README.md', 'nest-cli.json', 'package.json', 'tsconfig.json'];
const FURTHER =
  /^(\..+|.+\.config\.js|lefthook\.yml|package-lock\.json|openapi\.json|LICENSE|NOTICE|(README|CONTRIBUTING|CHANGELOG)(\.zh-CN)?\.md)$/;

const TEXT = new Set(['', '.ts', '.js', '.mjs', '.json', '.md', '.yml', '.yaml', '.sh', '.http']);
const all = filesBelow(HOUSE);
const sources = all.filter((file) => TEXT.has(extname(file)) && file !== 'package-lock.json');
const sourcesWith = (pattern: RegExp): string[] => sources.filter((file) => pattern.test(read(file)));

/** Put together here, so that this file does not hold what it forbids. */
const UNFINISHED = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);
const WORKPLACE = new RegExp(['', 'work', ''].join('/'));

describe('the top level', () => {
  it('has these folders and no others', () => {
    expect(foldersIn(HOUSE).filter((name) => !name.startsWith('.'))).toEqual(FOLDERS);
  });

  it('has these files and besides only what a tool or a reader asks for', () => {
    const files = all.filter((file) => !file.includes('/'));
    expect(files).toEqual(expect.arrayContaining(FILES));
    expect(
      files.filter((file) => !FILES.includes(file) && !FURTHER.test(file) && !file.endsWith('.log')),
    ).toEqual([]);
  });
});

describe('the sources', () => {
  it('are read by these tests', () => {
    expect(sources).toEqual(expect.arrayContaining(['libs/kernel/fen.ts', 'package.json', '.ci/run']));
  });

  it('leave nothing unfinished', () => {
    expect(sourcesWith(UNFINISHED)).toEqual([]);
  });

  it('name no path of the machine they were written on', () => {
    expect(sourcesWith(WORKPLACE)).toEqual([]);
  });
});

describe('the configuration', () => {
  it('locks packages to the public registry or to no address at all', () => {
    const { packages } = json('package-lock.json') as { packages: Record<string, { resolved?: string }> };
    const addresses = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
    expect(addresses.filter((address) => !address.startsWith('https://registry.npmjs.org/'))).toEqual([]);
  });

  it('gives the compiler and the type checker the same aliases', () => {
    const { jsc } = json('.swcrc') as { jsc: { paths: Record<string, string[]> } };
    const { compilerOptions } = json('tsconfig.json') as {
      compilerOptions: { paths: Record<string, string[]> };
    };
    const compiled = Object.entries(jsc.paths).map(([alias, folders]) => [
      alias,
      folders.map((to) => `./${to}`),
    ]);
    expect(Object.fromEntries(compiled)).toEqual(compilerOptions.paths);
  });
});
