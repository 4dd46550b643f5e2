import { Command } from 'commander';
import { openCounty } from '@county/county';
import { serve } from '@county/serving';
import { settingsFrom, type Settings } from '@county/settings';
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
  .description('fill an empty county with a demonstration and serve it')
  .action(async () => {
    const settings = settingsFrom(process.env);
    if (settings.production)
      throw new CommandFailed('a demonstration has no place in production (NODE_ENV=production)');
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
    throw new CommandFailed(
      `the demonstration in ${settings.dataDir} was begun otherwise and cannot be finished (${error.message}); ${another}`,
    );
  } finally {
    bars.end();
  }
};

const another = 'remove the folder or name another with DATA_DIR';

const requireEmpty = async (settings: Settings): Promise<void> => {
  const county = openCounty(settings);
  const head = await county.store.head();
  await county.close();
  if (!/^0+$/.test(head))
    throw new CommandFailed(`${settings.dataDir} holds a county that is no demonstration; ${another}`);
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
