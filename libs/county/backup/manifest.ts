import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ToldError } from '@kernel/words';
import { purposeKey } from '@privacy/cipher';
import { writtenAtOnce } from './durable';

/** The databases of the embedded pair, by the names they have in a backup and in a data folder. */
export const FILES = ['views.db', 'events.db', 'keys.db'] as const;

export type File = (typeof FILES)[number];

export interface Fingerprint {
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup holds. It is written last: a folder without it is no backup. */
export interface Manifest {
  readonly format: number;
  /** Version of the software that made it. */
  readonly software: string;
  readonly madeAt: string;
  /** Position of the last event. */
  readonly head: string;
  readonly events: number;
  readonly streams: number;
  /** Places at which the hash chain of the log was broken already. */
  readonly breaks: number;
  /** Tells whether a master key is the right one and gives nothing of it away; null where it was not at hand. */
  readonly masterKeyMark: string | null;
  readonly files: Readonly<Record<File, Fingerprint>>;
  /** The list of erasures; null or absent where nothing had been erased. */
  readonly erasures?: Fingerprint | null;
}

export const FORMAT = 1;

/** A reason why there will be no backup, or no county from one. */
export class BackupRefused extends ToldError {
  override readonly name = 'BackupRefused';
}

const manifestIn = (folder: string): string => join(folder, 'manifest.json');

export const writeManifest = (folder: string, manifest: Manifest): void => {
  writtenAtOnce(manifestIn(folder), `${JSON.stringify(manifest, null, 2)}\n`);
};

/** @throws BackupRefused where there is no finished backup that this version can read */
export const readManifest = (folder: string): Manifest => {
  const path = manifestIn(folder);
  if (!existsSync(path))
    throw new BackupRefused({
      zh: `${folder}里没有完成的备份：缺少 manifest.json`,
      en: `${folder} holds no finished backup: it has no manifest.json`,
    });
  const manifest = parsed(path);
  if (manifest.format !== FORMAT)
    throw new BackupRefused({
      zh: `${path}的格式${String(manifest.format)}，本版本读不了`,
      en: `${path} is of a form that this version cannot read: ${String(manifest.format)}`,
    });
  return manifest;
};

const parsed = (path: string): Manifest => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch (error) {
    throw new BackupRefused({
      zh: `${path}无法读取：${String(error)}`,
      en: `${path} cannot be read: ${String(error)}`,
    });
  }
};

export const markOf = (masterKey: Buffer): string =>
  purposeKey(masterKey, 'backup-mark').subarray(0, 16).toString('hex');
