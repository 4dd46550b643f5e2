import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStandIn, type StandIn } from '../engines/eventstoredb/server';
import { aCounty, type Founded } from './founding';
import { RunningCounty } from './running-county';

describe('a county whose log has gone away', () => {
  let server: StandIn;
  let county: RunningCounty;
  let founded: Founded;

  beforeAll(async () => {
    server = await startStandIn();
    county = await RunningCounty.start('2024-01-08', { EVENT_STORE: server.url });
    founded = await aCounty(county);
    await county.settle();
    await server.close();
  }, 60_000);
  afterAll(() => county.stop());

  it('was ready before, and says so no more', async () => {
    expect(await county.http.get('/health/ready')).toMatchObject({
      status: 503,
      body: { code: 'LOG_UNAVAILABLE' },
    });
    expect((await county.http.get('/health/live')).status).toBe(200);
  });

  it('still gives its metrics, which say that it is not ready', async () => {
    const { status, text } = await county.http.get('/metrics');
    expect([status, text]).toEqual([200, expect.stringContaining('shuangbang_ready 0')]);
    expect(text).not.toContain('shuangbang_projection_lag_ms{');
  });

  it('answers what it has seen, and says of a command that its outcome is not known', async () => {
    const session = county.as('SUPERVISOR', '530424000000');
    expect((await session.get('/coverage')).status).toBe(200);
    const village = county.as('VILLAGE_INFORMANT', '530424102201');
    const path = `/households/${founded.households[0] ?? ''}/record-industry-will`;
    const answer = await village.post(path, { industries: ['FRUIT'] });
    expect(answer).toMatchObject({ status: 503, body: { code: 'LOG_UNAVAILABLE' } });
    expect(answer.headers['retry-after']).toBeDefined();
  }, 60_000);
});
