import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { ROLES, speaksForOne, type Actor, type Role } from '@kernel/actor';
import { isDivisionCode } from '@kernel/division-code';
import { isUuid } from '@kernel/ids';
import { NotAuthenticated } from './faults';

const ISSUER = 'shuangbang';
const ALGORITHM = 'HS256';

/** A signed statement of who acts, in which role and division, until when: for a trial, never in production. */
export const issueToken = (key: Uint8Array, actor: Actor, lifetime: string): Promise<string> =>
  new SignJWT({
    role: actor.role,
    scope: actor.scope,
    ...(actor.subjectId === undefined ? {} : { subject: actor.subjectId }),
  })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setSubject(actor.user)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(key);

/** What the bearer of a token says of itself. Only the first kind says what its bearer may do. */
export type Bearer =
  | { readonly kind: 'TRIAL'; readonly actor: Actor }
  | { readonly kind: 'SESSION'; readonly login: string; readonly sessionId: string }
  | { readonly kind: 'PROGRAM'; readonly tokenId: string };

/** For somebody who has signed in. When it ends is written in the log, and so it can be ended before. */
export const sessionToken = (key: Uint8Array, login: string, sessionId: string): Promise<string> =>
  sign(key, login, { sid: sessionId });

/** For a program; what it may do and until when is written in the log. */
export const accessToken = (key: Uint8Array, tokenId: string): Promise<string> =>
  sign(key, tokenId, { svc: true });

const sign = (key: Uint8Array, subject: string, claims: JWTPayload): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM }).setIssuer(ISSUER).setSubject(subject).sign(key);

const TOKENS_REMEMBERED = 10_000;

interface Verified {
  readonly bearer: Bearer;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Reads tokens signed with one key. A signature is computed once for each token; when it ends is looked at each time. */
export class Tokens {
  private readonly verified = new LRUCache<string, Verified>({ max: TOKENS_REMEMBERED });

  constructor(private readonly key: Uint8Array) {}

  /** @throws NotAuthenticated */
  async read(token: string): Promise<Bearer> {
    const known = this.verified.get(token);
    if (known !== undefined && known.expiresAt > Date.now()) return known.bearer;
    const read = await verify(this.key, token);
    this.verified.set(token, read);
    return read.bearer;
  }
}

const verify = async (key: Uint8Array, token: string): Promise<Verified> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: ISSUER,
      algorithms: [ALGORITHM],
      requiredClaims: ['sub'],
    });
    return { bearer: bearerFrom(payload), expiresAt: (payload.exp ?? Infinity) * 1_000 };
  } catch (error) {
    throw error instanceof NotAuthenticated ? error : new NotAuthenticated(String(error));
  }
};

const bearerFrom = ({ sub, sid, svc, exp, ...claims }: JWTPayload): Bearer => {
  if (typeof sub === 'string' && isUuid(sid)) return { kind: 'SESSION', login: sub, sessionId: sid };
  if (svc === true && isUuid(sub)) return { kind: 'PROGRAM', tokenId: sub };
  if (exp === undefined) throw new NotAuthenticated('the token has no end');
  return { kind: 'TRIAL', actor: actorFrom({ sub, ...claims }) };
};

const actorFrom = ({ sub, role, scope, subject }: Readonly<Record<string, unknown>>): Actor => {
  if (typeof sub !== 'string' || !isPersonRole(role) || !isDivisionCode(scope))
    throw new NotAuthenticated('the token names no user, role or division');
  if (speaksForOne(role) !== (subject !== undefined))
    throw new NotAuthenticated('the token of a household or a manager names its subject, and no other does');
  if (subject === undefined) return { user: sub, role, scope };
  if (!isUuid(subject)) throw new NotAuthenticated('the subject of the token is no id');
  return { user: sub, role, scope, subjectId: subject };
};

/** SYSTEM acts inside only; no token can speak for it. */
const isPersonRole = (role: unknown): role is Role =>
  typeof role === 'string' && Object.hasOwn(ROLES, role) && role !== 'SYSTEM';
