import { dateInShanghai } from '@kernel/calendar-date';
import { divisionNames } from '@registry/division/queries';
import type { UserRow } from '@registry/user/projector';
import { userId } from '@registry/user/state';
import type { County } from '../county';
import type { OwnPost } from './answers';
import { Identities } from './identities';
import { Oidc } from './oidc';
import { SignIn } from './sign-in';

/** Everything about who somebody is, behind the doors of the sign-in. */
export class Desk {
  readonly identities: Identities;
  readonly signIn: SignIn;
  readonly oidc: Oidc | null;
  readonly offersPasswords: boolean;
  /** Whether people reach the county encrypted. */
  readonly isEncrypted: boolean;

  constructor(private readonly county: County) {
    const { oidc, localAccounts } = county.settings.signIn;
    this.identities = new Identities(county);
    this.signIn = new SignIn(county);
    this.oidc = oidc === null ? null : new Oidc(oidc, county.tokenKey);
    this.offersPasswords = localAccounts;
    this.isEncrypted = oidc?.publicUrl.startsWith('https:') ?? false;
  }

  /** Those of today, each with what its place is called. */
  async postsOf(login: string): Promise<readonly OwnPost[]> {
    const posts = await this.identities.postsOf(login);
    const { views, clock } = this.county;
    const names = await divisionNames(
      { of: (projection) => views.reader(projection), today: dateInShanghai(clock.now()) },
      posts.map(({ scope }) => scope),
    );
    return posts.map(({ post = '', role, scope, ...actor }) => ({
      ...{ post, role, scope, scopeName: names.get(scope) ?? null },
      ...{ subjectId: actor.subjectId ?? null, delegatedBy: actor.delegatedBy ?? null },
    }));
  }

  async sessionsOf(login: string): Promise<UserRow['sessions']> {
    const row = await this.county.views.reader('user').get<UserRow>('users', userId(login));
    return row?.sessions ?? [];
  }
}
