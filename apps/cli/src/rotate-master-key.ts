import { Command } from 'commander';
import { told } from '@county/language';
import { openKeyStore } from '@county/key-engine';
import { rotateCountyMasterKey, type CountyRotated } from '@county/master-key-rotation';
import { settingsFrom } from '@county/settings';
import type { Words } from '@kernel/words';
import { KeysUnavailable } from '@privacy/key-store';
import { CommandFailed } from './failure';
import { print } from './with-county';

/** No event is touched: data keys are wrapped anew, and what they have sealed stays as it is. */
export const rotateMasterKeyCommand = new Command('rotate-master-key')
  .description(
    told({
      zh: '把全部数据密钥改用 MASTER_KEY 所指的主密钥加密（MASTER_KEY_PREVIOUS 为旧的），或改用新的密钥文件',
      en: 'put all data keys under the master key that MASTER_KEY names (MASTER_KEY_PREVIOUS: the one before), or under a new file',
    }),
  )
  .action(async () => {
    const settings = settingsFrom(process.env);
    const keys = openKeyStore(settings.keyStore);
    try {
      report(await rotateCountyMasterKey(settings, keys));
    } catch (error) {
      throw error instanceof KeysUnavailable ? CommandFailed.because(error) : error;
    } finally {
      await keys.close();
    }
  });

const notWrapped = (keys: number): Words => ({
  zh: `${String(keys)}把数据密钥已损坏，没有重新加密：请从备份恢复，备份里的仍在旧主密钥之下，两把主密钥都在手时再更换一次`,
  en: `${String(keys)} data keys are damaged and were not wrapped anew: bring them back from a backup, whose keys are under the master key before, and rotate again with both at hand`,
});

/** @throws CommandFailed where a key stayed as it was */
const report = ({ inForce, rewrapped, retired, damaged }: CountyRotated): void => {
  const count = String(rewrapped);
  print({
    zh: `${count}把数据密钥已重新加密；主密钥${inForce}已启用`,
    en: `${count} data keys were wrapped anew; the master key ${inForce} is in force`,
  });
  print(retired === null ? MAY_GO : keptAs(retired));
  for (const line of ABOUT_OLD) print(line);
  for (const subject of damaged)
    print({
      zh: `已损坏，未改动：${subject}的数据密钥`,
      en: `damaged, and left as it was: the data key of ${subject}`,
    });
  if (damaged.length > 0) throw new CommandFailed(notWrapped(damaged.length));
};

const MAY_GO: Words = {
  zh: '所有进程都用新的 MASTER_KEY 启动后，可以去掉 MASTER_KEY_PREVIOUS。',
  en: 'MASTER_KEY_PREVIOUS can go when every process has been started with the new MASTER_KEY.',
};

const keptAs = (retired: string): Words => ({
  zh: `旧密钥保存为 ${retired}。`,
  en: `The one before is kept as ${retired}.`,
});

const ABOUT_OLD: readonly Words[] = [
  {
    zh: '旧密钥还能打开此前的备份：最后一份备份不要了再销毁它。',
    en: 'The one before still opens the backups made until now: destroy it when the last of them is gone.',
  },
  {
    zh: '嵌入模式的令牌由主密钥签名：请重新签发，并重启服务。',
    en: 'Tokens of embedded mode are signed under the master key: issue new ones, and start servers again.',
  },
];
