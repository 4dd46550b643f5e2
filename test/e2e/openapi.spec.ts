import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '@http/openapi';
import { isObject } from '@kernel/json';
import { FIELD_TITLES_OF_ASKED } from '@oversight/audit/asked-titles';
import { committedDocument, type Document } from '../openapi/resolved';
import { complaint, unacknowledged } from '../openapi/unacknowledged';
import { requireDescribed } from './described-answers';
import { askedFields, lists } from './described-requests';
import { RunningCounty } from './running-county';

/** Every list of words in it. */
const wordsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (!isObject(value)) return [];
  const { enum: words } = value;
  const own = Array.isArray(words) ? [JSON.stringify(words.filter((word) => word !== null).sort())] : [];
  return [...own, ...Object.values(value).flatMap(wordsIn)];
};

describe('the description of the API', () => {
  let county: RunningCounty;

  beforeAll(async () => {
    county = await RunningCounty.start();
  });

  afterAll(() => county.stop());

  const generated = () => JSON.parse(JSON.stringify(openApiDocument(county.app))) as Document;

  it('breaks nobody who calls the API as it is committed, unless the version or a reason says so', () => {
    expect(complaint(unacknowledged(committedDocument(), generated()))).toBeNull();
  });

  it('is committed as it is generated: run `npm run openapi` and look at the difference', () => {
    expect(generated()).toEqual(committedDocument());
  });

  it('says of every question what it is answered with, but for a file and for where to sign in', () => {
    const answers = Object.entries(openApiDocument(county.app).paths).flatMap(([path, { get }]) =>
      get === undefined ? [] : [[path, JSON.stringify(get.responses['200'] ?? {})] as const],
    );
    const untold = answers.filter(([, answer]) => !answer.includes('#/components/schemas/'));
    expect(untold.map(([path]) => path)).toEqual(['/evidence-packages/{id}/file', '/sign-in/oidc']);
  });

  it.each(['/problems', '/problems/NOT_FOUND'])('says what %s is answered with', async (path) => {
    const { status, body } = await county.http.get(path);
    expect(status).toBe(200);
    requireDescribed(path, { status, body });
    expect(() => {
      requireDescribed(path, { status, body: { ...body, further: 1 } });
    }).toThrow('further');
  });

  it('tells of an export every form that it is taken away in', () => {
    const exported = openApiDocument(county.app).paths['/history/{category}/{id}/export']?.get;
    const { content } = exported?.responses['200'] as { content: object };
    expect(Object.keys(content).toSorted()).toEqual(['application/json', 'text/csv', 'text/html']);
  });

  it('pages every list in one way, and answers whole only what a county has few of', () => {
    const described = lists(openApiDocument(county.app));
    const paged = described.filter(([, paging]) => paging.length > 0);
    expect(paged.length).toBeGreaterThan(40);
    for (const [path, paging, next] of paged)
      expect([path, paging, next]).toEqual([path, ['limit', 'cursor'], { type: ['string', 'null'] }]);
    expect(described.filter(([, paging]) => paging.length === 0).map(([path]) => path)).toEqual([
      '/parameters',
      ...['/incomes/growth/divisions', '/incomes/decline/divisions', '/incomes/recording/divisions'],
      ...['/coverage/core-villages', '/coverage/breakdowns/by/{by}', '/coverage/breakdowns/series'],
      ...['/coverage/industry-chains', '/history/{category}/{id}/export', '/problems'],
    ]);
  });

  it('says once up to where in the log an answer knows', () => {
    const schemas = openApiDocument(county.app).components?.schemas ?? {};
    const answers = Object.entries(schemas).filter(([name]) => name.endsWith('Answer'));
    const fields = answers.map(([, schema]) =>
      Object.keys((schema as { properties?: object }).properties ?? {}),
    );
    const ofQuestions = fields.filter((names) => names.includes('at'));
    expect(ofQuestions.length).toBeGreaterThan(80);
    expect(ofQuestions.filter((names) => names.includes('position'))).toEqual([]);
  });

  it('names what routes answer alike after its status and the kind of routes, whatever it says', () => {
    const { components, paths } = openApiDocument(county.app);
    const names = Object.keys(components?.responses ?? {});
    expect(names.filter((name) => !/^Problem[45]\d\d(Of[A-Z][A-Za-z]+)?$/.test(name))).toEqual([]);
    expect(paths['/households']?.get?.responses).toMatchObject({
      400: { $ref: '#/components/responses/Problem400OfQuestion' },
      401: { $ref: '#/components/responses/Problem401' },
    });
  });

  it('refers to nothing that it does not describe, and describes nothing that it does not refer to', () => {
    const document = openApiDocument(county.app);
    const { schemas = {}, parameters = {}, responses = {} } = document.components ?? {};
    const kinds = Object.entries({ schemas, parameters, responses });
    const named = kinds.flatMap(([kind, of]) => Object.keys(of).map((name) => `${kind}/${name}`));
    const referred = JSON.stringify(document).matchAll(/"#\/components\/(\w+\/\w+)"/g);
    expect(new Set([...referred].map(([, name]) => name))).toEqual(new Set(named));
  });

  it('has one type for what each command takes', () => {
    const posts = Object.values(openApiDocument(county.app).paths).flatMap(({ post }) => post ?? []);
    const bodies = posts.filter((post) => post.requestBody !== undefined);
    expect(bodies.length).toBeGreaterThan(150);
    for (const { operationId, requestBody } of bodies)
      expect(requestBody).toMatchObject({
        content: {
          'application/json': { schema: { $ref: `#/components/schemas/${String(operationId)}Body` } },
        },
      });
  });

  it('has one type for each list of words that has a name, asked or answered', () => {
    const document = openApiDocument(county.app);
    const types = Object.values(document.components?.schemas ?? {}).filter((schema) => 'enum' in schema);
    const named = types.flatMap(wordsIn);
    expect(named.length).toBeGreaterThan(80);
    const told = wordsIn(document);
    for (const words of named) expect(told.filter((one) => one === words)).toEqual([words]);
  });

  it('leaves open which parameters there are, in which units and with which values, and has no word that says nothing', () => {
    const document = openApiDocument(county.app);
    expect(document.components?.schemas?.['ParameterCatalogueLine']).toMatchObject({
      properties: {
        key: { type: 'string' },
        title: { type: 'string' },
        unit: { type: 'string' },
        offered: {},
      },
    });
    expect(wordsIn(document.components?.schemas?.['ParameterCatalogueLine'])).toEqual([]);
    expect(wordsIn(document).filter((words) => words.includes('""'))).toEqual([]);
  });

  it('shuts no answer against further fields, and every command against those that it does not know', () => {
    const schemas = Object.entries(openApiDocument(county.app).components?.schemas ?? {});
    const shut = schemas.filter(([, schema]) =>
      JSON.stringify(schema).includes('"additionalProperties":false'),
    );
    const sent = schemas.filter(([name]) => /(Body|Part|PolicyParameter)$/.test(name));
    expect(shut.map(([name]) => name)).toEqual(sent.map(([name]) => name));
  });

  it('names in Chinese every field of a request, and every word that it may choose from', () => {
    const asked = askedFields(openApiDocument(county.app));
    expect(asked.length).toBeGreaterThan(500);
    expect(asked.filter(({ title }) => title === undefined)).toEqual([]);
    const untold = asked.flatMap(({ words, told }) => words.filter((word) => !(word in told)));
    expect([...new Set(untold)]).toEqual(['json', 'csv', 'html']);
  });

  it('calls a field what it is in its command or question, and knows no field that there is not', () => {
    const titles = new Map(
      askedFields(openApiDocument(county.app)).map(({ of, name, title }) => [`${of}.${name}`, title]),
    );
    expect(Object.keys(FIELD_TITLES_OF_ASKED).length).toBeGreaterThan(40);
    for (const [field, title] of Object.entries(FIELD_TITLES_OF_ASKED))
      expect([field, titles.get(field)]).toEqual([field, title]);
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
