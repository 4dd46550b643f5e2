import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { bringForward } from '@county/backup/forward';
import { BackupRefused, type Manifest } from '@county/backup/manifest';
import { restoreBackup } from '@county/backup/restoring';
import { knownMasterKey } from '@county/master-key';
import { settingsFrom, type Settings } from '@county/settings';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { CommandFailed } from './failure';
import { verifyLog } from './verify';
import { print } from './with-county';

interface Options {
  readonly from: string;
  readonly to?: string;
  readonly erasures: string;
}

/** Brings a county back from a backup, into an empty folder, and looks through it. */
export const restoreCommand = new Command('restore')
  .description(
    'bring a county back from a backup into an empty data folder, verify it, update its read models',
  )
  .requiredOption('--from <folder>', 'a folder that backup has made')
  .option('--to <folder>', 'the data folder; DATA_DIR where absent')
  .requiredOption(
    '--erasures <file>',
    'the newest list of erasures (ERASURE_LIST, or erasures.jsonl of the county or a later backup); none: there is no newer one',
  )
  .action(async ({ from, to, erasures }: Options) => {
    const settings = settingsFrom(to === undefined ? process.env : { ...process.env, DATA_DIR: to });
    const newer = erasures === 'none' ? null : resolve(erasures);
    const manifest = await restored(resolve(from), settings, newer);
    print(`${settings.dataDir}: as it was ${manifest.madeAt}`);
    await verifyRestored(settings.dataDir);
    const models = await bringForward(settings.dataDir);
    print(models === 'CONTINUED' ? 'read models are at the head of the log' : 'read models were built anew');
    print(nextSteps(settings));
  });

const restored = async (
  from: string,
  settings: Settings,
  newerErasures: string | null,
): Promise<Manifest> => {
  try {
    return await restoreBackup(from, settings, newerErasures);
  } catch (error) {
    throw error instanceof BackupRefused ? new CommandFailed(error.message) : error;
  }
};

const verifyRestored = async (dataDir: string): Promise<void> => {
  const store = SqliteEventStore.open(join(dataDir, 'events.db'));
  try {
    await verifyLog(store);
  } finally {
    await store.close();
  }
};

const nextSteps = (settings: Settings): string => {
  const start = `Start it with DATA_DIR=${settings.dataDir}, without EVENT_STORE and READ_STORE.`;
  const key = `First bring back its master key, as ${join(settings.dataDir, 'master.key')} or MASTER_KEY: it is in no backup.`;
  return knownMasterKey(settings) === null ? `${key}\n${start}` : start;
};
