import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, type Clock } from '@event-store/clock';
import { copyOnline } from '@event-store/sqlite/online-copy';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { verify } from '@event-store/verify';
import { SOFTWARE_VERSION } from '@http/version';
import { makeFolder } from '../data-folder';
import { knownMasterKey } from '../master-key';
import { ERASURES, type Settings } from '../settings';
import { folderSynced, sha256Of, synced } from './durable';
import { BackupRefused, FILES, FORMAT, markOf, writeManifest } from './manifest';
import type { File, Fingerprint, Manifest } from './manifest';

export interface BackupOptions {
  readonly clock?: Clock;
  /** Pages of the file that is being copied. */
  readonly onProgress?: (file: File, done: number, total: number) => void;
  /** Waited for before the next is begun. */
  readonly onCopied?: (file: File) => Promise<void>;
}

type County = Pick<
  Settings,
  'dataDir' | 'eventStore' | 'readStore' | 'keyStore' | 'masterKey' | 'erasureList'
>;

/**
 * Copies the databases of a county while it works. Their order makes the three moments one: views first, for they may lag
 * behind the log and never be ahead of it; keys last, for a key is on the disk before the event that needs it.
 * (A key that is destroyed meanwhile is not in the backup: who was forgotten stays forgotten.) The master key is not copied.
 * @throws BackupRefused
 */
export const makeBackup = async (
  county: County,
  folder: string,
  options: BackupOptions = {},
): Promise<Manifest> => {
  const sources = databasesOf(county);
  claim(folder);
  for (const file of FILES) {
    const onPages = (done: number, total: number): void => options.onProgress?.(file, done, total);
    await copyOnline(sources[file], join(folder, file), onPages);
    await options.onCopied?.(file);
  }
  const manifest: Manifest = {
    ...{ format: FORMAT, software: SOFTWARE_VERSION },
    madeAt: new Date((options.clock ?? systemClock).now()).toISOString(),
    ...(await factsOf(join(folder, 'events.db'))),
    masterKeyMark: markAtHand(county),
    erasures: await erasuresIn(county, folder),
    files: await fingerprints(folder),
  };
  writeManifest(folder, manifest);
  return manifest;
};

/** After the keys: whatever is missing there is listed here. */
const erasuresIn = async ({ erasureList }: County, folder: string): Promise<Fingerprint | null> => {
  if (!existsSync(erasureList)) return null;
  const copy = join(folder, ERASURES);
  copyFileSync(erasureList, copy);
  return fingerprintOf(copy);
};

const databasesOf = (county: County): Readonly<Record<File, string>> => {
  const sources = {
    'views.db': fileOf('READ_STORE', county.readStore),
    'events.db': fileOf('EVENT_STORE', county.eventStore),
    'keys.db': fileOf('KEY_STORE', county.keyStore),
  };
  const missing = Object.values(sources).filter((path) => !existsSync(path));
  if (missing.length > 0)
    throw new BackupRefused({
      zh: `没有${missing.join('，没有')}：DATA_DIR 对吗？`,
      en: `there is no ${missing.join(', no ')}: is DATA_DIR right?`,
    });
  return sources;
};

const fileOf = (setting: string, engine: string): string => {
  if (engine.startsWith('sqlite:')) return engine.slice('sqlite:'.length);
  throw new BackupRefused({
    zh: `${setting}是服务器：用它自己的工具备份，见 docs/operating.zh-CN.md`,
    en: `${setting} is a server: it is backed up with its own tools, see docs/operating.md`,
  });
};

/** A backup never replaces another. */
const claim = (folder: string): void => {
  makeFolder(folder, 0o700);
  if (readdirSync(folder).length > 0)
    throw new BackupRefused({
      zh: `${folder}不是空的：请为这次备份单独指定目录`,
      en: `${folder} is not empty: name a folder for this backup alone`,
    });
};

const factsOf = async (log: string): Promise<Pick<Manifest, 'head' | 'events' | 'streams' | 'breaks'>> => {
  const store = SqliteEventStore.openToRead(log);
  try {
    let facts = { events: 0, streams: 0, breaks: 0 };
    for await (const { events, streams, breaks } of verify(store))
      facts = { events, streams, breaks: facts.breaks + breaks.length };
    return { head: await store.head(), ...facts };
  } finally {
    await store.close();
  }
};

const markAtHand = (county: County): string | null => {
  const key = knownMasterKey(county);
  return key === null ? null : markOf(key);
};

const fingerprints = async (folder: string): Promise<Manifest['files']> => {
  const entries = await Promise.all(
    FILES.map(async (file) => [file, await fingerprintOf(join(folder, file))] as const),
  );
  folderSynced(folder);
  return Object.fromEntries(entries) as Record<File, Fingerprint>;
};

const fingerprintOf = async (path: string): Promise<Fingerprint> => {
  synced(path);
  return { bytes: statSync(path).size, sha256: await sha256Of(path) };
};
