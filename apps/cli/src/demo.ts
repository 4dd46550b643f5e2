import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { openCounty } from '@county/county';
import { serve } from '@county/serving';
import { settingsFrom, type Settings } from '@county/settings';
import { buildDemo, type Built } from '@demo/build';
import { officialLists } from '@demo/official-lists';
import { COUNTY } from '@demo/size';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { tryNext } from './try-next';
import { print } from './with-county';

/** Fills an empty folder with a county of two years, through commands alone, and serves it. Started again it serves what is there. */
export const demoCommand = new Command('demo')
  .description('fill an empty county with a demonstration and serve it')
  .action(async () => {
    const settings = settingsFrom(process.env);
    if (settings.production)
      throw new CommandFailed('a demonstration has no place in production (NODE_ENV=production)');
    const built = finished(settings) ?? (await build(settings));
    await serve(settings, print);
    await tryNext(settings, built);
  });

/** Written when a demonstration is complete; holds where its stories are. */
const noteOf = ({ dataDir }: Settings): string => join(dataDir, 'demo.json');

const finished = (settings: Settings): Built | null =>
  existsSync(noteOf(settings)) ? (JSON.parse(readFileSync(noteOf(settings), 'utf8')) as Built) : null;

const build = async (settings: Settings): Promise<Built> => {
  await requireEmpty(settings);
  const bars = phases();
  const built = await buildDemo((clock) => openCounty(settings, clock), {
    size: COUNTY,
    lists: officialLists(),
    report: bars.report,
  });
  bars.end();
  writeFileSync(`${noteOf(settings)}.draft`, JSON.stringify(built, null, 2));
  renameSync(`${noteOf(settings)}.draft`, noteOf(settings));
  return built;
};

const requireEmpty = async (settings: Settings): Promise<void> => {
  const county = openCounty(settings);
  const head = await county.store.head();
  await county.close();
  if (!/^0+$/.test(head))
    throw new CommandFailed(
      `${settings.dataDir} holds a county that is no finished demonstration; remove the folder or name another with DATA_DIR`,
    );
};

/** One bar after the other, one for each phase. */
const phases = () => {
  let current: { readonly name: string; readonly bar: ReturnType<typeof progressBar> } | null = null;
  const end = () => current?.bar.end();
  const report = (name: string, done: number, total: number): void => {
    if (current?.name !== name) {
      end();
      current = { name, bar: progressBar(name) };
    }
    current.bar.at(done, total);
  };
  return { report, end };
};
