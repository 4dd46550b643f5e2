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

  it('says of every question what it is answered with, but for those of the sign-in, of problems and of evidence', () => {
    const answers = Object.entries(openApiDocument(county.app).paths).flatMap(([path, { get }]) =>
      get === undefined ? [] : [[path, JSON.stringify(get.responses['200'] ?? {})] as const],
    );
    const untold = answers.filter(([, answer]) => !answer.includes('#/components/schemas/'));
    expect(untold.map(([path]) => path).toSorted()).toEqual([
      ...['/evidence-packages/{id}', '/evidence-packages/{id}/file'],
      ...['/problems', '/problems/{code}'],
      ...['/sign-in/oidc', '/sign-in/oidc/callback', '/sign-in/posts', '/sign-in/sessions', '/sign-in/totp'],
    ]);
  });

  it('tells of an export every form that it is taken away in', () => {
    const exported = openApiDocument(county.app).paths['/history/{category}/{id}/export']?.get;
    const { content } = exported?.responses['200'] as { content: object };
    expect(Object.keys(content).toSorted()).toEqual(['application/json', 'text/csv', 'text/html']);
  });

  it('refers to nothing that it does not describe', () => {
    const document = openApiDocument(county.app);
    const named = new Set(Object.keys(document.components?.schemas ?? {}));
    const referred = JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g);
    expect([...referred].map(([, name]) => name).filter((name) => !named.has(name ?? ''))).toEqual([]);
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
