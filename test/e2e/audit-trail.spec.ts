import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import { firstAdministrator } from '@county/sign-in/first-administrator';
import { userId } from '@registry/user/state';
import { aCounty, type Founded } from './founding';
import { anAccount, passwordOf, Person } from './person';
import { RunningCounty } from './running-county';

const COUNTY = '530424000000';
const DAY = '2025-03-03';

describe('an auditor', () => {
  let county: RunningCounty;
  let founded: Founded;
  let admin: Person;
  let auditor: Person;
  let post = '';

  beforeAll(async () => {
    county = await RunningCounty.start(DAY);
    founded = await aCounty(county);
    const wanted = { login: 'first', name: '示例管理员', password: 'given-by-operator' };
    await firstAdministrator(county.county, { ...wanted, divisionCode: divisionCode(COUNTY) });
    const next = passwordOf('first');
    await county.http
      .post('/sign-in/password')
      .send({ login: 'first', password: wanted.password, next })
      .expect(204);
    await county.settle();
    admin = await Person.signedIn(county, 'first', next);
    auditor = await anAccount(county, admin, 'shen');
  }, 60_000);

  afterAll(() => county.stop());

  const appointment = { role: 'AUDITOR', division: COUNTY, user: 'shen', from: DAY };

  it('is let in for a purpose, a scope and a period', async () => {
    expect((await admin.asks('/appointments', appointment)).body).toMatchObject({
      code: 'AUDITOR_TIME_BOXED',
    });
    const opened = { ...appointment, until: '2025-03-05', purpose: '2024 年度分红审计' };
    ({ id: post } = (await admin.does('/appointments', opened)) as { id: string });
    expect((await auditor.get('/households')).status).toBe(200);
  });

  it('reads, and changes nothing', async () => {
    for (const path of ['/households', '/household-bindings', '/agreements', '/users', '/appointments'])
      expect((await auditor.asks(path, {})).status).toBe(403);
  });

  it('leaves every answer on record, with the post, the question and the request', async () => {
    const [first] = founded.households;
    await auditor.get(`/history/household/${first as string}`);
    await auditor.get('/households?limit=2');
    await auditor.get('/households?householdNo=张三');
    await county.settle();
    const { items } = (await admin.get(`/audit-reads?auditor=shen&post=${post}`)).body as {
      items: { question: string; asked: Record<string, string>; requestId: string; post: string }[];
    };
    expect(items.map(({ question }) => question)).toEqual(
      expect.arrayContaining(['HouseholdList', 'AggregateHistory']),
    );
    const history = items.find(({ question }) => question === 'AggregateHistory');
    expect(history).toMatchObject({ post, asked: { category: 'household', id: first } });
    expect(items.some(({ asked }) => asked['limit'] === '2')).toBe(true);
    expect(JSON.stringify(items)).not.toContain('张三');
  });

  it('leaves on record what was asked in vain as well: refused, unknown, or not an auditor’s', async () => {
    const nobody = '00000000-0000-5000-8000-00000000dead';
    const asked = [
      [await auditor.get(`/household-bindings/${nobody}`), 404],
      [await auditor.get('/households?division=411423000000'), 403],
      [await auditor.asks(`/users/${nobody}/disable`), 403],
      [await auditor.get('/households?limit=0'), 400],
      [await auditor.get('/households?limit=abc&knownAt=yesterday'), 400],
      [await auditor.get(`/history/household/nobody?${encodeURIComponent('李四')}=${nobody}`), 400],
      [await auditor.get('/households?division=1&division=2'), 400],
    ] as const;
    for (const [{ status }, expected] of asked) expect(status).toBe(expected);
    await county.settle();
    const { items } = (await admin.get('/audit-reads?auditor=shen')).body as {
      items: { question: string; asked: Record<string, string> }[];
    };
    for (const [question, fields] of [
      ['HouseholdBindingEntry', { id: nobody }],
      ['HouseholdList', { division: '411423000000' }],
      ['DisableUser', { id: nobody }],
      ['HouseholdList', { limit: '0' }],
      ['HouseholdList', { limit: 'abc', knownAt: 'yesterday' }],
      ['AggregateHistory', expect.objectContaining({ category: 'household', id: 'nobody' })],
      ['HouseholdList', { division: expect.stringMatching(/^#/) }],
    ] as const)
      expect(items).toContainEqual(expect.objectContaining({ question, asked: fields }));
    const made = items.find(({ asked }) => asked['id'] === 'nobody')?.asked ?? {};
    expect(Object.entries(made)).toContainEqual([expect.stringMatching(/^#/), nobody]);
    expect(JSON.stringify(items)).not.toContain('李四');
  });

  it('acts in a session whose address stands in the account’s history', async () => {
    const { body } = await admin.get(`/history/user/${userId('shen')}`);
    const { items } = body as { items: { type: string; who: { session: string | null } }[] };
    expect(items.find(({ type }) => type === 'UserRegistered')?.who.session).toMatch(/^[\da-f-]{36}$/);
    const { session } = (await county.county.store.readStream(`user-${userId('shen')}`))[0]?.metadata ?? {};
    const opened = await county.county.store.readStream(`user-${userId('first')}`);
    expect(
      opened.find(({ type, data }) => type === 'SessionOpened' && data['sessionId'] === session),
    ).toMatchObject({
      data: { address: expect.stringContaining('127.0.0.1') },
    });
  });

  it('leaves evidence that was taken away on record as well', async () => {
    await auditor.does('/evidence-packages', { kind: 'division', name: COUNTY, purpose: '年度审计' });
    await county.settle();
    const { items } = (await admin.get('/audit-reads?auditor=shen')).body as { items: readonly object[] };
    expect(items).toContainEqual(
      expect.objectContaining({
        question: 'RequestEvidencePackage',
        asked: expect.objectContaining({ name: COUNTY }),
      }),
    );
  });

  it('is out when the period is over', async () => {
    await county.goTo('2025-03-06');
    const again = await Person.signedIn(county, 'shen', passwordOf('shen'));
    expect((await again.get('/households')).body).toMatchObject({ code: 'NO_POST' });
  });

  it('finds that nobody entered and approved the same thing, and where somebody did', async () => {
    await county.goTo('2025-03-07');
    const supervisor = county.as('SUPERVISOR');
    const { checked, exceptions, categories } = (await supervisor.sees('/separation-of-duties')) as {
      checked: number;
      exceptions: number;
      categories: { category: string; checked: number }[];
    };
    expect([checked > 0, exceptions]).toEqual([true, 0]);
    expect(categories.find(({ category }) => category === 'entity')?.checked).toBeGreaterThan(0);
  });

  it.each([
    ['/separation-of-duties', { from: '2025-03-07', to: '2025-03-06' }],
    ['/personal-reads', { from: '2025-03-07', to: '2025-03-06' }],
    ['/personal-reads/readers', { from: '2025-03-07', to: '2025-03-06' }],
    ['/coverage/breakdowns/series', { from: '2025-03-07', asOf: '2025-03-06', every: 'MONTH' }],
  ])(
    'is not told of %s that nothing happened in a period that ends before it begins',
    async (path, query) => {
      const { status, body } = await county.as('SUPERVISOR').get(path, query);
      expect([status, body.code]).toEqual([422, 'PERIOD_REVERSED']);
    },
  );
});
