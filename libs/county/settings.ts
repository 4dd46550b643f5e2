import { join, resolve } from 'node:path';
import { joined, ToldError, type Words } from '@kernel/words';
import { eventStoreFault } from './event-engine';
import { dataFolderFaults } from './data-folder';
import { secretFaults } from './known-secrets';
import { readStoreFault } from './read-engine';
import {
  engine,
  masterKey,
  oneOf,
  timestampUrl,
  whole,
  wholeIn,
  type Environment,
  type WholeNumber,
} from './setting-values';
import { signInSettings, type SignInSettings } from './sign-in/settings';

/** What a county is run with, from the environment alone. */
export interface Settings {
  readonly dataDir: string;
  readonly eventStore: string;
  readonly readStore: string;
  /** Data keys: beside the read models, so that whoever shares those can open what another has sealed. */
  readonly keyStore: string;
  /** Keys that were destroyed, in a file that no backup replaces. */
  readonly erasureList: string;
  readonly host: string;
  readonly port: number;
  /** 32 bytes in base64; null: a file in the data folder, made at the first start. */
  readonly masterKey: Buffer | null;
  /** The one before, while data keys may still be under it. */
  readonly previousMasterKey: Buffer | null;
  readonly production: boolean;
  readonly signIn: SignInSettings;
  readonly afterDeadlineMs: number;
  readonly bodyLimitBytes: number;
  /** Requests of one address to one process; 0: without bound. */
  readonly rateLimitPerMinute: number;
  /** Addresses whose word is taken for the address of a request. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
  /** Whether the API runs projections and policies in a thread of its own, or leaves them to projector processes. */
  readonly projector: string;
  /** The log is sealed after so many events, or so many minutes after the first that is not. */
  readonly sealEvents: number;
  readonly sealMinutes: number;
  /** A projector process shows there that it lives; null: nowhere. */
  readonly heartbeatFile: string | null;
  /** Packages of evidence that may wait at one process, and days that one is kept. */
  readonly evidenceQueue: number;
  readonly evidenceKeepDays: number;
  /** Of an authority that stamps seals (RFC 3161); null: none does. */
  readonly timestampUrl: string | null;
}

/** Every fault of the environment at once, each with the variable's name and an example. */
export class InvalidSettings extends ToldError {
  constructor(readonly faults: readonly Words[]) {
    const { zh, en } = joined(faults, { zh: '\n  ', en: '\n  ' });
    super({ zh: `配置有误：\n  ${zh}`, en: `the settings have faults:\n  ${en}` });
    this.name = 'InvalidSettings';
  }
}

export const ERASURES = 'erasures.jsonl';

const PROJECTORS = ['thread', 'apart'];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Of what opens what is there, or makes nothing. @throws InvalidSettings */
export const settingsFrom = (env: Environment): Settings => settingsOf(env, () => []);

/** Of a process that a county may begin with: its folder is made and tried. @throws InvalidSettings */
export const settingsToBegin = (env: Environment): Settings =>
  settingsOf(env, ({ dataDir }) => dataFolderFaults(dataDir));

type Trial = (settings: Settings) => readonly Words[];

const settingsOf = (env: Environment, trial: Trial): Settings => {
  const faults: Words[] = [];
  const dataDir = resolve(env['DATA_DIR'] ?? './data');
  const settings: Settings = {
    dataDir,
    eventStore: engine(env, faults, {
      name: 'EVENT_STORE',
      usual: `sqlite:${join(dataDir, 'events.db')}`,
      faultIn: eventStoreFault,
    }),
    readStore: engine(env, faults, {
      name: 'READ_STORE',
      usual: `sqlite:${join(dataDir, 'views.db')}`,
      faultIn: readStoreFault,
    }),
    keyStore: keyStore(env, faults, dataDir),
    ...placesFrom(env, dataDir),
    port: whole(env, faults, { name: 'PORT', usual: 3000, min: 0, max: 65_535 }),
    masterKey: masterKey(env, faults, 'MASTER_KEY'),
    previousMasterKey: masterKey(env, faults, 'MASTER_KEY_PREVIOUS'),
    production: env['NODE_ENV'] === 'production',
    signIn: signInSettings(env, faults, wholeIn(env, faults)),
    ...limits(env, wholeIn(env, faults)),
    logLevel: oneOf(env, faults, { name: 'LOG_LEVEL', usual: 'warn', words: LOG_LEVELS }),
    projector: oneOf(env, faults, { name: 'PROJECTOR', usual: 'thread', words: PROJECTORS }),
    ...sealing(wholeIn(env, faults)),
    heartbeatFile: env['HEARTBEAT_FILE'] ?? null,
    ...evidence(wholeIn(env, faults)),
    timestampUrl: timestampUrl(env, faults),
  };
  faults.push(...trial(settings), ...secretFaults(settings));
  if (faults.length > 0) throw new InvalidSettings(faults);
  return settings;
};

type Limits = Pick<Settings, 'afterDeadlineMs' | 'bodyLimitBytes' | 'rateLimitPerMinute' | 'trustedProxies'>;

const limits = (env: Environment, wholeNumber: WholeNumber): Limits => ({
  afterDeadlineMs: wholeNumber('AFTER_DEADLINE_MS', 5_000, [0, 60_000]),
  bodyLimitBytes: wholeNumber('BODY_LIMIT_BYTES', 900_000, [1_000, 900_000]),
  rateLimitPerMinute: wholeNumber('RATE_LIMIT_PER_MINUTE', 6_000, [0, 1_000_000]),
  trustedProxies: (env['TRUSTED_PROXIES'] ?? '').split(',').filter((address) => address !== ''),
});

const sealing = (wholeNumber: WholeNumber): Pick<Settings, 'sealEvents' | 'sealMinutes'> => ({
  sealEvents: wholeNumber('SEAL_EVENTS', 10_000, [1, 1_000_000]),
  sealMinutes: wholeNumber('SEAL_MINUTES', 60, [1, 10_080]),
});

const evidence = (wholeNumber: WholeNumber): Pick<Settings, 'evidenceQueue' | 'evidenceKeepDays'> => ({
  evidenceQueue: wholeNumber('EVIDENCE_QUEUE', 20, [1, 1_000]),
  evidenceKeepDays: wholeNumber('EVIDENCE_KEEP_DAYS', 7, [1, 365]),
});

const placesFrom = (env: Environment, dataDir: string): Pick<Settings, 'erasureList' | 'host'> => ({
  erasureList: resolve(env['ERASURE_LIST'] ?? join(dataDir, ERASURES)),
  host: env['HOST'] ?? '127.0.0.1',
});

/** Where nothing else is said a server of read models keeps the keys as well; its faults are told once. */
const keyStore = (env: Environment, faults: Words[], dataDir: string): string => {
  const readStore = env['READ_STORE'] ?? 'sqlite:';
  const usual = `sqlite:${join(dataDir, 'keys.db')}`;
  if (env['KEY_STORE'] === undefined) return readStore.startsWith('sqlite:') ? usual : readStore;
  return engine(env, faults, { name: 'KEY_STORE', usual, faultIn: readStoreFault });
};
