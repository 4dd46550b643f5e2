import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal, require } from '@kernel/refusal';
import { Contended, Stale } from '@command/faults';
import { SignInFailed } from '@http/faults';
import { sessionToken } from '@http/token';
import { ChangePassword, EndSession, EnrolTotp, OpenSession } from '@registry/user/commands';
import type { SignInMethod } from '@registry/user/events';
import { userId } from '@registry/user/state';
import type { County } from '../county';
import { Accounts, since, type Account } from './accounts';
import { lastSignInIn, noticesIn, type Before, type Notice } from './notices';
import type { Identity } from './oidc';
import { proposedFor, stepOf, type Proposal } from './totp';
import { Verifying, type Shown } from './verifying';

export interface Opened {
  readonly token: string;
  readonly sessionId: string;
  readonly expiresAt: string;
  /** The sign-in before this one. */
  readonly before: Before | null;
  readonly notices: readonly Notice[];
}

/** Somebody else who tries the same account at the same time is waited for so often. */
const TURNS = 5;
/** No failure is told sooner: whether the account is there, and what is written of it, takes its time unseen. */
const REFUSED_AFTER_MS = 200;

/** Lets people in. A failure says no more than that it is one. */
export class SignIn {
  private readonly accounts: Accounts;
  private readonly verifying: Verifying;

  constructor(private readonly county: County) {
    this.accounts = new Accounts(county);
    this.verifying = new Verifying(this.accounts);
  }

  /** @throws SignInFailed, Refusal PASSWORD_MUST_CHANGE */
  withPassword(shown: Shown): Promise<Opened> {
    return this.inTurn(shown, async () => {
      const { account, totpStep } = await this.verifying.verified(shown);
      require(!account.state.mustChange, 'PASSWORD_MUST_CHANGE');
      return this.open(shown, account, { method: 'PASSWORD', totpStep });
    });
  }

  /** With the old one, also where somebody else has set that. All sessions end. @throws SignInFailed, Refusal PASSWORD_TOO_WEAK */
  changePassword(shown: Shown, next: string): Promise<void> {
    return this.inTurn(shown, async () => {
      const { login, address } = shown;
      const { account, totpStep } = await this.verifying.verified(shown);
      await this.accounts.send(ChangePassword, login, { password: next, address, totpStep }, since(account));
    });
  }

  /** For somebody whom a trusted provider has named, and whom it named before. @throws SignInFailed where the county knows no such account */
  withIdentity(identity: Identity, address: string): Promise<Opened> {
    const shown = { login: identity.login, address };
    return this.inTurn(shown, async () => {
      const account = await this.verifying.recognised(identity, address);
      return this.open(shown, account, { method: 'OIDC', totpStep: null });
    });
  }

  async end(login: string, sessionId: string): Promise<void> {
    await this.accounts.send(EndSession, login, { sessionId });
  }

  /** A secret for the person's device; nothing is kept until a code of the device confirms it. */
  proposeTotp(login: string): Proposal {
    return proposedFor(login);
  }

  /** @throws SignInFailed where the code is not of this secret, Refusal TOTP_ENROLLED_ALREADY */
  async enrolTotp(
    login: string,
    { secret, code }: { readonly secret: string; readonly code: string },
  ): Promise<void> {
    const totpStep = stepOf(secret, code, this.county.clock.now());
    if (totpStep === null) throw new SignInFailed('SIGN_IN_FAILED');
    await this.accounts.send(EnrolTotp, login, { secret, totpStep });
  }

  private async inTurn<T>({ login }: Pick<Shown, 'login'>, attempt: () => Promise<T>): Promise<T> {
    const soonest = pause(REFUSED_AFTER_MS);
    try {
      return await untilAlone(login, attempt);
    } catch (error) {
      await soonest;
      throw error;
    }
  }

  private async open(
    { login, address }: Pick<Shown, 'login' | 'address'>,
    account: Account,
    how: { readonly method: SignInMethod; readonly totpStep: number | null },
  ): Promise<Opened> {
    const expiresAt = this.accounts.nowIso(this.county.settings.signIn.sessionHours * 3_600_000);
    const sessionId = randomUUID();
    const envelope = { ...since(account), commandId: sessionId };
    const events = await this.accounts.history(login);
    await this.accounts.send(OpenSession, login, { ...how, address, expiresAt }, envelope).catch(closed);
    const token = await sessionToken(this.county.tokenKey, login, sessionId);
    return { token, sessionId, expiresAt, before: lastSignInIn(events), notices: noticesIn(events) };
  }
}

/** What was found true holds only while nobody else tried: otherwise it is looked at again, and guesses at once are no more than one by one. */
const untilAlone = async <T>(login: string, attempt: () => Promise<T>): Promise<T> => {
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const done = await attempt().then((value) => ({ value }), unlessStale);
    if (done !== null) return done.value;
  }
  throw new Contended(userId(login));
};

const unlessStale = (error: unknown): null => {
  if (error instanceof Stale) return null;
  throw error;
};

/** What changed since it was looked at, such as a code that was used twice at once, is a failure like another. */
const closed = (error: unknown): never => {
  throw error instanceof Refusal ? new SignInFailed('SIGN_IN_FAILED') : error;
};
