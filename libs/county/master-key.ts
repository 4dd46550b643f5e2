import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings';

/**
 * The secret that all keys of the county are derived from. In embedded mode a file that only its owner can read, made at the
 * first start; whoever loses it loses the personal data, so back it up apart from the data.
 */
export const masterKeyOf = ({ masterKey, dataDir }: Pick<Settings, 'masterKey' | 'dataDir'>): Buffer => {
  if (masterKey !== null) return masterKey;
  const path = join(dataDir, 'master.key');
  if (!existsSync(path)) make(path, dataDir);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`${path} does not hold 32 bytes in base64`);
  return key;
};

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
