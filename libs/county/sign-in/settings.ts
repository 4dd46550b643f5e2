import type { Words } from '@kernel/words';
import { otherThan, withExample } from '../setting-fault';
import type { Environment, WholeNumber } from '../setting-values';

/** How people sign in. Times are short so that a lost device or a left desk does little harm. */
export interface SignInSettings {
  /** Whether passwords kept by this county are taken. */
  readonly localAccounts: boolean;
  readonly sessionHours: number;
  /** Failures in a row after which the address they came from is locked out. */
  readonly attempts: number;
  readonly lockoutMinutes: number;
  /** Sign-ins that one address may try at one process; 0: without bound. */
  readonly perMinute: number;
  readonly oidc: OidcSettings | null;
}

/** A provider of identities that the county trusts. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Which claim of the id token is the login. */
  readonly loginClaim: string;
  /** Where people reach this API: the provider sends them back to `<publicUrl>/sign-in/oidc/callback`. */
  readonly publicUrl: string;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Adds to the faults what is wrong with them. */
export const signInSettings = (env: Environment, faults: Words[], whole: WholeNumber): SignInSettings => {
  const local = env['LOCAL_ACCOUNTS'] ?? 'on';
  if (local !== 'on' && local !== 'off')
    faults.push(
      otherThan({ name: 'LOCAL_ACCOUNTS', text: local, usual: 'on' }, { zh: 'on | off', en: 'on | off' }),
    );
  return {
    localAccounts: local === 'on',
    sessionHours: whole('SESSION_HOURS', 8, [1, 24]),
    attempts: whole('SIGN_IN_ATTEMPTS', 5, [1, 100]),
    lockoutMinutes: whole('LOCKOUT_MINUTES', 15, [1, 1_440]),
    perMinute: whole('SIGN_IN_RATE_PER_MINUTE', 60, [0, 100_000]),
    oidc: env['OIDC_ISSUER'] === undefined ? null : oidc(env, faults),
  };
};

const oidc = (env: Environment, faults: Words[]): OidcSettings => ({
  issuer: url(env, faults, 'OIDC_ISSUER'),
  publicUrl: url(env, faults, 'PUBLIC_URL'),
  clientId: text(env, faults, 'OIDC_CLIENT_ID'),
  clientSecret: text(env, faults, 'OIDC_CLIENT_SECRET'),
  loginClaim: env['OIDC_LOGIN_CLAIM'] ?? 'preferred_username',
});

const text = (env: Environment, faults: Words[], name: string): string => {
  const given = env[name] ?? '';
  if (given === '')
    faults.push(
      withExample(name, 'shuangbang', {
        zh: `设置了 OIDC_ISSUER 时须设置 ${name}`,
        en: `${name} must be set where OIDC_ISSUER is`,
      }),
    );
  return given;
};

/** Encrypted, unless it does not leave the machine. */
const url = (env: Environment, faults: Words[], name: string): string => {
  const given = env[name] ?? '';
  const parsed = URL.canParse(given) ? new URL(given) : null;
  const isSafe =
    parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.includes(parsed.hostname));
  if (!isSafe)
    faults.push(
      withExample(name, 'https://id.example.org', {
        zh: `${name} 须为 https 网址`,
        en: `${name} must be an https address`,
      }),
    );
  return given.replace(/\/$/, '');
};
