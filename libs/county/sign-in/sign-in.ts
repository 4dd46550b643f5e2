import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { Refusal, require } from '@kernel/refusal';
import type { Outcome } from '@command/dispatcher';
import { enveloped } from '@command/envelope';
import type { CommandClass } from '@command/handling';
import { History } from '@command/history';
import { SignInFailed } from '@http/faults';
import { sessionToken } from '@http/token';
import { isPassword } from '@privacy/password';
import { ChangePassword, EndSession, EnrolTotp, OpenSession, RefuseSignIn } from '@registry/user/commands';
import type { SealedSecret, SignInFault, SignInMethod } from '@registry/user/events';
import { isLocked, user, userId, type User } from '@registry/user/state';
import type { County } from '../county';
import { isDemoAccount } from './demo-accounts';

/** What somebody shows to be let in. */
export interface Shown {
  readonly login: string;
  readonly password: string;
  /** Six digits of the person's device. */
  readonly code?: string | undefined;
  readonly address: string;
}

export interface Opened {
  readonly token: string;
  readonly sessionId: string;
  readonly expiresAt: string;
}

const SIGN_IN: Actor = { user: 'sign-in', role: 'SYSTEM', scope: divisionCode('110000000000') };
const ISSUER = '双绑';
const STEP_SECONDS = 30;

const totpOf = (secret: string): TOTP =>
  new TOTP({ issuer: ISSUER, secret: Secret.fromBase32(secret), digits: 6, period: STEP_SECONDS });

/** Lets people in. Whatever was tried stands in the stream of the account; a failure says no more than that it is one. */
export class SignIn {
  private readonly history: History;

  constructor(private readonly county: County) {
    this.history = new History(county.store, county.upcast);
  }

  /** @throws SignInFailed, Refusal PASSWORD_MUST_CHANGE */
  async withPassword(shown: Shown): Promise<Opened> {
    const { account, totpStep } = await this.verified(shown);
    require(!account.mustChange, 'PASSWORD_MUST_CHANGE');
    return this.open(shown, 'PASSWORD', totpStep);
  }

  /** With the old one, also where somebody else has set that. All sessions end. @throws SignInFailed, Refusal PASSWORD_TOO_WEAK */
  async changePassword(shown: Shown, next: string): Promise<void> {
    await this.verified(shown);
    await this.send(ChangePassword, shown.login, { password: next });
  }

  /** For somebody whom a trusted provider has named. @throws SignInFailed where the county knows no such account */
  async withIdentity(login: string, address: string): Promise<Opened> {
    const account = await this.account(login);
    if (account.login === null || !account.enabled) throw new SignInFailed('SIGN_IN_FAILED');
    return this.open({ login, address }, 'OIDC', null);
  }

  async end(login: string, sessionId: string): Promise<void> {
    await this.send(EndSession, login, { sessionId });
  }

  /** A secret for the person's device; nothing is kept until a code of the device confirms it. */
  proposeTotp(login: string): { readonly secret: string; readonly uri: string } {
    const secret = new Secret({ size: 20 });
    const totp = new TOTP({ issuer: ISSUER, label: login, secret, digits: 6, period: STEP_SECONDS });
    return { secret: secret.base32, uri: totp.toString() };
  }

  /** @throws SignInFailed where the code is not of this secret, Refusal TOTP_ENROLLED_ALREADY */
  async enrolTotp(
    login: string,
    { secret, code }: { readonly secret: string; readonly code: string },
  ): Promise<void> {
    if (this.stepOf(secret, code) === null) throw new SignInFailed('SIGN_IN_FAILED');
    await this.send(EnrolTotp, login, { secret });
  }

  /** As the log knows it; one that nobody registered has no login. */
  private async account(login: string): Promise<User> {
    return (await this.history.load(user, userId(login))).state;
  }

  private async verified(
    shown: Shown,
  ): Promise<{ readonly account: User; readonly totpStep: number | null }> {
    const account = await this.account(shown.login);
    const isBarred = this.county.settings.production && isDemoAccount(shown.login);
    const isOpen = account.enabled && !isBarred && !isLocked(account, this.nowIso());
    const hash = isOpen ? await this.opened(shown.login, account.password, 'hash') : null;
    if (!(await isPassword(hash, shown.password)))
      throw await this.refused(account, shown, account.enabled ? 'WRONG_PASSWORD' : 'ACCOUNT_DISABLED');
    if (account.totp === null) return { account, totpStep: null };
    return { account, totpStep: await this.verifiedCode(account, account.totp, shown) };
  }

  private async verifiedCode(account: User, sealed: SealedSecret, shown: Shown): Promise<number> {
    if (shown.code === undefined) throw new SignInFailed('CODE_REQUIRED');
    const secret = await this.opened(shown.login, sealed, 'secret');
    const step = secret === null ? null : this.stepOf(secret, shown.code);
    if (step === null || step <= account.totpStep) throw await this.refused(account, shown, 'WRONG_CODE');
    return step;
  }

  /** The step of time that the code belongs to, now or one step before or after; null where it belongs to none. */
  private stepOf(secret: string, code: string): number | null {
    const timestamp = this.county.clock.now();
    const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
    return delta === null ? null : Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta;
  }

  /** Null where there is nothing, or its key is no more. */
  private async opened(login: string, sealed: SealedSecret | null, field: string): Promise<string | null> {
    if (sealed === null) return null;
    return (await this.county.vault.open(userId(login), sealed))[field] ?? null;
  }

  /** What is tried with a login that does not exist is nobody's record. */
  private async refused(account: User, { login, address }: Shown, fault: SignInFault): Promise<SignInFailed> {
    const { attempts: attemptsAllowed, lockoutMinutes } = this.county.settings.signIn;
    const lockUntil = this.nowIso(lockoutMinutes * 60_000);
    if (account.login !== null)
      await this.send(RefuseSignIn, login, { fault, address, attemptsAllowed, lockUntil });
    return new SignInFailed('SIGN_IN_FAILED');
  }

  private async open(
    { login, address }: Pick<Shown, 'login' | 'address'>,
    method: SignInMethod,
    totpStep: number | null,
  ): Promise<Opened> {
    const expiresAt = this.nowIso(this.county.settings.signIn.sessionHours * 3_600_000);
    const sessionId = randomUUID();
    await this.send(OpenSession, login, { method, address, expiresAt, totpStep }, sessionId).catch(closed);
    return { token: await sessionToken(this.county.tokenKey, login, sessionId), sessionId, expiresAt };
  }

  // eslint-disable-next-line house/max-params -- reads as one sentence: send what to whom with which fields
  private send<C extends object>(
    type: CommandClass<C>,
    login: string,
    fields: Partial<C>,
    commandId: string = randomUUID(),
  ): Promise<Outcome> {
    const command = Object.assign(new type(), fields);
    return this.county.dispatcher.dispatch(
      enveloped(command, { commandId, id: userId(login), actor: SIGN_IN }),
    );
  }

  private nowIso(laterMs = 0): string {
    return new Date(this.county.clock.now() + laterMs).toISOString();
  }
}

/** What changed since it was looked at, such as a code that was used twice at once, is a failure like another. */
const closed = (error: unknown): never => {
  throw error instanceof Refusal ? new SignInFailed('SIGN_IN_FAILED') : error;
};
