import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Words } from '@kernel/words';
import type { MasterKeys } from '@privacy/key-ring';
import { InvalidSettings, type Settings } from './settings';

export type Kept = Pick<Settings, 'masterKey' | 'previousMasterKey' | 'dataDir'>;

export const fileOf = ({ dataDir }: Pick<Kept, 'dataDir'>): string => join(dataDir, 'master.key');

/** There only while data keys may still be under the master key before. */
export const previousFileOf = (kept: Pick<Kept, 'dataDir'>): string => `${fileOf(kept)}.previous`;

/** The secret that all keys of the county are derived from, null where there is none yet. */
export const knownMasterKey = (settings: Omit<Kept, 'previousMasterKey'>): Buffer | null => {
  if (settings.masterKey !== null) return settings.masterKey;
  return keyIn(fileOf(settings));
};

/** The master key in force and the one before, wherever they are kept. @throws InvalidSettings */
export const masterKeysOf = (settings: Kept): MasterKeys => {
  const previous = settings.masterKey === null ? keyIn(previousFileOf(settings)) : settings.previousMasterKey;
  const wanted = masterKeyOf(settings);
  return previous === null ? [wanted] : [wanted, previous];
};

const keyIn = (path: string): Buffer | null => {
  if (!existsSync(path)) return null;
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`${path} does not hold 32 bytes in base64`);
  return key;
};

/**
 * In embedded mode a file that only its owner can read, made at the first start; whoever loses it loses the personal data,
 * so back it up apart from the data. One that was lost is not replaced in silence. @throws InvalidSettings
 */
export const masterKeyOf = (settings: Omit<Kept, 'previousMasterKey'>): Buffer => {
  // Looked at first: who starts at the same time makes the master key before this file.
  const isSealed = existsSync(join(settings.dataDir, 'keys.db'));
  const known = knownMasterKey(settings);
  if (known !== null) return known;
  if (isSealed) throw new InvalidSettings([lost(fileOf(settings))]);
  make(fileOf(settings), settings.dataDir);
  return masterKeyOf(settings);
};

const lost = (path: string): Words => ({
  zh: `未设置 MASTER_KEY，也没有 ${path}，而 keys.db 是用主密钥封存的：请找回本县原来的主密钥`,
  en: `MASTER_KEY is not set and there is no ${path}, but keys.db is sealed with one: bring back the key that this county had`,
});

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
