import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { sealerOf } from '@county/sealing';
import { rootCode } from '@event-store/sealing/root-code';
import { aCounty, type Founded } from './founding';
import { RunningCounty } from './running-county';

describe('seals over HTTP', () => {
  let county: RunningCounty;
  let founded: Founded;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
  }, 60_000);

  afterAll(() => county.stop());

  it('says that nothing is sealed before anything is', async () => {
    const answer = await county.as('AUDITOR').sees('/seals');
    expect(answer).toMatchObject({ items: [], next: null, total: 0, keys: [], faults: [] });
    expect((await county.http.get('/health/ready')).body.lastSeal).toBeNull();
  });

  it('shows them newest first, page by page, with the keys', async () => {
    const sealer = sealerOf(county.county);
    await sealer.sealNow();
    await sealer.rotate({ user: 'admin', reason: '例行轮换' });
    const auditor = county.as('AUDITOR');
    const all = await auditor.sees('/seals');
    expect(all.items.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
    expect(all).toMatchObject({ total: 2, next: null, faults: [] });
    expect(all.keys.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
    const first = await auditor.sees('/seals', { limit: 1 });
    const second = await auditor.sees('/seals', { limit: 1, cursor: first.next });
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.next).toBeNull();
  });

  it('checks the code of a public notice for anybody without an account, as people write it', async () => {
    const { items } = await county.as('AUDITOR').sees('/seals');
    const [newest] = items;
    const typed = (newest.code as string).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const { status, body } = await county.http.get(`/seals/${encodeURIComponent(typed)}`);
    const { code, number, sealedAt, treeSize: events } = newest;
    expect([status, body]).toEqual([200, { code, number, sealedAt, events, standing: 'SOUND' }]);
  });

  it('tells nobody of the present who asks about another moment', async () => {
    const { items } = await county.as('AUDITOR').sees('/seals');
    const path = `/seals/${items[0].code as string}`;
    for (const when of ['asOf=1950-01-01', 'knownAt=1950-01-01']) {
      const { status, body } = await county.http.get(`${path}?${when}`);
      expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
      expect(body.errors).toMatchObject([{ pointer: `?${when.replace(/=.*/, '')}`, code: 'nothingTaken' }]);
    }
  });

  it('says of a seal that was made later that it was not there then', async () => {
    const { items } = await county.as('AUDITOR').sees('/seals');
    const path = `/seals/${items[0].code as string}/statement`;
    const [first] = await county.county.store.readStream(`entity-${founded.cooperative}`);
    const { status, body } = await county.as('AUDITOR').get(path, { knownAt: first?.position });
    expect([status, body.code]).toEqual([404, 'NOT_THERE_THEN']);
    expect((await county.as('AUDITOR').get(path, { knownAt: '2024-01-08' })).status).toBe(200);
  });

  it('knows no code that is not of this log, and tells a slip of the pen from it', async () => {
    const other = rootCode(createHash('sha256').update('another log').digest('hex'));
    const unknown = await county.http.get(`/seals/${other}`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'NOT_FOUND']);
    const slip = `${other[0] === '7' ? '8' : '7'}${other.slice(1)}`;
    for (const typed of [slip, 'abc']) {
      const { status, body } = await county.http.get(`/seals/${typed}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '{code}' }] });
    }
  });

  it('shows what was signed to whoever has signed in', async () => {
    const { items } = await county.as('AUDITOR').sees('/seals');
    const [newest, oldest] = items;
    const household = county.as('HOUSEHOLD', '530424102201', { subjectId: founded.households[0] ?? '' });
    const statement = `/seals/${newest.code as string}/statement`;
    expect(await household.sees(statement)).toMatchObject({
      ...newest,
      ...{ previousCode: oldest.code, standing: 'SOUND', faults: [] },
    });
    expect((await county.http.get(statement)).status).toBe(401);
  });

  it('tells the age of the last seal to whoever looks after the county', async () => {
    county.clock.moveTo('2024-01-09' as never);
    const { lastSeal } = (await county.http.get('/health/ready')).body;
    expect(lastSeal).toMatchObject({ number: 2, ageMs: 86_400_000 });
    expect((await county.http.get('/metrics')).text).toContain('shuangbang_seal_age_ms 86400000');
  });

  it('marks the last seal of a key that was compromised by then as doubtful, until the next', async () => {
    const since = '2024-01-01T00:00:00.000Z';
    await sealerOf(county.county).compromised(since, { user: 'admin', reason: '密钥可能外泄' });
    const { items, keys } = await county.as('AUDITOR').sees('/seals');
    expect(items[0]).toMatchObject({ number: 3, standing: 'SOUND' });
    expect(keys.map(({ compromisedSince }: { compromisedSince: string | null }) => compromisedSince)).toEqual(
      [null, since, null],
    );
  });
});
