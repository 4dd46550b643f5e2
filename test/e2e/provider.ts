import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const CLIENT = { id: 'shuangbang', secret: 'a-secret-between-the-two' } as const;

/** A real provider of identities, in which everybody is who they say they are. */
export class IdentityProvider {
  private constructor(
    private server: Server,
    readonly issuer: string,
    private readonly redirect: string,
  ) {}

  /** `redirect`: where it sends people back to. */
  static async start(redirect: string): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const provider = new IdentityProvider(server, issuer, redirect);
    await provider.takeNewKeys();
    return provider;
  }

  /** As at a rotation: what is signed from now on is signed with keys that nobody has seen. */
  async takeNewKeys(): Promise<void> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [this.redirect] }],
      jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
      claims: { profile: ['preferred_username'] },
      conformIdTokenClaims: false,
      cookies: { keys: ['of-the-provider'] },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, preferred_username: id }),
      }),
    });
    this.server.removeAllListeners('request');
    const answer = provider.callback();
    this.server.on('request', (request, response) => void answer(request, response));
  }

  settings(): Readonly<Record<string, string>> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      PUBLIC_URL: new URL(this.redirect).origin,
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A person at a browser: follows from the first address until it is sent back, signing in as `login` and agreeing on the way. */
export const passThrough = async (location: string, login: string, back: string): Promise<URL> => {
  const jar = new Map<string, string>();
  let next: Step = { url: location };
  for (let steps = 0; steps < 20; steps += 1) {
    if (next.url.startsWith(back)) return new URL(next.url);
    const answer = await visit(next, jar);
    const to = answer.headers.get('location');
    next = to === null ? filled(await answer.text(), next.url, login) : { url: new URL(to, next.url).href };
  }
  throw new Error('the provider sends nobody back');
};

interface Step {
  readonly url: string;
  readonly form?: Readonly<Record<string, string>>;
}

const visit = async ({ url, form }: Step, jar: Map<string, string>): Promise<Response> => {
  const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { cookie },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  for (const line of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
    jar.set(name, value);
  }
  return answer;
};

/** The form of the page: the name of who signs in, or the agreement. */
const filled = (page: string, url: string, login: string): Step => {
  const action = /action="([^"]+)"/.exec(page)?.[1];
  const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
  if (action === undefined || prompt === undefined)
    throw new Error(`no form on the page: ${page.slice(0, 300)}`);
  return {
    url: new URL(action, url).href,
    form: { prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) },
  };
};
