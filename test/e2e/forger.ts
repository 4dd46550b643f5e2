import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

const CLIENT = { id: 'shuangbang', secret: 'a-secret-of-the-test' };
const KEY_ID = 'one';

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

/** What its next id token says and how it is signed, where that is not as it should be. */
export interface Forgery {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signedBy?: 'NOBODY' | 'SOMEBODY_ELSE';
}

/** A provider of identities that can be made to answer what no honest one does. */
export class Forger {
  private forgery: Forgery = {};
  private nonce = '';

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    private readonly keys: { readonly own: Pair; readonly others: Pair },
  ) {}

  static async start(): Promise<Forger> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const [own, others] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const forger = new Forger(server, issuer, { own, others });
    server.on('request', (request, response) => void forger.answer(request, response));
    return forger;
  }

  settings(publicUrl: string): Readonly<Record<string, string>> {
    return {
      ...{ OIDC_ISSUER: this.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
      PUBLIC_URL: publicUrl,
    };
  }

  /** For whoever was sent here with this nonce. */
  willAnswer(nonce: string, forgery: Forgery): void {
    this.nonce = nonce;
    this.forgery = forgery;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await this.documentAt(url.split('?')[0] ?? '')));
  }

  private async documentAt(path: string): Promise<object> {
    const { issuer } = this;
    if (path === '/.well-known/openid-configuration')
      return {
        ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
        ...{ jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'] },
        ...{ subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
      };
    if (path === '/jwks')
      return {
        keys: [{ ...(await exportJWK(this.keys.own.publicKey)), kid: KEY_ID, use: 'sig', alg: 'RS256' }],
      };
    return { access_token: 'none', token_type: 'Bearer', id_token: await this.idToken() };
  }

  private async idToken(): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const { claims = {}, signedBy } = this.forgery;
    const said: JWTPayload = {
      ...{ iss: this.issuer, aud: CLIENT.id, sub: 'zhang-1', preferred_username: 'zhang' },
      ...{ nonce: this.nonce, iat: now, exp: now + 60, ...claims },
    };
    if (signedBy === 'NOBODY') return new UnsecuredJWT(said).encode();
    const { privateKey } = signedBy === 'SOMEBODY_ELSE' ? this.keys.others : this.keys.own;
    return new SignJWT(said).setProtectedHeader({ alg: 'RS256', kid: KEY_ID }).sign(privateKey);
  }
}
