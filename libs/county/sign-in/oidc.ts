import {
  createRemoteJWKSet,
  EncryptJWT,
  jwtDecrypt,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import * as openid from 'openid-client';
import { purposeKey } from '@privacy/cipher';
import { ProviderUnavailable, SignInFailed } from '@http/faults';
import type { OidcSettings } from './settings';

const FLOW_SECONDS = 600;
/** A key that nobody has heard of is asked for at once: providers change theirs without telling, and id tokens come from nobody else. */
const NEW_KEYS_MS = 0;
const SCOPE = 'openid profile';

/** What has to be remembered between leaving for the provider and coming back. */
interface Flow {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** A name may be given to somebody else one day; a subject of an issuer is one person for ever (OpenID Connect Core, 2). */
export interface Identity {
  readonly login: string;
  readonly issuer: string;
  readonly subject: string;
}

interface Provider {
  readonly config: openid.Configuration;
  readonly keys: JWTVerifyGetKey;
}

/**
 * Sign-in at a provider of identities: authorization code with PKCE (OpenID Connect Core 3.1, RFC 7636). What has to be remembered
 * meanwhile travels encrypted in a cookie of the browser that left, so that any process can go on and no other browser can.
 */
export class Oidc {
  private provider: Promise<Provider> | null = null;
  private readonly flowKey: Uint8Array;

  constructor(
    private readonly settings: OidcSettings,
    tokenKey: Uint8Array,
  ) {
    this.flowKey = purposeKey(Buffer.from(tokenKey), 'oidc-flow');
  }

  /** Where to send the browser, and what it has to bring back. */
  async begin(): Promise<{ readonly location: string; readonly flow: string }> {
    const { config } = await this.met();
    const flow: Flow = {
      verifier: openid.randomPKCECodeVerifier(),
      state: openid.randomState(),
      nonce: openid.randomNonce(),
    };
    const location = openid.buildAuthorizationUrl(config, {
      redirect_uri: this.callback,
      scope: SCOPE,
      code_challenge: await openid.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
      state: flow.state,
      nonce: flow.nonce,
    });
    return { location: location.href, flow: await this.sealed(flow) };
  }

  /** Who came back. @throws SignInFailed, ProviderUnavailable */
  async finish(search: string, sealed: string | undefined): Promise<Identity> {
    const flow = await this.opened(sealed);
    const { config, keys } = await this.met();
    const { settings } = this;
    try {
      const tokens = await openid.authorizationCodeGrant(config, new URL(`${this.callback}?${search}`), {
        pkceCodeVerifier: flow.verifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      });
      const expected = { issuer: settings.issuer, audience: settings.clientId };
      const { payload } = await jwtVerify(tokens.id_token ?? '', keys, expected);
      return this.identityIn(payload);
    } catch (error) {
      if (error instanceof SignInFailed) throw error;
      throw isOutage(error)
        ? new ProviderUnavailable({ cause: error })
        : new SignInFailed('SIGN_IN_FAILED', { cause: error });
    }
  }

  private identityIn(claims: JWTPayload): Identity {
    const login = claims[this.settings.loginClaim];
    const { iss: issuer, sub: subject } = claims;
    if (typeof login !== 'string' || login === '' || issuer === undefined || subject === undefined)
      throw new SignInFailed('SIGN_IN_FAILED');
    return { login, issuer, subject };
  }

  private get callback(): string {
    return `${this.settings.publicUrl}/sign-in/oidc/callback`;
  }

  /** Asked once; where the provider did not answer, again at the next sign-in. @throws ProviderUnavailable */
  private met(): Promise<Provider> {
    this.provider ??= this.meet().catch((cause: unknown) => {
      this.provider = null;
      throw new ProviderUnavailable({ cause });
    });
    return this.provider;
  }

  private async meet(): Promise<Provider> {
    const { issuer, clientId, clientSecret } = this.settings;
    const config = await openid.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the settings take http on the own machine only
      execute: issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [],
    });
    const uri = config.serverMetadata().jwks_uri;
    if (uri === undefined) throw new Error(`${issuer} names no keys`);
    return { config, keys: createRemoteJWKSet(new URL(uri), { cooldownDuration: NEW_KEYS_MS }) };
  }

  private sealed(flow: Flow): Promise<string> {
    return new EncryptJWT({ ...flow })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${String(FLOW_SECONDS)}s`)
      .encrypt(this.flowKey);
  }

  private async opened(sealed: string | undefined): Promise<Flow> {
    try {
      const { payload } = await jwtDecrypt<Flow>(sealed ?? '', this.flowKey);
      return payload;
    } catch (cause) {
      throw new SignInFailed('SIGN_IN_INTERRUPTED', { cause });
    }
  }
}

/** What Node's fetch and the libraries say where nobody answers, or nobody in time. */
const OUTAGES = ['fetch failed', 'OAUTH_TIMEOUT', 'ERR_JWKS_TIMEOUT'];

const isOutage = (error: unknown): boolean => {
  if (!(typeof error === 'object' && error !== null)) return false;
  const { message = '', code = '', cause } = error as { message?: string; code?: string; cause?: unknown };
  return OUTAGES.includes(message) || OUTAGES.includes(code) || isOutage(cause);
};

/** Of the flow, in seconds. */
export const FLOW_LASTS = FLOW_SECONDS;
