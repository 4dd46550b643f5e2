import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCounty, decideParameters, documentNo, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';

const HOME = '530424102201';

/** Personal data are seen by nobody without a right and a purpose, and never without a trace. */
describe('personal data in clear', () => {
  let county: RunningCounty;
  let founded: Founded;
  let [clerk, auditor, head]: Session[] = [];
  const session = (one: Session | undefined): Session => one as Session;
  const asked = (changed: object = {}) => ({
    ...{ subjectKind: 'HOUSEHOLD', subjectId: founded.households[0] },
    ...{ fields: ['headName', 'documentNo', 'phone'], purpose: 'VERIFICATION' },
    ...changed,
  });

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    founded = await aCounty(county);
    clerk = county.as('VILLAGE_INFORMANT', HOME, { user: 'village-clerk' });
    auditor = county.as('AUDITOR');
    head = county.as('HOUSEHOLD', HOME, { user: 'head', subjectId: founded.households[0] as string });
  }, 60_000);

  afterAll(() => county.stop());

  it('are shown to who has the right and says what for; what nobody gave is null', async () => {
    const answer = await session(clerk).post('/personal-reads', asked());
    expect([answer.status, answer.body.disclosed]).toEqual([
      201,
      { headName: '示例户主1', documentNo: documentNo(1), phone: null },
    ]);
    const manager = asked({
      ...{ subjectKind: 'ENTITY', subjectId: founded.cooperative, fields: ['managerName'] },
    });
    expect(await session(clerk).does('/personal-reads', manager)).toMatchObject({
      disclosed: { managerName: '示例负责人' },
    });
  });

  it('are recognised behind masks by everybody who sees the division, without a purpose and without a trace', async () => {
    const head = { headName: '示****', documentNo: '9999**********0017', phone: null };
    for (const role of ['VILLAGE_INFORMANT', 'SUPERVISOR'] as const) {
      const { items } = await county.as(role, HOME).sees('/households');
      expect(items[0]).toMatchObject({ id: founded.households[0], head });
      expect(items).toHaveLength(3);
    }
    const one = await session(clerk).sees(`/households/${founded.households[0] ?? ''}`);
    expect(one.head).toEqual(head);
    expect((await session(clerk).sees(`/entities/${founded.cooperative}`)).manager).toEqual({
      ...{ managerName: '示****', managerPhone: null },
    });
    expect((await session(auditor).sees('/personal-reads')).items).toHaveLength(2);
  });

  it('are masked as the place decided on the day and as was known then, and neither sought nor sorted by', async () => {
    const decided = { key: 'privacy.maskRules', value: ['PHONE'], scope: HOME, effectiveFrom: '2025-03-04' };
    await decideParameters(county, [{ ...decided, sourceDocument: '村务公开办法' }]);
    const nameOn = async (moment: object): Promise<unknown> =>
      (await session(clerk).sees(`/households/${founded.households[0] ?? ''}`, moment)).head.headName;
    expect(await nameOn({})).toBe('示****');
    expect(await nameOn({ asOf: '2025-03-03' })).toBe('示****');
    expect(await nameOn({ asOf: '2025-03-04' })).toBe('示***1');
    for (const query of [{ headName: '示例户主1' }, { documentNo: documentNo(1) }, { sort: 'headName' }]) {
      const answer = await session(clerk).get('/households', query);
      expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    }
  });

  it.each([
    ['another division', 'VILLAGE_INFORMANT', '530424102202', 'VERIFICATION', 403, 'OUT_OF_SCOPE'],
    ['a role that sees figures only', 'SUPERVISOR', HOME, 'VERIFICATION', 403, 'ROLE_NOT_ALLOWED'],
    ['an administrator', 'ADMIN', HOME, 'SERVICE', 403, 'ROLE_NOT_ALLOWED'],
    ['an auditor who does not audit', 'AUDITOR', HOME, 'CONTACT', 409, 'PURPOSE_NOT_OF_ROLE'],
  ] as const)('are not shown to %s', async (_who, role, scope, purpose, status, code) => {
    const answer = await county.as(role, scope).post('/personal-reads', asked({ purpose }));
    expect([answer.status, answer.body.code, answer.body.disclosed]).toEqual([status, code, undefined]);
  });

  it('are not shown to another household', async () => {
    const other = county.as('HOUSEHOLD', HOME, { user: 'other', subjectId: founded.households[2] as string });
    const answer = await other.post('/personal-reads', asked({ purpose: 'OWN_DATA' }));
    expect([answer.status, answer.body.code]).toEqual([403, 'NOT_YOUR_SUBJECT']);
  });

  it('are not shown by a dry run, and none without a purpose', async () => {
    const tried = await session(clerk).post('/personal-reads', asked(), { dryRun: true });
    expect([tried.status, tried.body.disclosed]).toEqual([200, undefined]);
    expect(JSON.stringify(tried.body)).not.toContain('示例户主1');
    const { purpose: _, ...without } = asked();
    expect((await session(clerk).post('/personal-reads', without)).status).toBe(400);
  });

  it('are shown again to who repeats a request whose answer was lost, and not for long', async () => {
    const headers = { 'idempotency-key': 'lost-answer' };
    const first = await session(clerk).post('/personal-reads', asked(), { headers });
    const again = await session(clerk).post('/personal-reads', asked(), { headers });
    expect([again.status, again.body.replayed]).toEqual([200, true]);
    expect(again.body.disclosed).toEqual(first.body.disclosed);
    await county.goTo('2025-03-04');
    const late = await session(clerk).post('/personal-reads', asked(), { headers });
    expect([late.status, late.body.code, late.body.disclosed]).toEqual([409, 'READING_IS_OVER', undefined]);
  });

  it('leave a trace that the household itself can follow', async () => {
    const { id } = await session(head).does('/personal-reads', asked({ purpose: 'OWN_DATA' }));
    const { items } = await session(head).sees('/personal-reads/own');
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ id, reader: 'head', purpose: 'OWN_DATA' });
    expect(items[1]).toMatchObject({
      ...{ reader: 'village-clerk', role: 'VILLAGE_INFORMANT', purpose: 'VERIFICATION' },
      ...{ fields: ['headName', 'documentNo', 'phone'], day: '2025-03-03' },
      requestId: expect.any(String),
    });
    for (const line of items)
      expect(line).toMatchObject({
        head: { headName: '示***1' },
        householdId: founded.households[0],
        manager: null,
      });
    const titles = items.map(({ purposeTitle, postTitle }: Record<string, unknown>) => [
      purposeTitle,
      postTitle,
    ]);
    expect(titles).toEqual([
      ['本人查阅', '户主'],
      ['核实信息', '村级信息员'],
      ['核实信息', '村级信息员'],
    ]);
    expect(JSON.stringify(items)).not.toContain('示例户主1');
    expect((await session(clerk).get('/personal-reads/own')).status).toBe(403);
  });

  it('leave a trace by reader, person, purpose and period, within the scope of who looks', async () => {
    const count = async (query: object, who = session(auditor)): Promise<number> =>
      (await who.sees('/personal-reads', query)).items.length as number;
    expect(await count({})).toBe(4);
    expect(await count({ reader: 'village-clerk' })).toBe(3);
    expect(await count({ subjectId: founded.cooperative })).toBe(1);
    expect(await count({ purpose: 'OWN_DATA' })).toBe(1);
    expect(await count({ from: '2025-03-03', to: '2025-03-03' })).toBe(3);
    expect(await count({ from: '2025-03-04' })).toBe(1);
    expect(await count({}, county.as('AUDITOR', '530424102202'))).toBe(0);
  });

  it('stand out where many were read on one day', async () => {
    const { items, threshold } = await session(auditor).sees('/personal-reads/readers');
    expect(threshold).toMatchObject({ key: 'privacy.bulkReadsPerDay', value: 2 });
    const days = items.map(({ reader, day, reads, bulk }: Record<string, unknown>) => [
      ...[reader, day, reads, bulk],
    ]);
    expect(days).toEqual([
      ['head', '2025-03-04', 1, false],
      ['village-clerk', '2025-03-03', 3, true],
    ]);
    expect(items[1]).toMatchObject({ fields: 7, roles: ['VILLAGE_INFORMANT'] });
  });

  it('give way to a mark when they were erased', async () => {
    const id = founded.households[0] as string;
    const request = { subjectKind: 'HOUSEHOLD', subjectId: id, basis: 'CONSENT_WITHDRAWN' };
    await session(head).does('/erasures', request);
    await county.as('COUNTY_SIGNER').does(`/erasures/${id}/approve`);
    await county.goTo('2025-03-19');
    const { disclosed } = await session(clerk).does('/personal-reads', asked());
    expect(disclosed).toEqual({ headName: '已删除', documentNo: '已删除', phone: null });
  });
});
