import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Role } from '@kernel/actor';
import { aCounty } from './founding';
import { printedIn } from './printed-lines';
import { RunningCounty } from './running-county';

const TOKEN = /^([A-Z]+)=\$\(token (\w+) (\w+) (\d+)\)$/gm;

/** Of the demonstration county, where the page is read. */
const VILLAGE = {
  ...{ code: '530424102006', name: '大寨社区居民委员会', source: '行政区划代码' },
  effectiveDate: '2020-01-01',
};

/** The block of a page that is to be pasted, without what is said about it. */
const typedIn = (page: string): string => /```sh\n([^]*?)```/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
const bare = (typed: string): string => typed.replaceAll(/^(# \d{3}):.*$/gm, '$1');

describe('the page of first steps', () => {
  let county: RunningCounty;
  let typed: string;

  beforeAll(async () => {
    county = await RunningCounty.start('2025-07-01');
    await aCounty(county);
    await county.as('ADMIN').does('/divisions', VILLAGE);
    await county.settle();
    typed = typedIn('docs/first-steps.md');
    for (const [line, name = '', user = '', role, scope] of typed.matchAll(TOKEN)) {
      const { actor } = county.as(role as Role, scope, { user });
      typed = typed.replace(line, `${name}=${await county.token(actor)}`);
    }
  }, 120_000);

  afterAll(() => county.stop());

  it('has the same lines in both languages', () => {
    expect(bare(typedIn('docs/first-steps.zh-CN.md'))).toBe(bare(typedIn('docs/first-steps.md')));
  });

  it('is answered, line by line, as it says', async () => {
    const lines = printedIn(typed);
    expect(lines).toHaveLength(13);
    let said = '';
    for (const { line, url, init } of lines) {
      const before = typed.slice(0, typed.indexOf(line)).trimEnd().split('\n').at(-1) ?? '';
      said = /^# (\d{3}):/.exec(before)?.[1] ?? said;
      const path = url.replace('http://127.0.0.1:3000', '');
      await county.settle();
      const headers = Object.fromEntries(init.headers as [string, string][]);
      const request = county.http[init.method === 'POST' ? 'post' : 'get'](path).set(headers);
      const answer = await (init.body === null ? request : request.send(init.body as string));
      expect([line, String(answer.status), answer.body]).toEqual([line, said, expect.anything()]);
    }
  });
});
