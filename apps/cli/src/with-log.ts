import { wordsOf, type Words } from '@kernel/words';
import { openEventStoreToRead } from '@county/event-engine';
import { settingsFrom, type Settings } from '@county/settings';
import { START, type EventStore } from '@event-store/event-store';
import { UnsoundLog } from '@event-store/sqlite/soundness';
import { CommandFailed } from './failure';

/**
 * Opens the log alone that the environment names, to read it: needs no key and no read model, and makes nothing.
 * @throws CommandFailed where there is none, or nothing in it
 */
export const withLog = async <T>(work: (store: EventStore, settings: Settings) => Promise<T>): Promise<T> => {
  const settings = settingsFrom(process.env);
  const store = opened(settings);
  try {
    if ((await store.head()) === START)
      throw new CommandFailed({ zh: `事件库是空的：${WHERE.zh}`, en: `the log is empty: ${WHERE.en}` });
    return await work(store, settings);
  } finally {
    await store.close();
  }
};

export const WHERE: Words = {
  zh: 'DATA_DIR 或 EVENT_STORE 指的不是事件库所在的地方',
  en: 'DATA_DIR or EVENT_STORE names another place than that of the log',
};

const opened = ({ eventStore }: Settings): EventStore => {
  try {
    return openEventStoreToRead(eventStore);
  } catch (error) {
    if (error instanceof UnsoundLog) throw error;
    const { zh, en } = wordsOf(error);
    throw new CommandFailed({ zh: `${zh}：${WHERE.zh}`, en: `${en}: ${WHERE.en}` });
  }
};
