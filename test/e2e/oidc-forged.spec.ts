import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userId } from '@registry/user/state';
import { Forger, type Forgery } from './forger';
import { begin, PUBLIC, startProvided } from './provided';
import { RunningCounty, type Answer } from './running-county';

const PAST = Math.floor(Date.now() / 1_000) - 3_600;

describe('an id token', () => {
  let forger: Forger;
  let county: RunningCounty;

  beforeAll(async () => {
    forger = await Forger.start();
    county = await startProvided(forger.settings(PUBLIC));
  }, 60_000);

  afterAll(async () => {
    await county.stop();
    await forger.stop();
  });

  const signedIn = async (
    forgery: Forgery = {},
    back: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const { location, cookie } = await begin(county);
    const asked = new URL(location).searchParams;
    forger.willAnswer(asked.get('nonce') ?? '', forgery);
    const answer = { code: 'a-code', state: asked.get('state') ?? '', ...back };
    return await county.http.get('/sign-in/oidc/callback').query(answer).set('cookie', cookie);
  };

  const stream = () => county.county.store.readStream(`user-${userId('zhang')}`);

  it('that is in order lets in, and binds the account to issuer and subject, both sealed', async () => {
    expect(await signedIn()).toMatchObject({ status: 200, body: { login: 'zhang' } });
    const bound = (await stream()).find(({ type }) => type === 'IdentityBound');
    expect(Object.keys(bound?.data['identity'] as object).sort()).toEqual(['issuer', 'subject']);
    expect(JSON.stringify(bound)).not.toContain('zhang-1');
  });

  it.each<[string, Forgery]>([
    ['for another nonce', { claims: { nonce: 'another' } }],
    ['of another issuer', { claims: { iss: 'https://another.example.org' } }],
    ['for another audience', { claims: { aud: 'another' } }],
    ['that has expired', { claims: { iat: PAST, exp: PAST + 60 } }],
    ['that nobody signed (alg none)', { signedBy: 'NOBODY' }],
    ['that somebody else signed under the same key id', { signedBy: 'SOMEBODY_ELSE' }],
    ['without a login', { claims: { preferred_username: undefined } }],
    ['without a subject', { claims: { sub: undefined } }],
  ])('%s lets in nobody', async (_what, forgery) => {
    expect(await signedIn(forgery)).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } });
  });

  it('that comes back with another state lets in nobody', async () => {
    expect((await signedIn({}, { state: 'another' })).body).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('of another subject under the same name is refused and on record, until an administrator unbinds the account', async () => {
    const another: Forgery = { claims: { sub: 'zhang-2' } };
    expect(await signedIn(another)).toMatchObject({ status: 401, body: { code: 'OTHER_IDENTITY' } });
    expect((await stream()).at(-1)).toMatchObject({
      type: 'SignInRefused',
      data: { fault: 'OTHER_IDENTITY' },
    });
    const unbind = `/users/${userId('zhang')}/unbind-identity`;
    await county.as('ADMIN').does(unbind, { reason: '统一身份重新开户' });
    expect((await signedIn(another)).body).toMatchObject({ notices: [{}, { what: 'IDENTITY_UNBOUND' }] });
    expect((await signedIn()).body).toMatchObject({ code: 'OTHER_IDENTITY' });
  });

  it('lets in past wrong passwords, which lock out no provider', async () => {
    const wrong = { login: 'zhang', password: 'not the right one' };
    for (let count = 0; count < 5; count += 1) await county.http.post('/sign-in').send(wrong).expect(401);
    expect((await signedIn({ claims: { sub: 'zhang-2' } })).status).toBe(200);
  });

  it('that cannot be had, because the provider is away, is 503 and no fault of ours', async () => {
    await forger.stop();
    const away = await signedIn();
    expect([away.status, away.body.code]).toEqual([503, 'IDENTITY_PROVIDER_UNAVAILABLE']);
    const fresh = await RunningCounty.start('2025-03-03', forger.settings(PUBLIC));
    const begun = await fresh.http.get('/sign-in/oidc');
    expect([begun.status, (begun.body as { code: string }).code]).toEqual([
      503,
      'IDENTITY_PROVIDER_UNAVAILABLE',
    ]);
    await fresh.stop();
  });
});
