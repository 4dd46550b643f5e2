import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Words } from '@kernel/words';
import { nameOfKey } from '@privacy/cipher';
import { KeysDamaged, KeysRefused, KeysUnavailable, type KeyStore } from '@privacy/key-store';
import { KeyRing } from '@privacy/key-ring';
import { UnknownMasterKey, type Kms } from '@privacy/kms';
import { rotateMasterKey, type Rotated } from '@privacy/rotation';
import type { Vault } from '@privacy/vault';
import { folderSynced, writtenAtOnce } from './backup/durable';
import { fileOf, knownMasterKey, masterKeysOf, previousFileOf, type Kept } from './master-key';
import { InvalidSettings } from './settings';

export interface CountyRotated extends Rotated {
  /** Where the master key before was put; null where the environment names both. */
  readonly retired: string | null;
}

/**
 * Puts all data keys of a county under another master key: the one that the environment names, or in embedded mode one that
 * is made here. Broken off, it goes on where it was. @throws UnknownMasterKey, InvalidSettings
 */
export const rotateCountyMasterKey = async (
  settings: Kept,
  keys: KeyStore,
  onRewrapped?: (count: number) => void,
): Promise<CountyRotated> => {
  const inFile = settings.masterKey === null;
  if (inFile) beginInFiles(settings);
  const kms = new KeyRing(() => masterKeysOf(settings));
  const rotated = await rotateMasterKey(keys, kms, onRewrapped);
  return { ...rotated, retired: inFile ? endInFiles(settings) : null };
};

/** The key in force is kept beside the new one before it loses its name. */
const beginInFiles = (settings: Kept): void => {
  const [path, previous] = [fileOf(settings), previousFileOf(settings)];
  const current = knownMasterKey(settings);
  if (current === null)
    throw new InvalidSettings([
      {
        zh: `没有 ${path}：本县尚无主密钥`,
        en: `there is no ${path}: this county has no master key yet`,
      },
    ]);
  if (!existsSync(previous)) linkSync(path, previous);
  else if (!isSame(previous, path)) return;
  writtenAtOnce(path, `${randomBytes(32).toString('base64')}\n`);
};

const isSame = (one: string, other: string): boolean =>
  readFileSync(one, 'utf8') === readFileSync(other, 'utf8');

const endInFiles = (settings: Kept): string => {
  const previous = previousFileOf(settings);
  const name = nameOfKey(Buffer.from(readFileSync(previous, 'utf8').trim(), 'base64'));
  const retired = `${fileOf(settings)}.retired-${name}`;
  renameSync(previous, retired);
  folderSynced(dirname(retired));
  return retired;
};

/**
 * Nothing is served with a master key that is not the county's, or while one is missed that a rotation has not done with.
 * A key store that cannot be reached is no reason: it answers later. @throws InvalidSettings; KeysRefused where it refuses access
 */
export const requireMasterKeys = async ({
  vault,
  kms,
}: {
  readonly vault: Vault;
  readonly kms: Kms;
}): Promise<void> => {
  try {
    await vault.requireMasterKeys();
  } catch (error) {
    if (error instanceof UnknownMasterKey) throw new InvalidSettings([missing(error, kms.wanted)]);
    if (!(error instanceof KeysUnavailable) || error instanceof KeysDamaged || isDenied(error)) throw error;
  }
};

const isDenied = (error: KeysUnavailable): boolean =>
  error instanceof KeysRefused && error.because === 'ACCESS_DENIED';

const missing = ({ words: { zh, en } }: UnknownMasterKey, wanted: string): Words => ({
  zh: `MASTER_KEY 是主密钥${wanted}，但${zh}：请将 MASTER_KEY 设为后者，或以 MASTER_KEY_PREVIOUS 写明后者并运行 rotate-master-key`,
  en: `MASTER_KEY is the master key ${wanted}, but ${en}: name that one, or let MASTER_KEY_PREVIOUS name it and run rotate-master-key`,
});
