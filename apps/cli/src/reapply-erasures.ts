import { Command } from 'commander';
import { told } from '@county/language';
import { listFromLog, reapplyErasures } from '@county/erasing';
import { print, withCounty } from './with-county';

/** After the keys of a county on servers came back from a backup, before anything is started. */
export const reapplyErasuresCommand = new Command('reapply-erasures')
  .description(
    told({
      zh: '把事件库或删除清单载明已销毁的数据密钥再销毁一次',
      en: 'destroy again every data key that the log or the list of erasures says was destroyed',
    }),
  )
  .action(() =>
    withCounty(async (county) => {
      const listed = await listFromLog(county);
      const destroyed = await reapplyErasures(county);
      const list = county.settings.erasureList;
      print({
        zh: `${list} 缺少${String(listed)}项删除，已补上`,
        en: `${String(listed)} erasures were missing in ${list} and are listed now`,
      });
      print({
        zh: `${String(destroyed)}把数据密钥回来了，已再次销毁`,
        en: `${String(destroyed)} data keys had come back and are destroyed again`,
      });
    }),
  );
