import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { knownMasterKey } from '../master-key';
import type { Settings } from '../settings';
import { folderSynced, sha256Of, synced } from './durable';
import { BackupRefused, FILES, markOf, readManifest, type File, type Manifest } from './manifest';

type Target = Pick<Settings, 'dataDir' | 'masterKey'>;

/** May lie in the folder already: it is kept apart from the backups. */
const MASTER_KEY = 'master.key';

const draftOf = (target: Target, file: File): string => join(target.dataDir, `${file}.restoring`);

/**
 * Puts the databases of a backup into an empty data folder. They get their names only when all of them are there and are
 * what the manifest says, the log last. @throws BackupRefused
 */
export const restoreBackup = async (folder: string, target: Target): Promise<Manifest> => {
  const manifest = readManifest(folder);
  requireEmpty(target);
  requireRightKey(manifest, target);
  mkdirSync(target.dataDir, { recursive: true, mode: 0o700 });
  try {
    for (const file of FILES) await copied(join(folder, file), draftOf(target, file), manifest.files[file]);
  } catch (error) {
    for (const file of FILES) rmSync(draftOf(target, file), { force: true });
    throw error;
  }
  for (const file of ['views.db', 'keys.db', 'events.db'] as const)
    renameSync(draftOf(target, file), join(target.dataDir, file));
  folderSynced(target.dataDir);
  return manifest;
};

/** What an attempt left that was killed is written over. */
const requireEmpty = (target: Target): void => {
  const { dataDir } = target;
  const present = existsSync(dataDir) ? readdirSync(dataDir) : [];
  const foreign = present.filter((name) => !name.startsWith(MASTER_KEY) && !name.endsWith('.restoring'));
  if (foreign.length > 0)
    throw new BackupRefused(
      `${dataDir} is not empty (${foreign.join(', ')}): a county is never written over`,
    );
};

const requireRightKey = ({ masterKeyMark }: Manifest, target: Target): void => {
  const key = knownMasterKey(target);
  if (key === null || masterKeyMark === null || markOf(key) === masterKeyMark) return;
  throw new BackupRefused('the master key at hand is not the one that this county was sealed with');
};

const copied = async (from: string, to: string, expected: Manifest['files'][File]): Promise<void> => {
  if (!existsSync(from)) throw new BackupRefused(`${from} is missing`);
  copyFileSync(from, to);
  chmodSync(to, 0o600);
  synced(to);
  const isSame = statSync(to).size === expected.bytes && (await sha256Of(to)) === expected.sha256;
  if (!isSame) throw new BackupRefused(`${from} is not what was backed up: its SHA-256 differs`);
};
