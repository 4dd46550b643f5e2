import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidSettings, type Settings } from './settings';

type Kept = Pick<Settings, 'masterKey' | 'dataDir'>;

const fileOf = ({ dataDir }: Kept): string => join(dataDir, 'master.key');

/** The secret that all keys of the county are derived from, null where there is none yet. */
export const knownMasterKey = (settings: Kept): Buffer | null => {
  if (settings.masterKey !== null) return settings.masterKey;
  const path = fileOf(settings);
  if (!existsSync(path)) return null;
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`${path} does not hold 32 bytes in base64`);
  return key;
};

/**
 * In embedded mode a file that only its owner can read, made at the first start; whoever loses it loses the personal data,
 * so back it up apart from the data. One that was lost is not replaced in silence. @throws InvalidSettings
 */
export const masterKeyOf = (settings: Kept): Buffer => {
  // Looked at first: who starts at the same time makes the master key before this file.
  const isSealed = existsSync(join(settings.dataDir, 'keys.db'));
  const known = knownMasterKey(settings);
  if (known !== null) return known;
  if (isSealed) throw new InvalidSettings([lost(fileOf(settings))]);
  make(fileOf(settings), settings.dataDir);
  return masterKeyOf(settings);
};

const lost = (path: string): string =>
  `MASTER_KEY is not set and there is no ${path}, but keys.db is sealed with one: bring back the key that this county had`;

/** Two processes that start at once agree on one key: a finished file is linked into place, and the first link stays. */
const make = (path: string, dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${String(process.pid)}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
};
