import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { createApplication } from '@county/application';
import { openCounty, type County } from '@county/county';
import { projectionHost } from '@county/projection-host';
import { settingsFrom } from '@county/settings';
import type { ProjectionHealth } from '@http/health';
import { issueToken } from '@http/token';
import { divisionCode } from '@kernel/division-code';

const LISTS = ['households', 'entities', 'agreements', 'coverage', 'incomes', 'evaluations', 'divisions'];

describe('an api that came before its projector', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-health-'));
  let county: County;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    county = openCounty(settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent', PROJECTOR: 'apart' }));
    app = await createApplication(county);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await county.close();
    rmSync(folder, { recursive: true });
  });

  const health = () => supertest(app.getHttpServer()).get('/health/ready');
  const states = (body: { readonly projections: readonly ProjectionHealth[] }) =>
    new Set(body.projections.map(({ state }) => state));

  it.each(LISTS)('answers GET /%s with 503 and when to ask again, not with nothing', async (list) => {
    const token = await issueToken(
      county.tokenKey,
      { user: 'sup-1', role: 'SUPERVISOR', scope: divisionCode('530424000000') },
      '1h',
    );
    const { status, body, headers } = await supertest(app.getHttpServer())
      .get(`/${list}`)
      .auth(token, { type: 'bearer' });
    expect([status, body, headers]).toEqual([
      503,
      expect.objectContaining({ code: 'READ_MODEL_BUILDING', detail: '查询视图正在建立' }),
      expect.objectContaining({ 'retry-after': '1' }),
    ]);
  });

  it('is not ready, and tells everything that is known of what is missing', async () => {
    const { status, body } = await health();
    expect([status, body]).toEqual([503, expect.objectContaining({ status: 'not ready', ready: false })]);
    expect(body).toMatchObject({ log: { engine: 'sqlite' }, views: { engine: 'sqlite' } });
    expect(states(body as never)).toEqual(new Set(['building']));
  });

  it('is ready as soon as every projection serves', async () => {
    const host = projectionHost(county);
    await host.start();
    await host.settle({ timeoutMs: 60_000 });
    const { status, body } = await health();
    expect([status, body]).toEqual([200, expect.objectContaining({ status: 'ready', ready: true })]);
    expect(states(body as never)).toEqual(new Set(['live']));
    await host.stop();
  });
});
