import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  isGivenWithALine,
  lineTo,
  nameWithALine,
  ownNamespace,
  serverWithALine,
  type TestedServer,
} from '../engines/eventstoredb/tested-server';
import type { Line } from '../engines/line';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Answer } from './running-county';

/** A node of a cluster that is met at the end of a wire does not say which of them it is. */
const ROLE: unknown = isGivenWithALine ? expect.stringMatching(/^(LEADER|UNKNOWN)$/) : 'LEADER';

describe(`a county whose log has gone away, on ${nameWithALine}`, () => {
  let server: TestedServer;
  let line: Line;
  let county: RunningCounty;
  let founded: Founded;
  let wasReady: Answer;

  beforeAll(async () => {
    server = await serverWithALine();
    line = await lineTo(server.url);
    const url = ownNamespace(`esdb://127.0.0.1:${String(line.port)}?tls=false`);
    county = await RunningCounty.start('2024-01-08', { EVENT_STORE: url });
    founded = await aCounty(county);
    await county.settle();
    wasReady = await county.http.get('/health/ready');
    await line.refuse();
  }, 60_000);
  afterAll(async () => {
    await county.stop();
    await server.close();
  });

  it('was ready before, and told of its server; it says so no more', async () => {
    const told = { version: expect.stringMatching(/^\d+\./) as unknown, role: ROLE };
    expect(wasReady).toMatchObject({ status: 200, body: { ready: true, log: { server: told } } });
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
