import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { child } from './command-line';

const API = './apps/api/src/main.ts';
const PROJECTOR = './apps/projector/src/main.ts';
const CLI = './apps/cli/src/main.ts';
const STARTED: readonly (readonly [string, string, readonly string[]])[] = [
  ['the API', API, []],
  ['a projector', PROJECTOR, []],
  ['the demonstration', CLI, ['demo']],
];

/** Nobody is kept from anything who may do everything. */
const unlessRoot = process.getuid?.() === 0 ? it.skip : it;

describe('a folder for the data in which nothing can be kept', () => {
  let folder: string;
  const file = (): string => join(folder, 'a-file');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-folder-'));
    writeFileSync(file(), '');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const started = async (main: string, args: readonly string[], env: Readonly<Record<string, string>>) => {
    const process = child(main, args, { PORT: '0', ...env });
    let said = '';
    process.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [status] = (await once(process, 'close')) as [number | null];
    return { status, said };
  };

  it.each(STARTED)('is told to whoever starts %s, in one sentence', async (_what, main, args) => {
    for (const dataDir of [file(), join(file(), 'below', 'it')]) {
      const { status, said } = await started(main, args, { DATA_DIR: dataDir });
      expect([status, said]).toEqual([
        1,
        expect.stringContaining(`DATA_DIR is "${dataDir}"; it takes a folder that can be written to (a file`),
      ]);
      expect(said).not.toContain('    at ');
    }
  });

  it('is told where there is no making folders at all', async () => {
    const { status, said } = await started(API, [], { DATA_DIR: '/proc/nope/data' });
    expect([status, said]).toEqual([1, expect.stringContaining('DATA_DIR is "/proc/nope/data"')]);
  });

  unlessRoot('is told where this user may not write', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o500 });
    const { status, said } = await started(API, [], { DATA_DIR: closed });
    chmodSync(closed, 0o700);
    expect([status, said]).toEqual([1, expect.stringContaining('not allowed to this user')]);
  });

  it('is told together with all else that is wrong', async () => {
    const { said } = await started(API, [], { DATA_DIR: file(), PORT: 'x', LOG_LEVEL: 'loud' });
    for (const name of ['DATA_DIR', 'PORT', 'LOG_LEVEL'])
      expect(said).toMatch(new RegExp(`^ {2}${name} is "`, 'm'));
  });

  it('is none where it can be made, and nothing is left of the trial', async () => {
    const dataDir = join(folder, 'made', 'for', 'it');
    const { said } = await started(API, [], { DATA_DIR: dataDir, PORT: 'x' });
    expect(said).not.toContain('DATA_DIR');
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is not made by who only reads', async () => {
    const dataDir = join(folder, 'of', 'nobody');
    const { status } = await started(CLI, ['verify'], { DATA_DIR: dataDir });
    expect([status, existsSync(join(folder, 'of'))]).toEqual([1, false]);
  });
});
