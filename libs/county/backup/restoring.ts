import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../data-folder';
import { knownMasterKey } from '../master-key';
import { ErasureList } from '../erasure-list';
import { ERASURES, type Settings } from '../settings';
import { folderSynced, sha256Of, synced } from './durable';
import { BackupRefused, FILES, markOf, readManifest } from './manifest';
import type { File, Fingerprint, Manifest } from './manifest';

type Target = Pick<Settings, 'dataDir' | 'masterKey' | 'erasureList'>;

/** May lie in the folder already: they are kept apart from the backups. */
const MASTER_KEY = 'master.key';
const isKeptApart = (name: string): boolean => name.startsWith(MASTER_KEY) || name === ERASURES;

const draftOf = (target: Target, file: File): string => join(target.dataDir, `${file}.restoring`);

/**
 * Puts the databases of a backup into an empty data folder. They get their names only when all of them are there and are
 * what the manifest says, the log last. Before them comes the list of erasures: those that the backup knows, and those of a
 * newer list. @throws BackupRefused
 */
export const restoreBackup = async (
  folder: string,
  target: Target,
  newerErasures: string | null = null,
): Promise<Manifest> => {
  const manifest = readManifest(folder);
  requireEmpty(target);
  requireRightKey(manifest, target);
  makeFolder(target.dataDir, 0o700);
  try {
    for (const file of FILES) await copied(join(folder, file), draftOf(target, file), manifest.files[file]);
    await listErasures(join(folder, ERASURES), { manifest, target, newerErasures });
  } catch (error) {
    for (const file of FILES) rmSync(draftOf(target, file), { force: true });
    throw error;
  }
  for (const file of ['views.db', 'keys.db', 'events.db'] as const)
    renameSync(draftOf(target, file), join(target.dataDir, file));
  folderSynced(target.dataDir);
  return manifest;
};

interface Listing {
  readonly manifest: Manifest;
  readonly target: Target;
  readonly newerErasures: string | null;
}

const listErasures = async (
  backedUp: string,
  { manifest: { erasures = null }, target, newerErasures }: Listing,
): Promise<void> => {
  if (erasures !== null && !(await isWhole(backedUp, erasures)))
    throw new BackupRefused({
      zh: `${backedUp}不见了，或与备份时不同`,
      en: `${backedUp} is missing, or not what was backed up`,
    });
  const lists = [erasures === null ? null : backedUp, newerErasures].flatMap((path) => path ?? []);
  const missing = lists.find((path) => !existsSync(path));
  if (missing !== undefined) throw new BackupRefused({ zh: `没有${missing}`, en: `there is no ${missing}` });
  const entries = lists.flatMap((path) => new ErasureList(path).entries());
  if (entries.length > 0) new ErasureList(target.erasureList).add(...entries);
};

const isWhole = async (path: string, { bytes, sha256 }: Fingerprint): Promise<boolean> =>
  existsSync(path) && statSync(path).size === bytes && (await sha256Of(path)) === sha256;

/** What an attempt left that was killed is written over. */
const requireEmpty = (target: Target): void => {
  const { dataDir } = target;
  const present = existsSync(dataDir) ? readdirSync(dataDir) : [];
  const foreign = present.filter((name) => !isKeptApart(name) && !name.endsWith('.restoring'));
  if (foreign.length > 0)
    throw new BackupRefused({
      zh: `${dataDir}不是空的（${foreign.join('、')}）：不会覆盖已有的数据`,
      en: `${dataDir} is not empty (${foreign.join(', ')}): a county is never written over`,
    });
};

const requireRightKey = ({ masterKeyMark }: Manifest, target: Target): void => {
  const key = knownMasterKey(target);
  if (key === null || masterKeyMark === null || markOf(key) === masterKeyMark) return;
  throw new BackupRefused({
    zh: '手边的主密钥不是本县加密时用的那一把',
    en: 'the master key at hand is not the one that this county was sealed with',
  });
};

const copied = async (from: string, to: string, expected: Manifest['files'][File]): Promise<void> => {
  if (!existsSync(from)) throw new BackupRefused({ zh: `缺少${from}`, en: `${from} is missing` });
  copyFileSync(from, to);
  chmodSync(to, 0o600);
  synced(to);
  if (!(await isWhole(to, expected)))
    throw new BackupRefused({
      zh: `${from}与备份时不同：SHA-256 不符`,
      en: `${from} is not what was backed up: its SHA-256 differs`,
    });
};
