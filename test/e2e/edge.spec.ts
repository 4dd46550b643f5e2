import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derivedId } from '@kernel/ids';
import { PROBLEM, target } from './a-parameter';
import { RunningCounty, type Answer, type Session } from './running-county';

describe('the edge', () => {
  let county: RunningCounty;
  let admin: Session;

  beforeAll(async () => {
    county = await RunningCounty.start();
    admin = county.as('ADMIN');
  });

  afterAll(() => county.stop());

  const post = async (body: string, headers: Readonly<Record<string, string>> = {}) =>
    county.http
      .post('/parameters')
      .set({
        authorization: `Bearer ${await county.token(admin.actor)}`,
        'content-type': 'application/json',
        ...headers,
      })
      .send(body);

  describe('a malformed request', () => {
    it('lists every fault of the body in one pass, with pointers', async () => {
      const answer = await admin.post('/parameters', {
        key: '',
        scope: '5304',
        effectiveFrom: '2025-02-30',
        surprise: 1,
        effectiveDate: 'soon',
      });
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toBe(PROBLEM);
      expect(answer.body).toMatchObject({
        type: '/problems/VALIDATION_FAILED',
        status: 400,
        code: 'VALIDATION_FAILED',
      });
      const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);
      expect(new Set(pointers)).toEqual(
        new Set([
          '/key',
          '/scope',
          '/value',
          '/effectiveFrom',
          '/sourceDocument',
          '/surprise',
          '/effectiveDate',
        ]),
      );
    });

    it('is one that writes a number of a person into what is never forgotten, whichever field it is', async () => {
      const answer = await admin.post('/parameters', {
        ...{ key: 'rectification.days', value: 30, scope: '530424000000', effectiveFrom: '2025-01-01' },
        sourceDocument: '王某（999999197001010015）来信',
        reason: '电话 138 0000 0001 联系',
      });
      expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
      const faults = answer.body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code]);
      expect(faults).toEqual([
        ['/sourceDocument', 'PERSONAL_DATA_IN_TEXT'],
        ['/reason', 'PERSONAL_DATA_IN_TEXT'],
      ]);
      expect(answer.text).not.toMatch(/9{6}1970|0000 0001/);
    });

    it.each([
      ['no JSON', '{"key":', 400, 'BODY_NOT_JSON'],
      ['no object', '[1, 2]', 400, 'BODY_NOT_OBJECT'],
      ['a bare null', 'null', 400, 'BODY_NOT_OBJECT'],
    ])('is refused with a code when it is %s', async (_what, body, status, code) => {
      const answer = await post(body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('is refused when it is not JSON by its own word', async () => {
      const answer = await post('key=1', { 'content-type': 'application/x-www-form-urlencoded' });
      expect([answer.status, answer.body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
    });

    it('is refused when it is too large', async () => {
      const answer = await post(JSON.stringify({ ...target, sourceDocument: '长'.repeat(400_000) }));
      expect([answer.status, answer.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
    });

    it('is refused when it nests too deep, before anything walks through it', async () => {
      const deep = `{"value":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
      const answer = await post(deep);
      expect([answer.status, answer.body.code]).toEqual([400, 'BODY_TOO_DEEP']);
      const bracketed = await post(JSON.stringify({ ...target, key: '['.repeat(100) }));
      expect(bracketed.body.code).not.toBe('BODY_TOO_DEEP');
    });

    it('is refused when it holds more values than any list of a command, before each of them is looked at', async () => {
      const of = (values: number): object =>
        Object.fromEntries(Array.from({ length: values }, (_, n) => [`k${String(n)}`, 1]));
      const wide = await post(JSON.stringify(of(2_001)));
      expect([wide.status, wide.body.code]).toEqual([400, 'BODY_OF_TOO_MANY']);
      const unknown = await post(JSON.stringify({ ...target, ...of(1_000) }));
      expect(unknown.body).toMatchObject({ status: 400, code: 'VALIDATION_FAILED', furtherErrors: 900 });
      expect(unknown.body.errors).toHaveLength(100);
    });

    it.each([
      ['an Idempotency-Key with a blank', { 'idempotency-key': 'a b' }, 'Idempotency-Key'],
      ['an If-Match that is no revision', { 'if-match': 'W/"x"' }, 'If-Match'],
    ])('names %s', async (_what, headers: Readonly<Record<string, string>>, pointer) => {
      const answer = await post(JSON.stringify(target), headers);
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toEqual([expect.objectContaining({ pointer })]);
    });

    it('is refused when its headers are too large to be read, as any other problem is', async () => {
      const answer = await county.http.get('/parameters').set('x-long', 'a'.repeat(70_000));
      expect([answer.status, answer.headers['content-type']]).toEqual([431, PROBLEM]);
      expect(answer.body).toMatchObject({ type: '/problems/HEADERS_TOO_LARGE', code: 'HEADERS_TOO_LARGE' });
    });

    it('is refused by name when a part of its path is longer than anything is called', async () => {
      const answer = await admin.get(`/parameters/${'a'.repeat(1_000)}`);
      expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    });

    it('is taken with every character at its longest in a query', async () => {
      const answer = await admin.get('/households', { cursor: '𠮷'.repeat(500) });
      expect([answer.status, answer.body.code]).toEqual([400, 'CURSOR_INVALID']);
    });

    it('names an unknown query parameter and a wrong one', async () => {
      const token = await county.token(admin.actor);
      const answer = await county.http
        .post('/parameters')
        .query({ dryRun: 'maybe', hurry: '1' })
        .set('authorization', `Bearer ${token}`)
        .send(target);
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
        '?dryRun',
        '?hurry',
      ]);
    });

    it('of a question lists its faults too', async () => {
      const answer = await admin.get('/history/household/not-an-id', {
        limit: '0',
        nonsense: '1',
        after: 'now',
      });
      expect(answer.status).toBe(400);
      const pointers = new Set(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer));
      expect(pointers).toEqual(new Set(['{id}', '?limit', '?nonsense', '?after']));
    });
  });

  describe('an answer', () => {
    const headersOf = async (path: string): Promise<Answer['headers']> => (await admin.get(path)).headers;

    it.each(['/parameters', '/health/live', '/nowhere'])(
      'bears what keeps a browser from misusing it: %s',
      async (path) => {
        expect(await headersOf(path)).toMatchObject({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'no-referrer',
          'content-security-policy': expect.stringContaining("default-src 'self'"),
          'cross-origin-resource-policy': 'same-origin',
        });
      },
    );

    it('keeps a request id that is one, and gives another to what is none', async () => {
      const asked = async (id: string): Promise<string> =>
        (await county.http.get('/parameters').set('x-request-id', id)).body.instance as string;
      expect(await asked('proxy-7:1.2')).toBe('proxy-7:1.2');
      expect(await asked('req-138000000012')).toBe('req-138000000012');
      const numbers = ['13800000000', 'x:999999197001010015', '99999919700101001X', '530424700101001'];
      for (const id of ['张三 13800000000', 'a'.repeat(101), 'a b', ...numbers])
        expect(await asked(encodeURI(id).slice(0, 200))).toMatch(/^[\da-f-]{36}$/);
    });
  });

  describe('an unauthorised request', () => {
    it.each([
      ['no token', undefined],
      ['another scheme', 'Basic YTpi'],
      ['no token of ours', 'Bearer eyJhbGciOiJub25lIn0.e30.'],
    ])('is answered 401 with %s', async (_what, authorization) => {
      const request = county.http.post('/parameters');
      const answer = await (authorization === undefined ? request : request.set({ authorization })).send(
        target,
      );
      expect([answer.status, answer.body.code]).toEqual([401, 'NOT_AUTHENTICATED']);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    });

    it('is answered 403 where the role may not send the command', async () => {
      const answer = await county.as('SUPERVISOR').post('/parameters', target);
      expect([answer.status, answer.body.code]).toEqual([403, 'ROLE_NOT_ALLOWED']);
    });

    it('is answered 403 outside the division', async () => {
      const answer = await county.as('ADMIN', '411423000000').post('/parameters', target);
      expect([answer.status, answer.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
    });
  });

  it('brings to life what is found at the address it answers', async () => {
    const place = { code: '530424000000', name: '华宁县', source: '统计用区划代码' };
    await admin.does('/divisions', { ...place, effectiveDate: '2020-01-01' });
    const body = { login: 'born', name: '示例用户', division: '530424000000' };
    const { status, headers, body: born } = await admin.post('/users', body);
    expect([status, headers['location']]).toEqual([201, `/users/${born.id as string}`]);
    const found = await admin.get(headers['location'] ?? '', { after: born.position as string });
    expect([found.status, found.body.login]).toEqual([200, 'born']);
  });

  describe('a repeated request', () => {
    it('answers the first result and says so', async () => {
      const headers = { 'idempotency-key': 'first-target' };
      const first = await admin.post('/parameters', target, { headers });
      const again = await admin.post('/parameters', target, { headers });
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect(again.body).toEqual({ ...first.body, replayed: true });
    });

    it('with the same key and another body is refused', async () => {
      const headers = { 'idempotency-key': 'first-target' };
      const answer = await admin.post('/parameters', { ...target, clause: '另一条' }, { headers });
      expect([answer.status, answer.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    });

    it('with the same key for something else is refused too', async () => {
      const headers = { 'idempotency-key': 'first-target' };
      const answer = await admin.post('/parameters', { ...target, key: 'coverage.deadline' }, { headers });
      expect([answer.status, answer.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    });

    it('of another person with the same key is a request of its own', async () => {
      const other = county.as('ADMIN', '530424000000', { user: 'another' });
      const body = { ...target, effectiveFrom: '2025-02-01' };
      const answer = await other.post('/parameters', body, {
        headers: { 'idempotency-key': 'first-target' },
      });
      expect([answer.status, answer.body.replayed]).toEqual([200, false]);
    });
  });

  describe('a stale request', () => {
    const id = derivedId('parameter', 'coverage.target');

    it('is answered 412 with the current revision', async () => {
      const answer = await admin.post(
        '/parameters',
        { ...target, effectiveFrom: '2026-01-01' },
        { headers: { 'if-match': '"0"' } },
      );
      expect([answer.status, answer.body.code, answer.body.actual]).toEqual([412, 'STALE_REVISION', 1]);
    });

    it('is done where the revision is the current one', async () => {
      const seen = await admin.sees(`/history/parameter/${id}`);
      const revision = seen.items.at(-1).revision as number;
      const body = { ...target, effectiveFrom: '2026-01-01' };
      const answer = await admin.post('/parameters', body, {
        headers: { 'if-match': `"${String(revision)}"` },
      });
      expect(answer.headers['etag']).toBe(`"${String(revision + 1)}"`);
    });
  });

  describe('a dry run', () => {
    it('shows the full effect and writes nothing', async () => {
      const head = await county.county.store.head();
      const answer = await admin.post(
        '/parameters',
        { ...target, effectiveFrom: '2027-01-01' },
        { dryRun: true },
      );
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ dryRun: true, events: [{ type: 'PolicyParameterProposed' }] });
      const [before, after] = [answer.body.before, answer.body.after].map(({ proposals }) =>
        Object.keys(proposals),
      );
      expect(after).toHaveLength((before?.length ?? 0) + 1);
      expect(await county.county.store.head()).toBe(head);
    });

    it('is refused as the command itself would be', async () => {
      const answer = await admin.post('/parameters', { ...target, value: 'all' }, { dryRun: true });
      expect([answer.status, answer.body.code]).toEqual([409, 'PARAMETER_VALUE_INVALID']);
    });
  });

  describe('a problem', () => {
    it('speaks Chinese unless English is preferred, and its code is the same', async () => {
      const bad = { ...target, key: 'coverage.nonsense' };
      const chinese = await admin.post('/parameters', bad);
      const english = await admin.post('/parameters', bad, { headers: { 'accept-language': 'en-GB' } });
      expect(chinese.body.detail).toBe('没有名为 coverage.nonsense 的政策参数');
      expect(english.body.detail).toBe('there is no policy parameter coverage.nonsense');
      expect([chinese.body.code, english.body.code]).toEqual(['PARAMETER_UNKNOWN', 'PARAMETER_UNKNOWN']);
    });

    it('carries the request id of the caller, and its type can be looked up', async () => {
      const answer = await admin.post(
        '/parameters',
        { ...target, value: 3 },
        { headers: { 'x-request-id': 'desk-7' } },
      );
      expect(answer.body.instance).toBe('desk-7');
      const known = await county.http.get(answer.body.type as string);
      expect(known.body.code).toBe(answer.body.code);
    });

    it('of an unknown route is a problem too', async () => {
      const answer = await county.http.get('/nowhere');
      expect([answer.status, answer.headers['content-type'], answer.body.code]).toEqual([
        404,
        PROBLEM,
        'NO_SUCH_ROUTE',
      ]);
      const deleted = await county.http.delete('/parameters');
      expect([deleted.status, deleted.body.code]).toEqual([404, 'NO_SUCH_ROUTE']);
    });

    it('of an unknown aggregate is a 404', async () => {
      const answer = await admin.get(`/history/household/${derivedId('nobody')}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
    });
  });

  describe('reading what was written', () => {
    it('waits for the position a command answered', async () => {
      const { position } = await admin.does('/parameters', {
        ...target,
        key: 'coverage.mode',
        value: 'DOUBLE',
      });
      const answer = await admin.get('/parameters/proposals', { key: 'coverage.mode', after: position });
      expect(answer.status).toBe(200);
      expect(answer.body.items).toHaveLength(1);
    });

    it('is answered 503 with Retry-After where the read models do not come so far in time', async () => {
      await county.host.stop();
      const { position } = await admin.does('/parameters', {
        ...target,
        key: 'rectification.days',
        value: 30,
      });
      const answer = await admin.get('/parameters/coverage.mode', { after: position });
      expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
        503,
        'PROJECTION_BEHIND',
        '1',
      ]);
      await county.host.start();
    }, 15_000);

    it.each(['/parameters/coverage.mode', '/parameters'])(
      'is refused a position that the log does not have: %s',
      async (path) => {
        const after = 'f'.repeat(32);
        const answer = await admin.get(path, { after });
        expect(answer.body).toMatchObject({ status: 422, code: 'POSITION_UNKNOWN', because: after });
        expect(answer.headers['retry-after']).toBeUndefined();
      },
    );
  });

  describe('health, metrics and documentation', () => {
    it('are there without a token', async () => {
      const [live, ready, metrics, docs] = await Promise.all(
        ['/health/live', '/health/ready', '/metrics', '/docs-json'].map((path) => county.http.get(path)),
      );
      expect([live?.status, ready?.status, metrics?.status, docs?.status]).toEqual([200, 200, 200, 200]);
      expect(ready?.body.projections.every(({ state }: { state: string }) => state === 'live')).toBe(true);
      expect(metrics?.text).toContain('shuangbang_projection_lag_ms{projection="parameter"}');
    });
  });
});
