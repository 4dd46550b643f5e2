import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Answer, type Session } from './running-county';

describe('an entry that is asked for', () => {
  let county: RunningCounty;
  let founded: Founded;
  let path: string;

  beforeAll(async () => {
    county = await RunningCounty.start();
    founded = await aCounty(county);
    path = `/households/${founded.households[0] ?? ''}`;
    await county.settle();
  });
  afterAll(() => county.stop());

  const asked = async (
    who: Session,
    { held, query = {}, of = path }: { held?: string; query?: object; of?: string } = {},
  ): Promise<Answer> => {
    const request = county.http.get(of).set('authorization', `Bearer ${await county.token(who.actor)}`);
    return await (held === undefined ? request : request.set('if-none-match', held)).query(query);
  };
  const tagOf = ({ headers }: Answer): string => headers['etag'] ?? '';
  const clerk = (): Session => county.as('COUNTY_INFORMANT');
  /** Is not told of anybody's health. */
  const signer = (): Session => county.as('COUNTY_SIGNER');
  const counted = (populationCount: number): object => ({ populationCount, labourCount: 2, reason: '核实' });

  it('bears a tag of its revision, and is kept by nobody on the way', async () => {
    for (const each of [path, `/entities/${founded.cooperative}`]) {
      const { headers, body } = await asked(clerk(), { of: each });
      expect(headers['etag']).toMatch(new RegExp(`^"${String(body.revision)}-[\\w-]{16}"$`));
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'application/json; charset=utf-8',
      });
    }
  });

  it('is not sent again to who holds it, until something is another', async () => {
    const seen = await asked(clerk());
    const again = await asked(clerk(), { held: tagOf(seen) });
    expect([again.status, again.text, tagOf(again)]).toEqual([304, '', tagOf(seen)]);
    expect(again.headers['cache-control']).toBe('no-store');
    const { position } = await clerk().does(`${path}/correct-data`, counted(5));
    const next = await asked(clerk(), { held: tagOf(seen), query: { after: position } });
    expect([next.status, next.body.populationCount]).toEqual([200, 5]);
    expect(tagOf(next)).not.toBe(tagOf(seen));
  });

  it('has another tag for who is shown less of it, and for another moment', async () => {
    await clerk().does(`${path}/assess-eligibility`, {
      ...{ hasDevelopmentConditions: false, isWilling: true, reasonIfNot: 'NO_LABOUR' },
      reason: '丧失劳动能力',
    });
    await county.settle();
    const [whole, covered] = [await asked(clerk()), await asked(signer())];
    expect(covered.body.revision).toBe(whole.body.revision);
    expect(covered.body).not.toEqual(whole.body);
    expect(tagOf(covered)).not.toBe(tagOf(whole));
    expect((await asked(signer(), { held: tagOf(whole) })).status).toBe(200);
    const then = await asked(clerk(), { query: { asOf: '2025-03-01' } });
    expect(tagOf(then)).not.toBe(tagOf(whole));
  });

  it('may be changed by who has seen it last, and by nobody who has not', async () => {
    const seen = tagOf(await asked(clerk()));
    const change = (tag: string) =>
      clerk().post(`${path}/correct-data`, counted(6), { headers: { 'if-match': tag } });
    const [done, late] = [await change(seen), await change(seen)];
    expect([done.status, late.status, late.body.code]).toEqual([200, 412, 'STALE_REVISION']);
  });

  it('has no tag where it is a list, whose lines have revisions of their own', async () => {
    const { headers, status } = await asked(clerk(), { of: '/households' });
    expect([status, headers['etag']]).toEqual([200, undefined]);
  });
});
