import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROBLEM, target } from './a-parameter';
import { RunningCounty, type Answer } from './running-county';

describe('whoever sends something wrong', () => {
  let county: RunningCounty;

  beforeAll(async () => {
    county = await RunningCounty.start();
  });

  afterAll(() => county.stop());

  const post = async (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
    county.http
      .post('/parameters')
      .set({
        authorization: `Bearer ${await county.token(county.as('ADMIN').actor)}`,
        'content-type': 'application/json',
        ...headers,
      })
      .serialize((bytes: unknown) => bytes as string)
      .send(body);

  it('refuses a body in another encoding than UTF-8, whose texts would stay garbled for ever', async () => {
    const whole = JSON.stringify({ ...target, sourceDocument: '#' });
    const gbk = Buffer.concat([
      ...[Buffer.from(whole.slice(0, whole.indexOf('#'))), Buffer.from([0xbb, 0xaa])],
      Buffer.from(whole.slice(whole.indexOf('#') + 1)),
    ]);
    const answer = await post(gbk);
    expect([answer.status, answer.body.code]).toEqual([400, 'BODY_NOT_UTF8']);
  });

  it('says in Chinese what is wrong with a field, by what officers call it, and in English where that is preferred', async () => {
    const { key: _key, ...rest } = target;
    const wrong = JSON.stringify({ ...rest, scope: '5304', unit: '%' });
    const details = ({ body }: Answer): readonly string[] =>
      body.errors.map(({ detail }: { detail: string }) => detail);
    expect(details(await post(wrong))).toEqual([
      expect.stringMatching(/^unit 不在可填之列；可填：key（键）、.*、effectiveDate.*、reason（原因）$/),
      '键（key）必须填写',
      '适用区划（scope）须为 12 位区划代码（请求体中加引号）',
    ]);
    expect(details(await post(wrong, { 'accept-language': 'en-GB' }))).toContain('key is required');
  });

  it('says at the bare address where to go on', async () => {
    const { links } = (await county.http.get('/')).body as { links: Record<string, string> };
    expect(links).toMatchObject({ documentation: '/docs', problems: '/problems' });
    for (const path of [links['openApi'], links['problems'], links['health']])
      expect([path, (await county.http.get(path as string)).status]).toEqual([path, 200]);
  });

  it('says of an address without parameters that it has none, in both languages', async () => {
    for (const path of ['/problems', '/problems/NOT_FOUND']) {
      const asked = county.http.get(`${path}?asOf=1950-01-01`);
      expect((await asked).body).toMatchObject({
        ...{ status: 400, code: 'VALIDATION_FAILED' },
        errors: [{ pointer: '?asOf', detail: '数据所属日（asOf）不能填写：此地址不接受查询参数' }],
      });
      expect((await county.http.get(path)).status).toBe(200);
    }
  });

  it('answers an address that cannot be read as a problem, with what protects every answer', async () => {
    const answer = await county.http.get('/households/%E0%A4%A').set('accept-language', 'en');
    expect([answer.status, answer.headers['content-type']]).toEqual([400, PROBLEM]);
    expect(answer.body).toMatchObject({
      code: 'URL_MALFORMED',
      title: 'the % encoding of the address is wrong',
    });
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('tells who may do what the role may not', async () => {
    const answer = await county.as('VILLAGE_INFORMANT').post('/parameters', target);
    expect(answer.body).toMatchObject({
      code: 'ROLE_NOT_ALLOWED',
      title: '…不能进行此操作；可办理的有：…',
      detail: '村级信息员不能进行此操作；可办理的有：管理员',
      role: 'VILLAGE_INFORMANT',
      roles: ['ADMIN'],
    });
  });
});
