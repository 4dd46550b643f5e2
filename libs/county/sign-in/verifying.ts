import { SignInFailed } from '@http/faults';
import { isPassword } from '@privacy/password';
import { BindIdentity, RefuseSignIn } from '@registry/user/commands';
import type { SealedSecret, SignInFault } from '@registry/user/events';
import { isLocked } from '@registry/user/state';
import { since, type Account, type Accounts } from './accounts';
import { isDemoAccount } from './demo-accounts';
import type { Identity } from './oidc';
import { stepOf } from './totp';

/** What somebody shows to be let in. */
export interface Shown {
  readonly login: string;
  readonly password: string;
  /** Six digits of the person's device. */
  readonly code?: string | undefined;
  readonly address: string;
}

export interface Verified {
  readonly account: Account;
  readonly totpStep: number | null;
}

/** Whether somebody is who she says. Whatever was tried stands in the stream of the account. */
export class Verifying {
  constructor(private readonly accounts: Accounts) {}

  async verified(shown: Shown): Promise<Verified> {
    const account = await this.accounts.of(shown.login);
    const { enabled, totp } = account.state;
    if (!(await isPassword(await this.hashOf(account, shown), shown.password)))
      throw await this.refused(account, shown, enabled ? 'WRONG_PASSWORD' : 'ACCOUNT_DISABLED');
    return { account, totpStep: totp === null ? null : await this.verifiedCode(account, totp, shown) };
  }

  /** Null where no password is taken: none there, or from there. */
  private async hashOf({ state }: Account, { login, address }: Shown): Promise<string | null> {
    const isBarred = this.accounts.county.settings.production && isDemoAccount(login);
    if (!state.enabled || isBarred || isLocked(state, address, this.accounts.nowIso())) return null;
    return (await this.accounts.opened(login, state.password))['hash'] ?? null;
  }

  private async verifiedCode(account: Account, sealed: SealedSecret, shown: Shown): Promise<number> {
    if (shown.code === undefined) throw new SignInFailed('CODE_REQUIRED');
    const { secret = null } = await this.accounts.opened(shown.login, sealed);
    const step = secret === null ? null : stepOf(secret, shown.code, this.accounts.county.clock.now());
    if (step === null || step <= account.state.totpStep)
      throw await this.refused(account, shown, 'WRONG_CODE');
    return step;
  }

  /** A name at the provider may be given to somebody else: the first who comes is bound to it. */
  async recognised({ login, issuer, subject }: Identity, address: string): Promise<Account> {
    const account = await this.accounts.of(login);
    const { enabled, identity } = account.state;
    if (!enabled) throw new SignInFailed('SIGN_IN_FAILED');
    if (identity === null) {
      await this.accounts.send(BindIdentity, login, { issuer, subject }, since(account));
      return this.accounts.of(login);
    }
    const bound = await this.accounts.opened(login, identity);
    if (bound['issuer'] === issuer && bound['subject'] === subject) return account;
    await this.refused(account, { login, address }, 'OTHER_IDENTITY');
    throw new SignInFailed('OTHER_IDENTITY');
  }

  /** What is tried with a login that does not exist is nobody's record. */
  private async refused(
    { state }: Account,
    { login, address }: Pick<Shown, 'login' | 'address'>,
    fault: SignInFault,
  ): Promise<SignInFailed> {
    const { attempts: attemptsAllowed, lockoutMinutes } = this.accounts.county.settings.signIn;
    const lockUntil = this.accounts.nowIso(lockoutMinutes * 60_000);
    if (state.login !== null)
      await this.accounts.send(RefuseSignIn, login, { fault, address, attemptsAllowed, lockUntil });
    return new SignInFailed('SIGN_IN_FAILED');
  }
}
