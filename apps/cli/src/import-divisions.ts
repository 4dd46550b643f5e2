import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { told } from '@county/language';
import { isCalendarDate } from '@kernel/calendar-date';
import { isDivisionCode } from '@kernel/division-code';
import { FaultyFile, importDivisions } from '@county/division-import';
import { administering } from '@county/sign-in/administering';
import { CommandFailed, NO_DIVISION } from './failure';
import { print, withCounty } from './with-county';

interface Options {
  readonly scope: string;
  readonly on: string;
  readonly source: string;
  readonly user: string;
}

/** The national list is no longer published by one office, so a county keeps its own: from a file `code,name`. */
export const importDivisionsCommand = new Command('import-divisions')
  .description(
    told({
      zh: '按 CSV 名单（code,name）更新区划；有错则一条也不导入',
      en: 'bring the divisions in line with a CSV list (code,name); all or nothing where it has faults',
    }),
  )
  .argument('<file>', told({ zh: 'UTF-8，有无 BOM 均可', en: 'UTF-8, with or without BOM' }))
  .requiredOption(
    '--scope <code>',
    told({ zh: '所导入的县，12位代码', en: 'county whose divisions are imported, 12 digits' }),
  )
  .requiredOption(
    '--on <date>',
    told({ zh: '名单自哪天起有效，YYYY-MM-DD', en: 'day from which the list holds, YYYY-MM-DD' }),
  )
  .requiredOption('--source <text>', told({ zh: '所据的名单或通知', en: 'list or notice it was taken from' }))
  .requiredOption('--user <name>', told({ zh: '管理员的账号', en: 'account name of the administrator' }))
  .action(async (file: string, { scope, on, source, user }: Options) => {
    if (!isDivisionCode(scope)) throw new CommandFailed(NO_DIVISION);
    if (!isCalendarDate(on))
      throw new CommandFailed({
        zh: '--on 须为日期 YYYY-MM-DD',
        en: '--on takes a calendar date YYYY-MM-DD',
      });
    const csv = readFileSync(file, 'utf8');
    await withCounty(async (county) => {
      const post = await administering(county, user, scope);
      if (post === null)
        throw new CommandFailed({
          zh: `${user}今天没有管理${scope}的岗位，或账号已停用；首个管理员用 admin 登记`,
          en: `${user} holds no post today that administers ${scope}, or is disabled; the first administrator is made by admin`,
        });
      const actor = { ...post, scope };
      const counts = await importDivisions(county, { csv, source, on, actor }).catch((error: unknown) => {
        throw error instanceof FaultyFile ? CommandFailed.because(error) : error;
      });
      const [added, renamed, same] = [counts.added, counts.renamed, counts.same].map(String);
      print({
        zh: `新增${added}个，更名${renamed}个，未变${same}个`,
        en: `${added} added, ${renamed} renamed, ${same} unchanged`,
      });
      if (counts.missing.length > 0)
        print({
          zh: '名单中没有、仍在使用（并入、拆分、改代码须另行登记：POST /divisions/{id}/merge、split、recode）：',
          en: 'not in the list and still in use (what became of each is recorded apart: POST /divisions/{id}/merge, split, recode):',
        });
      for (const { code, name } of counts.missing) print(`${code} ${name}`);
    });
  });
