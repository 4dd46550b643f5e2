import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { OFFERED_KEYS } from '@registry/parameter/catalogue';
import { NPM, pattern, stepsOf } from './a-page';
import { child } from './command-line';

/** As much of curl as the page needs, which notes how each request was answered. */
const CURL = `#!${process.execPath}
const words = process.argv.slice(2);
const after = (flag) => words.filter((_word, index) => words[index - 1] === flag);
const headers = after('-H').map((header) => header.split(': '));
const [method = 'GET'] = after('-X');
const url = words.find((word) => word.startsWith('http'));
fetch(url, { method, headers, body: after('-d')[0] }).then(async (answer) => {
  require('fs').appendFileSync(process.env.ANSWERED, answer.status + ' ' + method + ' ' + url + '\\n');
  process.stdout.write(await answer.text());
});
`;

const STEP = '--- the next step ---\n';
const stepsIn = (page: string) => stepsOf(readFileSync(page, 'utf8'));
const bare = (typed: string): string => typed.replaceAll(/^#.*$/gm, '#');

describe('the page for a new county', () => {
  const place = mkdtempSync(join(tmpdir(), 'shuangbang-new-'));
  const data = join(place, 'data');
  const answered = join(place, 'answered');
  const steps = stepsIn('docs/new-county.md');
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    for (const [name, script] of Object.entries({ npm: NPM, curl: CURL }))
      writeFileSync(join(place, name), script, { mode: 0o700 });
    const started = child('./apps/api/src/main.ts', [], { DATA_DIR: data, PORT: '0' });
    server = started;
    const [ready] = (await once(started.stdout, 'data')) as [Buffer];
    address = /http:\S+/.exec(ready.toString())?.[0] ?? '';
  }, 60_000);

  afterAll(async () => {
    server.kill();
    await once(server, 'close');
    rmSync(place, { recursive: true });
  });

  const typedAll = (script: string): Promise<string> =>
    new Promise((resolve) => {
      const PATH = [place, join(process.execPath, '..'), process.env['PATH'] ?? ''].join(delimiter);
      const env = { PATH, DATA_DIR: data, ANSWERED: answered, LOG_LEVEL: 'silent' };
      execFile('sh', ['-c', script], { env }, (_error, stdout) => {
        resolve(stdout);
      });
    });

  it('has the same lines in both languages', () => {
    const others = stepsIn('docs/new-county.zh-CN.md');
    expect(others.map(({ typed }) => bare(typed))).toEqual(steps.map(({ typed }) => bare(typed)));
  });

  it('leads from nothing to a first household and a first coverage when it is followed to the letter', async () => {
    const script = steps.map(({ typed }) => typed).join(`printf -- '${STEP.replace('\n', '\\n')}'\n`);
    const out = await typedAll(script.replace('http://127.0.0.1:3000', address));
    const [, imported, vacant = '', approved = '', coverage = ''] = out.split(STEP);
    const requests = readFileSync(answered, 'utf8').trim().split('\n');
    expect(requests.filter((line) => !/^20[014] /.test(line))).toEqual([]);
    expect(requests).toHaveLength(25);
    expect(imported).toMatch(/83/);
    expect(vacant.trim().split('\n')).toHaveLength(4);
    const lines = approved.trim().split('\n');
    expect([lines.length, lines.at(-1)]).toEqual([OFFERED_KEYS.length + 1, String(OFFERED_KEYS.length)]);
    expect(lines.find((line) => line.startsWith('coverage.mode'))).toBe('coverage.mode  覆盖口径  "DOUBLE"');
    expect(coverage).toMatch(pattern(steps.at(-1)?.printed?.trimEnd() ?? ''));
  }, 120_000);
});
