import { Command } from 'commander';
import { listFromLog, reapplyErasures } from '@county/erasing';
import { print, withCounty } from './with-county';

/** After the keys of a county on servers came back from a backup, before anything is started. */
export const reapplyErasuresCommand = new Command('reapply-erasures')
  .description('destroy again every data key that the log or the list of erasures says was destroyed')
  .action(() =>
    withCounty(async (county) => {
      const listed = await listFromLog(county);
      const destroyed = await reapplyErasures(county);
      print(`${String(listed)} erasures were missing in ${county.settings.erasureList} and are listed now`);
      print(`${String(destroyed)} data keys had come back and are destroyed again`);
    }),
  );
