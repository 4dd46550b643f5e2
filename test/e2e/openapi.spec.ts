import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { openApiDocument } from '@http/openapi';
import { RunningCounty } from './running-county';

describe('the description of the API', () => {
  let county: RunningCounty;

  beforeAll(async () => {
    county = await RunningCounty.start();
  });

  afterAll(() => county.stop());

  it('is committed as it is generated: run `npm run openapi` and look at the difference', () => {
    const committed: unknown = JSON.parse(readFileSync('openapi.json', 'utf8'));
    expect(JSON.parse(JSON.stringify(openApiDocument(county.app)))).toEqual(committed);
  });

  it('gives every operation a name of its own, a Chinese and an English one in its summary', () => {
    const operations = Object.values(openApiDocument(county.app).paths).flatMap((item) =>
      [item.get, item.post].filter((operation) => operation !== undefined),
    );
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { summary = '' } of operations) expect(summary).toMatch(/^\p{Script=Han}.* [A-Z]\w+$/u);
  });
});
