import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { ROLES, type Actor, type Role } from '@kernel/actor';
import { isDivisionCode } from '@kernel/division-code';
import { isUuid } from '@kernel/ids';
import { NotAuthenticated } from './faults';

const ISSUER = 'shuangbang';
const ALGORITHM = 'HS256';

/** A signed statement of who acts, in which role and division, until when. */
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

const TOKENS_REMEMBERED = 10_000;

interface Verified {
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Reads tokens signed with one key. A signature is computed once for each token; when it ends is looked at each time. */
export class Tokens {
  private readonly verified = new LRUCache<string, Verified>({ max: TOKENS_REMEMBERED });

  constructor(private readonly key: Uint8Array) {}

  /** @throws NotAuthenticated */
  async actorOf(token: string): Promise<Actor> {
    const known = this.verified.get(token);
    if (known !== undefined && known.expiresAt > Date.now()) return known.actor;
    const read = await verify(this.key, token);
    this.verified.set(token, read);
    return read.actor;
  }
}

const verify = async (key: Uint8Array, token: string): Promise<Verified> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: ISSUER,
      algorithms: [ALGORITHM],
      requiredClaims: ['sub', 'exp'],
    });
    return { actor: actorFrom(payload), expiresAt: (payload.exp ?? 0) * 1_000 };
  } catch (error) {
    throw error instanceof NotAuthenticated ? error : new NotAuthenticated(String(error));
  }
};

const actorFrom = ({ sub, role, scope, subject }: Readonly<Record<string, unknown>>): Actor => {
  if (typeof sub !== 'string' || !isPersonRole(role) || !isDivisionCode(scope))
    throw new NotAuthenticated('the token names no user, role or division');
  if (subject === undefined) return requireNoSubject({ user: sub, role, scope });
  if (!isUuid(subject)) throw new NotAuthenticated('the subject of the token is no id');
  return { user: sub, role, scope, subjectId: subject };
};

/** Those who speak for one entity or household must say for which. */
const requireNoSubject = (actor: Actor): Actor => {
  if (actor.role === 'ENTITY_MANAGER' || actor.role === 'HOUSEHOLD')
    throw new NotAuthenticated(`a ${actor.role} token names its subject`);
  return actor;
};

/** SYSTEM acts inside only; no token can speak for it. */
const isPersonRole = (role: unknown): role is Role =>
  typeof role === 'string' && Object.hasOwn(ROLES, role) && role !== 'SYSTEM';
