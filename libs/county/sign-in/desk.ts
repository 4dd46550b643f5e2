import type { UserRow } from '@registry/user/projector';
import { userId } from '@registry/user/state';
import type { County } from '../county';
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

  async sessionsOf(login: string): Promise<UserRow['sessions']> {
    const row = await this.county.views.reader('user').get<UserRow>('users', userId(login));
    return row?.sessions ?? [];
  }
}
