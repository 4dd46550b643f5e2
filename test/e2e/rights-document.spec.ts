import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { rightsOf } from '@county/rights';
import { openApiDocument } from '@http/openapi';
import { rightsLines, type RightsLine } from '@http/rights-lines';
import { RunningCounty } from './running-county';

describe('the table of rights', () => {
  let county: RunningCounty;
  let lines: readonly RightsLine[];

  beforeAll(async () => {
    county = await RunningCounty.start();
    lines = rightsLines(openApiDocument(county.app));
  });

  afterAll(() => county.stop());

  it('is committed as it is generated: run `npm run rights` and look at the difference', () => {
    expect(rightsOf(county.app)).toBe(readFileSync('docs/rights.md', 'utf8'));
  });

  it('names for every command of a person the states that it is taken in, and the rule that decides', () => {
    const commands = lines.filter(({ reach }) => ['AGGREGATE', 'NAMED'].includes(reach));
    expect(commands.length).toBeGreaterThan(80);
    const document = rightsOf(county.app);
    const states = '\\p{Script=Han}+ [A-Z][A-Z_]+(?:[；、][^|]+)?';
    for (const { name } of commands)
      expect(document).toMatch(
        new RegExp(`^\\| \\S+ \\| ${name} \\| .* \\| ${states} \\| [a-z-]+ · \\w+ \\|$`, 'mu'),
      );
  });

  it('names who sends what no person may, and by which rule it is decided', () => {
    const [, system = ''] = /^## 系统 System\n([^#]*)/m.exec(rightsOf(county.app)) ?? [];
    const [, , ...rows] = system.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(25);
    const sender = '\\p{Script=Han}[^|]* (?:policy|operator|sign-in|audit-witness|evidence-maker)[^|]*';
    for (const row of rows)
      expect(row).toMatch(
        new RegExp(`^\\| \\S+ \\| \\w+ \\| ${sender} \\| [^|]+ \\| [a-z-]+ · \\w+ \\|$`, 'u'),
      );
  });

  it('says nothing of signing in and of what is public but that nobody needs a role for it', () => {
    const roleless = lines.filter(({ reach }) => reach === 'OWN_ACCOUNT' || reach === 'PUBLIC');
    expect(roleless.map(({ path }) => path.split('/')[1])).toEqual(
      expect.arrayContaining(['sign-in', 'problems', 'seals']),
    );
    expect(new Set(roleless.map(({ path }) => path.split('/')[1])).size).toBe(3);
  });
});
