import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { firstAdministrator } from '@county/sign-in/first-administrator';
import { START } from '@event-store/event-store';
import { accessToken } from '@http/token';
import { accessTokenId } from '@registry/access-token/state';
import { postId } from '@registry/appointment/state';
import { userId } from '@registry/user/state';
import { aCounty, documentNo } from './founding';
import { anAccount, passwordOf, Person, signIn } from './person';
import { RunningCounty } from './running-county';

const COUNTY = '530424000000';
const VILLAGE = '530424102201';
const DAY = '2025-03-03';

const village = postId({
  ...{ role: 'VILLAGE_INFORMANT', divisionCode: divisionCode(VILLAGE), seat: 1, subjectId: null },
});

const household = (index: number) => ({
  ...{ householdNo: `5304241020${String(index).padStart(4, '0')}`, populationCount: 3, labourCount: 1 },
  ...{ villageCode: VILLAGE, source: 'NATIONAL_IMPORT', synthetic: true },
  ...{ headName: `示例户主${String(index)}`, documentNo: documentNo(index) },
});

describe('accounts, posts and sessions', () => {
  let county: RunningCounty;
  let admin: Person;
  let li: Person;

  beforeAll(async () => {
    county = await RunningCounty.start(DAY);
    await aCounty(county);
    const wanted = { login: 'first', name: '示例管理员', password: 'given-by-operator' };
    await firstAdministrator(county.county, { ...wanted, divisionCode: divisionCode(COUNTY) });
    await county.settle();
  }, 60_000);

  afterAll(() => county.stop());

  /** A session does not last from one day to another. */
  const comeBack = async (login: string, day: string): Promise<Person> => {
    await county.goTo(day);
    return Person.signedIn(county, login, passwordOf(login));
  };

  describe('the first administrator', () => {
    it('gets in with nothing but a password of her own', async () => {
      const given = { login: 'first', password: 'given-by-operator' };
      expect(await signIn(county, given)).toMatchObject({
        status: 409,
        body: { code: 'PASSWORD_MUST_CHANGE' },
      });
      const change = (next: string) => county.http.post('/sign-in/password').send({ ...given, next });
      for (const weak of ['short', 'my-name-is-first', 'aaaaaaaaaaaaaaaa'])
        expect((await change(weak)).body).toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
      await change(passwordOf('first')).expect(204);
      expect((await signIn(county, given)).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
      const { body } = await signIn(county, { login: 'first', password: passwordOf('first') });
      expect(body).toMatchObject({
        posts: [{ role: 'ADMIN', scope: COUNTY, scopeName: '华宁县', delegatedBy: null }],
      });
      admin = await Person.signedIn(county, 'first', passwordOf('first'));
    });

    it('registers and appoints, and does not decide', async () => {
      li = await anAccount(county, admin, 'li');
      await admin.does('/appointments', {
        role: 'VILLAGE_INFORMANT',
        division: VILLAGE,
        user: 'li',
        from: DAY,
      });
      expect((await admin.asks('/households', household(101))).body).toMatchObject({
        code: 'ROLE_NOT_ALLOWED',
      });
    });
  });

  describe('an informant', () => {
    it('acts in the post, which stands with the person on every event', async () => {
      const { id } = await li.does('/households', household(101));
      const [event] = await county.county.store.readStream(`household-${id as string}`);
      expect(event?.metadata).toMatchObject({
        actor: 'li',
        role: 'VILLAGE_INFORMANT',
        post: village,
        delegatedBy: null,
      });
    });

    it('is the only one of the village (R28)', async () => {
      await anAccount(county, admin, 'wang');
      const second = { role: 'VILLAGE_INFORMANT', division: VILLAGE, user: 'wang', from: '2025-06-01' };
      expect((await admin.asks('/appointments', second)).body).toMatchObject({
        code: 'INFORMANT_ALREADY_APPOINTED',
      });
      expect((await admin.asks('/appointments', { ...second, seat: 2 })).body).toMatchObject({
        code: 'SEAT_ONLY_ONE',
      });
    });

    it('lets a deputy act until a day, in whose name the events then tell', async () => {
      const wang = await Person.signedIn(county, 'wang', passwordOf('wang'));
      expect((await wang.asks('/households', household(102))).body).toMatchObject({ code: 'NO_POST' });
      await li.does(`/appointments/${village}/grant-delegation`, {
        to: 'wang',
        from: DAY,
        until: '2025-03-05',
      });
      const { id } = await wang.does('/households', household(102));
      const [event] = await county.county.store.readStream(`household-${id as string}`);
      expect(event?.metadata).toMatchObject({ actor: 'wang', post: village, delegatedBy: 'li' });
      const after = await comeBack('wang', '2025-03-06');
      expect((await after.asks('/households', household(103))).body).toMatchObject({ code: 'NO_POST' });
    });

    it('does not act while on leave, and hands the post over from one day to the next', async () => {
      admin = await comeBack('first', '2025-03-06');
      await admin.does(`/appointments/${village}/grant-leave`, { from: '2025-03-10', until: '2025-03-12' });
      li = await comeBack('li', '2025-03-10');
      expect((await li.asks('/households', household(103))).body).toMatchObject({ code: 'NO_POST' });
      admin = await comeBack('first', '2025-03-10');
      await admin.does(`/appointments/${village}/end-leave`, { lastDay: '2025-03-10' });
      await admin.does(`/appointments/${village}/hand-over`, { to: 'wang', from: '2025-03-20' });
      li = await comeBack('li', '2025-03-19');
      const wang = await Person.signedIn(county, 'wang', passwordOf('wang'));
      await li.does('/households', household(103));
      expect((await wang.asks('/households', household(104))).body).toMatchObject({ code: 'NO_POST' });
    });

    it('whose post has ended cannot act, also not with a token that was issued before', async () => {
      county.clock.later(14 * 3_600_000);
      li = await Person.signedIn(county, 'li', passwordOf('li'));
      const { post } = ((await li.get('/sign-in/posts')).body as { posts: [{ post: string }] }).posts[0];
      county.clock.later(3_600_000);
      expect((await li.get('/sign-in/posts')).body).toEqual({ posts: [] });
      for (const way of [li, li.in(post)])
        expect((await way.asks('/households', household(104))).status).toBe(403);
      expect((await li.in(post).get('/households')).body).toMatchObject({ code: 'POST_NOT_YOURS' });
    });

    it('who holds two posts says in which', async () => {
      admin = await comeBack('first', '2025-03-21');
      const town = { role: 'TOWN_INFORMANT', division: '530424102000', user: 'wang', from: '2025-03-21' };
      const { id } = await admin.does('/appointments', town);
      const wang = await comeBack('wang', '2025-03-21');
      expect((await wang.get('/households')).body).toMatchObject({ code: 'POST_NOT_CHOSEN' });
      expect((await wang.in(id as string).get('/households')).status).toBe(200);
    });

    it('who was appointed in error is relieved the same day, and can do nothing from then on', async () => {
      const wrong = { role: 'TOWN_SIGNER', division: '530424102000', user: 'li', from: '2025-03-21' };
      const { id } = await admin.does('/appointments', wrong);
      li = await comeBack('li', '2025-03-21');
      expect((await li.in(id as string).get('/households')).status).toBe(200);
      const relieve = (lastDay: string) => ({ lastDay, ground: 'OTHER', reason: '误任' });
      const early = await admin.asks(`/appointments/${id as string}/relieve`, relieve('2025-03-19'));
      expect([early.status, early.body.code]).toEqual([409, 'POST_VACANT']);
      await admin.does(`/appointments/${id as string}/relieve`, relieve('2025-03-20'));
      expect((await li.in(id as string).get('/households')).body).toMatchObject({ code: 'POST_NOT_YOURS' });
    });

    it('is missed where there is none', async () => {
      const { body } = await admin.get('/appointments/vacant');
      const vacancies = (body as { items: { division: string }[] }).items.map(({ division }) => division);
      expect(vacancies).toContain('530424102202');
      expect(vacancies).not.toContain(VILLAGE);
    });
  });

  describe('a session', () => {
    it('is listed, and is over when it is ended, by its owner or by the administration', async () => {
      const one = await anAccount(county, admin, 'zhao');
      const other = await Person.signedIn(county, 'zhao', passwordOf('zhao'));
      await county.settle();
      const { current, sessions } = (await one.get('/sign-in/sessions')).body as {
        current: string;
        sessions: { sessionId: string; endedAt: string | null }[];
      };
      expect(sessions.filter(({ endedAt }) => endedAt === null)).toHaveLength(2);
      await other.does(`/sign-in/sessions/${current}/end`);
      expect((await one.get('/sign-in/posts')).body).toMatchObject({ code: 'NOT_AUTHENTICATED' });
      const rest = sessions.find(({ sessionId, endedAt }) => endedAt === null && sessionId !== current);
      await admin.does(`/users/${userId('zhao')}/end-session`, { sessionId: rest?.sessionId });
      expect((await other.get('/sign-in/posts')).status).toBe(401);
    });

    it('ends with the account', async () => {
      const zhao = await Person.signedIn(county, 'zhao', passwordOf('zhao'));
      await admin.does(`/users/${userId('zhao')}/disable`, { reason: '调离' });
      expect((await zhao.get('/sign-in/posts')).status).toBe(401);
      const shown = { login: 'zhao', password: passwordOf('zhao') };
      expect((await signIn(county, shown)).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
      await admin.does(`/users/${userId('zhao')}/enable`);
      expect((await signIn(county, shown)).status).toBe(200);
    });
  });

  describe('a sign-in', () => {
    const wrong = { login: 'zhao', password: 'not the right one' };
    const right = { login: 'zhao', password: passwordOf('zhao') };

    it('is not taken for a while after five failures from one address, also with the right password', async () => {
      for (let failure = 1; failure <= 5; failure += 1)
        expect((await signIn(county, wrong)).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
      expect((await signIn(county, right)).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
      const stream = await county.county.store.readStream(`user-${userId('zhao')}`);
      const refused = stream.filter(({ type }) => type === 'SignInRefused').map(({ data }) => data['fault']);
      expect(refused).toEqual(['ACCOUNT_DISABLED', ...Array<string>(5).fill('WRONG_PASSWORD')]);
      county.clock.later(15 * 60_000);
      expect((await signIn(county, right)).status).toBe(200);
    });

    it('of many at once is no more than so many tries, whatever they are for', async () => {
      const { attempts } = county.county.settings.signIn;
      county.clock.later(15 * 60_000);
      const before = (await county.county.store.readStream(`user-${userId('zhao')}`)).length;
      const asked = Array.from({ length: 12 }, (_one, index) =>
        county.http
          .post(index % 2 === 0 ? '/sign-in' : '/sign-in/password')
          .send(index % 2 === 0 ? wrong : { ...wrong, next: 'another-password-2025' }),
      );
      for (const { status } of await Promise.all(asked)) expect([401, 503]).toContain(status);
      const tried = (await county.county.store.readStream(`user-${userId('zhao')}`)).slice(before);
      expect(tried.map(({ type }) => type)).toEqual(Array<string>(attempts).fill('SignInRefused'));
      const changing = { ...right, next: 'another-password-2025' };
      const refused = await county.http.post('/sign-in/password').send(changing);
      expect((refused.body as { code: string }).code).toBe('SIGN_IN_FAILED');
      county.clock.later(15 * 60_000);
    });

    it('with a login that nobody has leaves nothing behind and says no more than another failure', async () => {
      const head = await county.county.store.head();
      const { body } = await signIn(county, { login: 'nobody', password: 'whatever it is' });
      expect(body).toMatchObject({ code: 'SIGN_IN_FAILED' });
      expect(await county.county.store.head()).toBe(head);
    });

    it('asks for a code once a device is enrolled, and takes none twice', async () => {
      const zhao = await Person.signedIn(county, 'zhao', passwordOf('zhao'));
      const { secret } = (await zhao.get('/sign-in/totp')).body as { secret: string };
      const codeNow = () =>
        new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: county.clock.now() });
      for (const weak of ['!', 'A', secret.slice(1)])
        expect((await zhao.asks('/sign-in/totp', { secret: weak, code: '000000' })).body).toMatchObject({
          ...{ status: 400, code: 'VALIDATION_FAILED', errors: [{ pointer: '/secret' }] },
        });
      expect((await zhao.asks('/sign-in/totp', { secret, code: '000000' })).status).toBe(401);
      await zhao.does('/sign-in/totp', { secret, code: codeNow() });
      expect((await signIn(county, right)).body).toMatchObject({ code: 'CODE_REQUIRED' });
      expect((await signIn(county, { ...right, code: codeNow() })).body).toMatchObject({
        code: 'SIGN_IN_FAILED',
      });
      county.clock.later(60_000);
      const code = codeNow();
      expect((await signIn(county, { ...right, code })).status).toBe(200);
      expect((await signIn(county, { ...right, code })).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
      county.clock.later(60_000);
      const changing = { ...right, code: codeNow(), next: passwordOf('zhao again') };
      await county.http.post('/sign-in/password').send(changing).expect(204);
      const again = { ...right, password: changing.next };
      expect((await signIn(county, { ...again, code: changing.code })).status).toBe(401);
      county.clock.later(60_000);
      expect((await signIn(county, { ...again, code: codeNow() })).status).toBe(200);
    });

    it('tells for long what others did to the account, and the sign-in before', async () => {
      const admins = { reason: '手机和密码都丢失' };
      await admin.does(`/users/${userId('zhao')}/remove-totp`, admins);
      await admin.does(`/users/${userId('zhao')}/reset-password`, { password: 'set-by-another-2025' });
      const given = { login: 'zhao', password: 'set-by-another-2025' };
      await county.http
        .post('/sign-in/password')
        .send({ ...given, next: passwordOf('zhao') })
        .expect(204);
      for (const { body } of [await signIn(county, right), await signIn(county, right)])
        expect(body).toMatchObject({
          before: { at: expect.stringMatching(/^2025-03/), address: expect.stringContaining('127.0.0.1') },
          notices: [
            { what: 'PASSWORD_RESET', by: 'first' },
            { what: 'TOTP_REMOVED', by: 'first' },
            { what: 'PASSWORD_RESET', by: 'first' },
          ],
        });
    });

    it('and whatever else is answered is kept by no cache', async () => {
      const { headers } = await signIn(county, right);
      expect(headers['cache-control']).toBe('no-store');
      for (const path of ['/households', '/sign-in/sessions', '/nowhere'])
        expect((await admin.get(path)).headers['cache-control']).toBe('no-store');
    });

    it('keeps no password, code or name in clear', async () => {
      const texts = ['示例zhao', passwordOf('zhao'), 'argon2id'];
      for await (const { events } of county.county.store.readAll({ from: START }))
        for (const text of texts) expect(JSON.stringify(events)).not.toContain(text);
    });

    it('names every fault of what is sent', async () => {
      const { status, body } = await signIn(county, { login: 7, extra: true });
      expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
      const pointers = (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
      expect(pointers).toEqual(expect.arrayContaining(['/login', '/password', '/extra']));
    });
  });

  describe('a program', () => {
    const grant = {
      ...{ name: 'bulletin', role: 'SUPERVISOR', division: COUNTY, permissions: ['HouseholdList'] },
      until: '2025-03-31',
    };
    const asks = (token: string, path: string) =>
      county.http.get(path).set({ authorization: `Bearer ${token}` });

    it('may do what its token permits, until it is revoked', async () => {
      const { id, disclosed } = await admin.does('/access-tokens', { ...grant, addresses: ['127.0.0.0/8'] });
      const { token } = disclosed as { token: string };
      expect((await asks(token, '/households')).status).toBe(200);
      expect((await asks(token, '/entities')).body).toMatchObject({ code: 'NOT_PERMITTED' });
      await admin.does(`/access-tokens/${id as string}/revoke`);
      expect((await asks(token, '/households')).status).toBe(401);
    });

    it('enters in the name of whoever issued its token, and is let do nothing that a person decides', async () => {
      const entering = { ...grant, role: 'COUNTY_INFORMANT', addresses: ['127.0.0.0/8'] };
      const asked = await admin.asks('/access-tokens', {
        ...{ ...entering, until: '2025-12-31' },
        permissions: [
          'RegisterHousehold',
          'ActivateBinding',
          'ReadPersonalData',
          'AppointOfficer',
          'Nothing',
        ],
      });
      expect(asked.body).toMatchObject({
        errors: [
          { code: 'ACCESS_TOKEN_TOO_LONG', params: { days: 180, latest: '2025-09-17' } },
          {
            code: 'PERMISSION_NOT_FOR_PROGRAMS',
            params: { names: 'ActivateBinding, ReadPersonalData, AppointOfficer, Nothing' },
          },
        ],
      });
      const { disclosed } = await admin.does('/access-tokens', {
        ...entering,
        permissions: ['RegisterHousehold'],
      });
      const { body } = await county.http
        .post('/households')
        .set({ authorization: `Bearer ${disclosed.token as string}` })
        .send(household(105))
        .expect(201);
      const [event] = await county.county.store.readStream(`household-${(body as { id: string }).id}`);
      expect(event?.metadata).toMatchObject({ actor: 'program:bulletin', delegatedBy: 'first' });
    });

    it('decides nothing with a token from before that rule either', async () => {
      const id = accessTokenId('of-old');
      const data = {
        ...{
          name: 'of-old',
          role: 'COUNTY_INFORMANT',
          divisionCode: COUNTY,
          permissions: ['ActivateBinding'],
        },
        ...{ addresses: ['127.0.0.0/8'], until: '2025-03-31', issuedBy: 'first', on: DAY },
      };
      const metadata = {
        ...{ actor: 'first', role: 'ADMIN', schemaVersion: 1 },
        recordedAt: `${DAY}T02:00:00.000Z`,
      };
      const issued = { id: derivedId('of-old'), type: 'AccessTokenIssued', data, metadata };
      await county.county.store.append(`accessToken-${id}`, 'no-stream', [issued]);
      const token = await accessToken(county.county.tokenKey, id);
      const activating = await county.http
        .post(`/household-bindings/${derivedId('a binding')}/activate`)
        .set({ authorization: `Bearer ${token}` })
        .send({});
      expect(activating.body).toMatchObject({ status: 403, code: 'NOT_PERMITTED' });
    });

    it('may do it from its addresses and until its day only', async () => {
      const elsewhere = await admin.does('/access-tokens', { ...grant, addresses: ['10.0.0.0/8'] });
      expect((await asks(elsewhere.disclosed.token as string, '/households')).body).toMatchObject({
        code: 'ADDRESS_NOT_ALLOWED',
      });
      const { disclosed } = await admin.does('/access-tokens', { ...grant, addresses: ['127.0.0.1/32'] });
      await county.goTo('2025-04-01');
      expect((await asks(disclosed.token as string, '/households')).status).toBe(401);
    });
  });
});
