import { BlockList, isIPv6 } from 'node:net';
import type { Actor } from '@kernel/actor';
import { dateInShanghai, type CalendarDate } from '@kernel/calendar-date';
import { isUuid } from '@kernel/ids';
import { Forbidden } from '@command/faults';
import { History } from '@command/history';
import { NotAuthenticated } from '@http/faults';
import { bearerToken, type Identify } from '@http/guard';
import type { EdgeRequest } from '@http/request';
import type { Route } from '@http/route';
import { Tokens } from '@http/token';
import type { AppointmentRow } from '@registry/appointment/projector';
import { headingOf } from '@registry/appointment/facts';
import { actingIn, appointment } from '@registry/appointment/state';
import { isUsable, accessToken } from '@registry/access-token/state';
import { hasSession, user, userId } from '@registry/user/state';
import type { County } from '../county';
import { FOR_PROGRAMS } from '../modules';

/** Which of several posts somebody acts in. */
export const POST_HEADER = 'post-id';

/** More than anybody holds. */
const POSTS_MAX = 100;

type Parts = Pick<County, 'store' | 'upcast' | 'views' | 'clock' | 'tokenKey' | 'settings'>;

/** A person who has signed in, and the session. */
export interface SignedIn {
  readonly login: string;
  readonly sessionId: string;
}

/**
 * Who sends a request, as the log knows them now: an account that was disabled, a session that was ended and a post that is
 * over, or speaks for what somebody else heads by now, let nobody act, whatever a token that was issued before says.
 */
export class Identities implements Identify {
  private readonly history: History;
  private readonly tokens: Tokens;

  constructor(private readonly parts: Parts) {
    this.history = new History(parts.store, parts.upcast);
    this.tokens = new Tokens(parts.tokenKey);
  }

  async actorOf(request: EdgeRequest, route: Route): Promise<Actor> {
    const bearer = await this.tokens.read(bearerToken(request));
    if (bearer.kind === 'SESSION') return this.postOf(await this.requireSession(bearer), request);
    if (bearer.kind === 'PROGRAM') return this.program(bearer.tokenId, request, route);
    if (this.parts.settings.production)
      throw new NotAuthenticated('a token of a trial is not taken in production');
    return bearer.actor;
  }

  /** @throws NotAuthenticated where the session is over, or there is none */
  async signedIn(request: EdgeRequest): Promise<SignedIn> {
    const bearer = await this.tokens.read(bearerToken(request));
    if (bearer.kind !== 'SESSION') throw new NotAuthenticated('nobody has signed in with this token');
    return this.requireSession(bearer);
  }

  /** Those in which the person may act today. */
  async postsOf(login: string): Promise<readonly Actor[]> {
    const { items } = await this.parts.views.reader('appointment').find<AppointmentRow>('appointments', {
      filter: { users: login },
      sort: [['id', 1]],
      limit: POSTS_MAX,
    });
    const posts = await Promise.all(items.map(({ id }) => this.actingIn(id, login)));
    return posts.flatMap((post) => post ?? []);
  }

  private async requireSession({ login, sessionId }: SignedIn): Promise<SignedIn> {
    const { state } = await this.history.load(user, userId(login));
    if (!hasSession(state, sessionId, this.now())) throw new NotAuthenticated('the session is over');
    return { login, sessionId };
  }

  /** The one that the request names; where it names none, the only one. */
  private async postOf({ login, sessionId: session }: SignedIn, { headers }: EdgeRequest): Promise<Actor> {
    const named = headers[POST_HEADER];
    if (named !== undefined) {
      const post = isUuid(named) ? await this.actingIn(named, login) : null;
      if (post === null)
        throw new Forbidden('POST_NOT_YOURS', `${login} may not act in ${String(named)} today`);
      return { ...post, session };
    }
    const [only, ...others] = await this.postsOf(login);
    if (only === undefined) throw new Forbidden('NO_POST', `${login} holds no post today`);
    if (others.length > 0) throw new Forbidden('POST_NOT_CHOSEN', `${login} holds several posts`);
    return { ...only, session };
  }

  private async actingIn(post: string, login: string): Promise<Actor | null> {
    const { state } = await this.history.load(appointment, post);
    const heading = state.post === null ? null : await headingOf(this.history, state.post);
    return actingIn(state, login, { day: this.today(), heading });
  }

  /** Whoever issued the token stands behind what the program does, and is counted where duties are kept apart. */
  private async program(tokenId: string, { ip }: EdgeRequest, { name }: Route): Promise<Actor> {
    const { state } = await this.history.load(accessToken, tokenId);
    if (!isUsable(state, this.today())) throw new NotAuthenticated('the access token is revoked or over');
    const { grant } = state;
    if (!isFrom(ip, grant.addresses)) throw new Forbidden('ADDRESS_NOT_ALLOWED', `${ip} is not allowed`);
    if (!grant.permissions.includes(name) || !FOR_PROGRAMS.has(name))
      throw new Forbidden('NOT_PERMITTED', `the access token does not permit ${name}`);
    const { role, divisionCode: scope, issuedBy: delegatedBy } = grant;
    return { user: `program:${grant.name}`, role, scope, post: tokenId, delegatedBy };
  }

  private now(): string {
    return new Date(this.parts.clock.now()).toISOString();
  }

  private today(): CalendarDate {
    return dateInShanghai(this.parts.clock.now());
  }
}

/** IPv4 that reaches an IPv6 socket is meant as IPv4. */
const bare = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** `ranges`: addresses with the length of a prefix, e.g. 10.1.0.0/16. */
const isFrom = (ip: string, ranges: readonly string[]): boolean => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), family(network));
  }
  return list.check(bare(ip), family(bare(ip)));
};
