import { Command } from 'commander';
import { told } from '@county/language';
import { rotateLookUpKey, type LookUpKeyRotated } from '@county/look-up-key-rotation';
import { requireMasterKeys } from '@county/master-key-rotation';
import { DECIDED_WITHIN_MS } from '@command/dispatcher';
import { positionPair, type Position } from '@event-store/event-store';
import type { Words } from '@kernel/words';
import { KeysUnavailable } from '@privacy/key-store';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { print, withCounty } from './with-county';

const LINGER_SECONDS = (3 * DECIDED_WITHIN_MS) / 1_000;

/** Killed at any moment it goes on when it is called again. */
export const rotateLookUpKeyCommand = new Command('rotate-look-up-key')
  .description(
    told({
      zh: '换一把用来按证件、电话查找的密钥，重建每户的索引，销毁旧的',
      en: 'make a new key under which documents and phones are found, re-index every household, destroy the one before',
    }),
  )
  .option(
    '--linger <seconds>',
    told({
      zh: '最后旧密钥再保留多久，供已开始的办理使用；没有别的进程运行时为0',
      en: 'how long the key before stays at hand at the end, for commands that have begun; 0 where nothing else runs',
    }),
    String(LINGER_SECONDS),
  )
  .action(async ({ linger }: { readonly linger: string }) => {
    if (!/^\d{1,5}$/.test(linger))
      throw new CommandFailed({
        zh: `--linger ${linger} 不是秒数`,
        en: `--linger ${linger} is not a number of seconds`,
      });
    await withCounty(async (county) => {
      await requireMasterKeys(county);
      const lingerMs = Number(linger) * 1_000;
      const bar = progressBar('rotate-look-up-key');
      const total = Number(positionPair(await county.store.head()).commit);
      const onProgress = (at: Position): void => bar.at(Number(positionPair(at).commit), total);
      const rotated = rotateLookUpKey(county, { lingerMs, onProgress }).catch(failed);
      report(await rotated.finally(bar.end));
    });
  });

const stays = ({ inForce, reindexed, unreached }: LookUpKeyRotated): Words => ({
  zh: `${String(reindexed)}户已按${inForce}重建索引；${String(unreached.length)}户有人已损坏，仍按旧查找密钥找到，旧密钥因此保留：请从最近的备份恢复数据密钥、更正或删除其信息，再执行一次`,
  en: `${String(reindexed)} households were indexed anew under ${inForce}; ${String(unreached.length)} households have somebody who is damaged and are found under the look-up key before, which stays at hand: bring the data keys back from the latest backup, correct the data or erase them, and run this again`,
});

/** @throws CommandFailed where a household was not reached */
const report = (rotated: LookUpKeyRotated): void => {
  const { inForce, reindexed, unreached } = rotated;
  for (const household of unreached)
    print({
      zh: `已损坏，仍按旧密钥查找：农户${household}`,
      en: `damaged, and found as before: household ${household}`,
    });
  if (unreached.length > 0) throw new CommandFailed(stays(rotated));
  const count = String(reindexed);
  print({
    zh: `${count}户已重建索引；查找密钥${inForce}已启用`,
    en: `${count} households were indexed anew; the look-up key ${inForce} is in force`,
  });
  print({
    zh: '旧密钥在此已销毁；此前的备份里还有它。',
    en: 'The one before is destroyed here; backups made until now still hold it.',
  });
};

const failed = (error: unknown): never => {
  throw error instanceof KeysUnavailable ? CommandFailed.because(error) : error;
};
