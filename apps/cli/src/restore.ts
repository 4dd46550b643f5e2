import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
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
    told({
      zh: '从备份恢复到空的数据目录，核对，更新视图',
      en: 'bring a county back from a backup into an empty data folder, verify it, update its read models',
    }),
  )
  .requiredOption('--from <folder>', told({ zh: 'backup 所做的目录', en: 'a folder that backup has made' }))
  .option(
    '--to <folder>',
    told({ zh: '数据目录；不写则为 DATA_DIR', en: 'the data folder; DATA_DIR where absent' }),
  )
  .requiredOption(
    '--erasures <file>',
    told({
      zh: '最新的删除清单（ERASURE_LIST，或本县、更晚备份的 erasures.jsonl）；none：没有更新的',
      en: 'the newest list of erasures (ERASURE_LIST, or erasures.jsonl of the county or a later backup); none: there is no newer one',
    }),
  )
  .action(async ({ from, to, erasures }: Options) => {
    const settings = settingsFrom(to === undefined ? process.env : { ...process.env, DATA_DIR: to });
    const newer = erasures === 'none' ? null : resolve(erasures);
    const manifest = await restored(resolve(from), settings, newer);
    print({
      zh: `${settings.dataDir}：恢复到 ${manifest.madeAt}`,
      en: `${settings.dataDir}: as it was ${manifest.madeAt}`,
    });
    await verifyRestored(settings.dataDir);
    const models = await bringForward(settings.dataDir);
    print(models === 'CONTINUED' ? CONTINUED : BUILT_ANEW);
    for (const step of nextSteps(settings)) print(step);
  });

const restored = async (
  from: string,
  settings: Settings,
  newerErasures: string | null,
): Promise<Manifest> => {
  try {
    return await restoreBackup(from, settings, newerErasures);
  } catch (error) {
    throw error instanceof BackupRefused ? CommandFailed.because(error) : error;
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

const CONTINUED: Words = { zh: '视图已追到事件库末尾', en: 'read models are at the head of the log' };

const BUILT_ANEW: Words = { zh: '视图已重新生成', en: 'read models were built anew' };

const nextSteps = (settings: Settings): readonly Words[] => {
  const [folder, file] = [settings.dataDir, join(settings.dataDir, 'master.key')];
  const start = {
    zh: `请用 DATA_DIR=${folder} 启动，不设 EVENT_STORE 和 READ_STORE。`,
    en: `Start it with DATA_DIR=${folder}, without EVENT_STORE and READ_STORE.`,
  };
  const key = {
    zh: `请先放回它的主密钥，作为 ${file} 或 MASTER_KEY：任何备份里都没有它。`,
    en: `First bring back its master key, as ${file} or MASTER_KEY: it is in no backup.`,
  };
  return knownMasterKey(settings) === null ? [key, start] : [start];
};
