import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningCounty } from './running-county';

describe('one address that asks too often', () => {
  let county: RunningCounty;

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03', {
      ...{ RATE_LIMIT_PER_MINUTE: '5', SIGN_IN_RATE_PER_MINUTE: '2' },
      TRUSTED_PROXIES: '127.0.0.1,::1,::ffff:127.0.0.1',
    });
  });
  afterAll(() => county.stop());

  const from = (address: string, path = '/parameters') =>
    county.http.get(path).set('x-forwarded-for', address);

  it('is told when to come again, with a problem of its own code', async () => {
    for (let count = 0; count < 5; count += 1) expect((await from('10.0.0.1')).status).toBe(401);
    const answer = await from('10.0.0.1');
    expect([answer.status, answer.body.code, answer.body.status]).toEqual([429, 'TOO_MANY_REQUESTS', 429]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('signs in less often than it may ask, and neither counts against the other', async () => {
    const trying = () =>
      county.http
        .post('/sign-in')
        .set('x-forwarded-for', '10.0.0.3')
        .send({ login: 'nobody', password: 'whatever it is' });
    for (let count = 0; count < 2; count += 1) expect((await trying()).status).toBe(401);
    expect((await trying()).status).toBe(429);
    expect((await from('10.0.0.3')).status).toBe(401);
  });

  it('leaves others alone, and who watches over the process', async () => {
    expect((await from('10.0.0.2')).status).toBe(401);
    for (let count = 0; count < 10; count += 1)
      expect((await from('10.0.0.1', '/health/live')).status).toBe(200);
  });
});
