import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
import { makeBackup, type BackupOptions } from '@county/backup/backing-up';
import { BackupRefused, type Manifest } from '@county/backup/manifest';
import { settingsFrom, type Settings } from '@county/settings';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { print } from './with-county';

/** A copy that a county can be brought back from, made while it works. Ends with status 1 where its log is broken already. */
export const backupCommand = new Command('backup')
  .description(
    told({
      zh: '在运行中把事件库、视图和数据密钥复制到新目录',
      en: 'copy log, read models and data keys into a new folder, while the county is running',
    }),
  )
  .requiredOption('--to <folder>', told({ zh: '只用于这次备份的目录', en: 'a folder for this backup alone' }))
  .action(async ({ to }: { to: string }) => {
    const settings = settingsFrom(process.env);
    const folder = resolve(to);
    try {
      report(await makeBackup(settings, folder, watched()), folder, settings);
    } catch (error) {
      throw error instanceof BackupRefused ? CommandFailed.because(error) : error;
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
  const [all, of] = [String(events), String(streams)];
  print({
    zh: `${folder}：${of}个事件流共${all}个事件，至 ${head}，备份于 ${madeAt}`,
    en: `${folder}: ${all} events in ${of} streams up to ${head}, made ${madeAt}`,
  });
  for (const [name, { bytes, sha256 }] of Object.entries(files))
    print(`  ${name.padEnd(10)} ${String(bytes).padStart(12)} B  SHA-256 ${sha256}`);
  const advice = keyAdvice(settings, manifest);
  print({ zh: `不含主密钥。${advice.zh}`, en: `NOT in it: the master key. ${advice.en}` });
  if (breaks > 0)
    throw new CommandFailed({
      zh: `复制的事件库有${String(breaks)}处不符：请运行 verify`,
      en: `the log that was copied is broken in ${String(breaks)} place(s): run verify`,
    });
};

const WITHOUT: Words = {
  zh: '没有它，任何姓名、证件号、电话、账号都再也读不出来',
  en: 'Without it no name, document number, phone or account can be read again',
};

const keyAdvice = ({ masterKey, dataDir }: Settings, { masterKeyMark }: Manifest): Words => {
  const { zh, en } = WITHOUT;
  if (masterKey !== null)
    return {
      zh: `${zh}：请把本县的 MASTER_KEY 与备份分开保存。`,
      en: `${en}: keep the MASTER_KEY of this county apart from its backups.`,
    };
  if (masterKeyMark === null)
    return {
      zh: `${zh}；备份时它不在手边（没有 MASTER_KEY，也没有 ${dataDir}/master.key）：请确认您保有它。`,
      en: `${en}; it was not at hand (no MASTER_KEY, no ${dataDir}/master.key): make sure that you have it.`,
    };
  return {
    zh: `${zh}：请把 ${dataDir}/master.key 另存一份，与备份分开。`,
    en: `${en}: keep a copy of ${dataDir}/master.key apart from the backups.`,
  };
};
