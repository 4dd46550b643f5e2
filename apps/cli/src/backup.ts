import { resolve } from 'node:path';
import { Command } from 'commander';
import { makeBackup, type BackupOptions } from '@county/backup/backing-up';
import { BackupRefused, type Manifest } from '@county/backup/manifest';
import { settingsFrom, type Settings } from '@county/settings';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { print } from './with-county';

/** A copy that a county can be brought back from, made while it works. Ends with status 1 where its log is broken already. */
export const backupCommand = new Command('backup')
  .description('copy log, read models and data keys into a new folder, while the county is running')
  .requiredOption('--to <folder>', 'a folder for this backup alone')
  .action(async ({ to }: { to: string }) => {
    const settings = settingsFrom(process.env);
    const folder = resolve(to);
    try {
      report(await makeBackup(settings, folder, watched()), folder, settings);
    } catch (error) {
      throw error instanceof BackupRefused ? new CommandFailed(error.message) : error;
    }
  });

/** A bar for each file. */
const watched = (): BackupOptions => {
  let bar: ReturnType<typeof progressBar> | null = null;
  return {
    onProgress: (file, done, total) => (bar ??= progressBar(file)).at(done, total),
    onCopied: async () => {
      bar?.end();
      bar = null;
    },
  };
};

const report = (manifest: Manifest, folder: string, settings: Settings): void => {
  const { events, streams, head, madeAt, files, breaks } = manifest;
  print(`${folder}: ${String(events)} events in ${String(streams)} streams up to ${head}, made ${madeAt}`);
  for (const [name, { bytes, sha256 }] of Object.entries(files))
    print(`  ${name.padEnd(10)} ${String(bytes).padStart(12)} bytes  SHA-256 ${sha256}`);
  print(`NOT in it: the master key. ${keyAdvice(settings, manifest)}`);
  if (breaks > 0)
    throw new CommandFailed(`the log that was copied is broken in ${String(breaks)} place(s): run verify`);
};

const WITHOUT = 'Without it no name, document number, phone or account can be read again';

const keyAdvice = ({ masterKey, dataDir }: Settings, { masterKeyMark }: Manifest): string => {
  if (masterKey !== null) return `${WITHOUT}: keep the MASTER_KEY of this county apart from its backups.`;
  if (masterKeyMark === null)
    return `${WITHOUT}; it was not at hand (no MASTER_KEY, no ${dataDir}/master.key): make sure that you have it.`;
  return `${WITHOUT}: keep a copy of ${dataDir}/master.key apart from the backups.`;
};
