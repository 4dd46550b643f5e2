import type { Words } from '@kernel/words';
import { NEW_KEY, withExample } from './setting-fault';
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
const knownSecrets = (settings: Secrets): readonly Words[] => {
  const keys = { MASTER_KEY: settings.masterKey, MASTER_KEY_PREVIOUS: settings.previousMasterKey };
  const engines = {
    ...{ EVENT_STORE: settings.eventStore, READ_STORE: settings.readStore, KEY_STORE: settings.keyStore },
  };
  const client = settings.signIn.oidc?.clientSecret;
  return [
    ...Object.entries(keys).flatMap(([name, key]) =>
      key !== null && isGuessable(key)
        ? [
            withExample(name, NEW_KEY, {
              zh: `${name} 容易被猜中，不能用于正式环境`,
              en: `${name} can be guessed and cannot be used in production`,
            }),
          ]
        : [],
    ),
    ...Object.entries(engines).flatMap(([name, engine]) =>
      isKnown(passwordIn(engine))
        ? [
            {
              zh: `${name} 中的密码人所共知，不能用于正式环境`,
              en: `${name} has a password that everybody knows and cannot be used in production`,
            },
          ]
        : [],
    ),
    ...(client !== undefined && isKnown(client)
      ? [
          {
            zh: 'OIDC_CLIENT_SECRET 人所共知，不能用于正式环境',
            en: 'OIDC_CLIENT_SECRET is one that everybody knows and cannot be used in production',
          },
        ]
      : []),
  ];
};

/** What is wrong with the secrets, by name. */
export const secretFaults = (settings: Secrets): readonly Words[] => {
  const { production, masterKey: key, previousMasterKey } = settings;
  return [
    ...(production && key === null
      ? [
          withExample('MASTER_KEY', NEW_KEY, {
            zh: '正式环境须设置 MASTER_KEY',
            en: 'MASTER_KEY must be set in production',
          }),
        ]
      : []),
    ...(production ? knownSecrets(settings) : []),
    ...(previousMasterKey !== null && key === null
      ? [
          {
            zh: 'MASTER_KEY_PREVIOUS 须与 MASTER_KEY 一同设置；都不设置时，两者是数据目录中的文件',
            en: 'MASTER_KEY_PREVIOUS goes with a MASTER_KEY; without it both are files in the data folder',
          },
        ]
      : []),
  ];
};
