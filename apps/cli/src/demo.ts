import { Command } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
import { openCounty } from '@county/county';
import { serve } from '@county/serving';
import { settingsToBegin, type Settings } from '@county/settings';
import { requireUsableAddress } from '@county/starting';
import { buildDemo } from '@demo/build';
import { Diary } from '@demo/diary';
import { officialLists } from '@demo/official-lists';
import { COUNTY } from '@demo/size';
import type { Built } from '@demo/stories';
import { Refusal } from '@kernel/refusal';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { tryNext } from './try-next';
import { print } from './with-county';

/**
 * Fills an empty folder with a county of two years, through commands alone, and serves it. Started again it serves what is
 * there, or goes on where it was interrupted.
 */
export const demoCommand = new Command('demo')
  .description(
    told({
      zh: '把空的数据目录填成演示县并提供服务',
      en: 'fill an empty county with a demonstration and serve it',
    }),
  )
  .action(async () => {
    const settings = settingsToBegin(process.env);
    if (settings.production)
      throw new CommandFailed({
        zh: '生产环境（NODE_ENV=production）不放演示数据',
        en: 'a demonstration has no place in production (NODE_ENV=production)',
      });
    await requireUsableAddress(settings);
    const diary = new Diary(settings.dataDir);
    const built = diary.built ?? (await build(settings, diary));
    await serve(settings, print);
    await tryNext(settings, built);
  });

const build = async (settings: Settings, diary: Diary): Promise<Built> => {
  if (!diary.isBegun) await requireEmpty(settings);
  const bars = phases();
  try {
    return await buildDemo((clock) => openCounty(settings, clock), {
      ...{ size: COUNTY, lists: officialLists(), report: bars.report },
    });
  } catch (error) {
    if (!diary.isBegun || !(error instanceof Refusal)) throw error;
    throw new CommandFailed({
      zh: `${settings.dataDir}里的演示县是用另一版本开始的，无法做完（${error.message}）；${ANOTHER.zh}`,
      en: `the demonstration in ${settings.dataDir} was begun otherwise and cannot be finished (${error.message}); ${ANOTHER.en}`,
    });
  } finally {
    bars.end();
  }
};

const ANOTHER: Words = {
  zh: '请删除该目录，或用 DATA_DIR 另指一个',
  en: 'remove the folder or name another with DATA_DIR',
};

const requireEmpty = async (settings: Settings): Promise<void> => {
  const county = openCounty(settings);
  const head = await county.store.head();
  await county.close();
  if (!/^0+$/.test(head))
    throw new CommandFailed({
      zh: `${settings.dataDir}里是一个县的真实数据，不是演示；${ANOTHER.zh}`,
      en: `${settings.dataDir} holds a county that is no demonstration; ${ANOTHER.en}`,
    });
};

/** One bar after the other, one for each phase; a line for each where nobody watches. */
const phases = () => {
  let current: { readonly name: string; readonly bar: ReturnType<typeof progressBar> } | null = null;
  const end = () => current?.bar.end();
  const report = (name: string, done: number, total: number): void => {
    if (current?.name !== name) {
      end();
      current = { name, bar: progressBar(name) };
      if (!process.stderr.isTTY) process.stderr.write(`${name} …\n`);
    }
    current.bar.at(done, total);
  };
  return { report, end };
};
