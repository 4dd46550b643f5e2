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

type Environment = Readonly<Record<string, string | undefined>>;
export type WholeNumber = (
  name: string,
  usual: number,
  limits: readonly [min: number, max: number],
) => number;

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Adds to the faults what is wrong with them. */
export const signInSettings = (env: Environment, faults: string[], whole: WholeNumber): SignInSettings => {
  const local = env['LOCAL_ACCOUNTS'] ?? 'on';
  if (local !== 'on' && local !== 'off')
    faults.push(`LOCAL_ACCOUNTS is "${local}"; it takes on | off, e.g. LOCAL_ACCOUNTS=on`);
  return {
    localAccounts: local === 'on',
    sessionHours: whole('SESSION_HOURS', 8, [1, 24]),
    attempts: whole('SIGN_IN_ATTEMPTS', 5, [1, 100]),
    lockoutMinutes: whole('LOCKOUT_MINUTES', 15, [1, 1_440]),
    perMinute: whole('SIGN_IN_RATE_PER_MINUTE', 60, [0, 100_000]),
    oidc: env['OIDC_ISSUER'] === undefined ? null : oidc(env, faults),
  };
};

const oidc = (env: Environment, faults: string[]): OidcSettings => ({
  issuer: url(env, faults, 'OIDC_ISSUER'),
  publicUrl: url(env, faults, 'PUBLIC_URL'),
  clientId: text(env, faults, 'OIDC_CLIENT_ID'),
  clientSecret: text(env, faults, 'OIDC_CLIENT_SECRET'),
  loginClaim: env['OIDC_LOGIN_CLAIM'] ?? 'preferred_username',
});

const text = (env: Environment, faults: string[], name: string): string => {
  const given = env[name] ?? '';
  if (given === '') faults.push(`${name} must be set where OIDC_ISSUER is, e.g. ${name}=shuangbang`);
  return given;
};

/** Encrypted, unless it does not leave the machine. */
const url = (env: Environment, faults: string[], name: string): string => {
  const given = env[name] ?? '';
  const parsed = URL.canParse(given) ? new URL(given) : null;
  const isSafe =
    parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.includes(parsed.hostname));
  if (!isSafe) faults.push(`${name} must be an https address, e.g. ${name}=https://id.example.org`);
  return given.replace(/\/$/, '');
};
