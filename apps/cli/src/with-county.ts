import type { Words } from '@kernel/words';
import { told } from '@county/language';
import { openCounty, type County } from '@county/county';
import { missingEventStore } from '@county/event-engine';
import { settingsFrom, settingsToBegin, type Settings } from '@county/settings';
import { CommandFailed } from './failure';
import { WHERE } from './with-log';

/** Opens the county that the environment names, and closes it whatever happens. @throws CommandFailed where there is none */
export const withCounty = <T>(work: (county: County) => Promise<T>): Promise<T> => {
  const settings = settingsFrom(process.env);
  const missing = missingEventStore(settings.eventStore);
  if (missing !== null)
    throw new CommandFailed({
      zh: `没有文件${missing}：${WHERE.zh}`,
      en: `${missing}: there is no such file: ${WHERE.en}`,
    });
  return opened(settings, work);
};

/** For a command with which a county may begin: what is not there is made. */
export const withNewCounty = <T>(work: (county: County) => Promise<T>): Promise<T> =>
  opened(settingsToBegin(process.env), work);

const opened = async <T>(settings: Settings, work: (county: County) => Promise<T>): Promise<T> => {
  const county = openCounty(settings);
  try {
    return await work(county);
  } finally {
    await county.close();
  }
};

/** A line of its own. */
export const print = (line: string | Words): void => {
  process.stdout.write(`${typeof line === 'string' ? line : told(line)}\n`);
};
