import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityProvider, passThrough } from './provider';
import { begin, PUBLIC, startProvided } from './provided';
import type { Answer, RunningCounty } from './running-county';

const CALLBACK = `${PUBLIC}/sign-in/oidc/callback`;

describe('a sign-in at a provider of identities', () => {
  let provider: IdentityProvider;
  let county: RunningCounty;

  beforeAll(async () => {
    provider = await IdentityProvider.start(CALLBACK);
    county = await startProvided({ ...provider.settings(), LOCAL_ACCOUNTS: 'off' });
  }, 60_000);

  afterAll(async () => {
    await county.stop();
    await provider.stop();
  });

  const comeBack = async (to: URL, cookie?: string): Promise<Answer> => {
    const request = county.http.get(`/sign-in/oidc/callback${to.search}`);
    return await (cookie === undefined ? request : request.set('cookie', cookie));
  };

  const signedIn = async (login: string): Promise<Answer> => {
    const { location, cookie } = await begin(county);
    return comeBack(await passThrough(location, login, CALLBACK), cookie);
  };

  it('asks with PKCE, a state and a nonce, and keeps what it needs encrypted in the browser', async () => {
    const { location, cookie } = await begin(county);
    const asked = new URL(location).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', redirect_uri: CALLBACK },
      ...{ state: expect.any(String), nonce: expect.any(String), code_challenge: expect.any(String) },
    });
    expect(cookie).not.toContain(asked.get('state'));
  });

  it('lets in whom the county knows, with a session like any other', async () => {
    const { status, body } = await signedIn('zhang');
    expect([status, body]).toEqual([200, expect.objectContaining({ login: 'zhang' })]);
    const headers = { authorization: `Bearer ${body.token as string}` };
    expect((await county.http.get('/users').set(headers)).status).toBe(200);
    const { body: own } = await county.http.get('/sign-in/sessions').set(headers);
    await county.settle();
    expect(own).toMatchObject({ current: body.sessionId });
  });

  it('lets in nobody whom the county does not know', async () => {
    expect(await signedIn('stranger')).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } });
  });

  it('takes the keys that the provider has changed to', async () => {
    expect((await signedIn('zhang')).status).toBe(200);
    await provider.takeNewKeys();
    expect((await signedIn('zhang')).status).toBe(200);
  });

  it('is finished by the browser that began it, with the state it was given, and once', async () => {
    const [one, other] = [await begin(county), await begin(county)];
    const back = await passThrough(one.location, 'zhang', CALLBACK);
    expect((await comeBack(back)).body).toMatchObject({ code: 'SIGN_IN_INTERRUPTED' });
    expect((await comeBack(back, other.cookie)).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect((await comeBack(back, one.cookie)).status).toBe(200);
    expect((await comeBack(back, one.cookie)).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('is the only one where passwords are not taken', async () => {
    const { status, body } = await county.http
      .post('/sign-in')
      .send({ login: 'zhang', password: 'a-password-nobody-asks-for' });
    expect([status, body.code]).toEqual([422, 'SIGN_IN_NOT_OFFERED']);
  });
});
