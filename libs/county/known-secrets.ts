import type { SignInSettings } from './sign-in/settings';

/** Settings that hold secrets. */
interface Secrets {
  readonly production: boolean;
  readonly masterKey: Buffer | null;
  readonly previousMasterKey: Buffer | null;
  readonly eventStore: string;
  readonly readStore: string;
  readonly keyStore: string;
  readonly signIn: Pick<SignInSettings, 'oidc'>;
}

/** Out of manuals, examples and images: whoever tries to get in tries them first. */
const KNOWN = [
  ...['admin', 'changeit', 'changeme', 'change-me', 'default', 'demo', 'example', 'guest', 'ops'],
  ...[
    'pass',
    'password',
    'root',
    'secret',
    'test',
    'a-secret-of-the-test',
    'client-secret',
    '123456',
    '12345678',
  ],
];

const isKnown = (secret: string): boolean => KNOWN.includes(secret.toLowerCase());

/** 32 random bytes have some 30 different ones, and hardly ever spell a text. */
const DISTINCT_BYTES = 16;
const isGuessable = (key: Buffer): boolean =>
  new Set(key).size < DISTINCT_BYTES || key.every((byte) => byte >= 0x20 && byte < 0x7f);

/** Of `scheme://user:password@host`; host lists of clusters are no URLs to everybody. */
const passwordIn = (engine: string): string => {
  const [, password = ''] = /^[\w+]+:\/\/[^:@/]*:([^@/]*)@/.exec(engine) ?? [];
  return password;
};

/** What may not be in production, by name; never the secret itself. */
const knownSecrets = (settings: Secrets): readonly string[] => {
  const keys = { MASTER_KEY: settings.masterKey, MASTER_KEY_PREVIOUS: settings.previousMasterKey };
  const engines = {
    ...{ EVENT_STORE: settings.eventStore, READ_STORE: settings.readStore, KEY_STORE: settings.keyStore },
  };
  const client = settings.signIn.oidc?.clientSecret;
  return [
    ...Object.entries(keys).flatMap(([name, key]) =>
      key !== null && isGuessable(key)
        ? [`${name} can be guessed and cannot be used in production, e.g. ${name}=$(openssl rand -base64 32)`]
        : [],
    ),
    ...Object.entries(engines).flatMap(([name, engine]) =>
      isKnown(passwordIn(engine))
        ? [`${name} has a password that everybody knows and cannot be used in production`]
        : [],
    ),
    ...(client !== undefined && isKnown(client)
      ? ['OIDC_CLIENT_SECRET is one that everybody knows and cannot be used in production']
      : []),
  ];
};

/** What is wrong with the secrets, by name. */
export const secretFaults = (settings: Secrets): readonly string[] => {
  const { production, masterKey: key, previousMasterKey } = settings;
  return [
    ...(production && key === null
      ? ['MASTER_KEY must be set in production, e.g. MASTER_KEY=$(openssl rand -base64 32)']
      : []),
    ...(production ? knownSecrets(settings) : []),
    ...(previousMasterKey !== null && key === null
      ? ['MASTER_KEY_PREVIOUS goes with a MASTER_KEY; without it both are files in the data folder']
      : []),
  ];
};
