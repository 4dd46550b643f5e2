import { openEventStoreToRead } from '@county/event-engine';
import { settingsFrom, type Settings } from '@county/settings';
import { START, type EventStore } from '@event-store/event-store';
import { CommandFailed } from './failure';

/**
 * Opens the log alone that the environment names, to read it: needs no key and no read model, and makes nothing.
 * @throws CommandFailed where there is none, or nothing in it
 */
export const withLog = async <T>(work: (store: EventStore, settings: Settings) => Promise<T>): Promise<T> => {
  const settings = settingsFrom(process.env);
  const store = opened(settings);
  try {
    if ((await store.head()) === START) throw new CommandFailed(`the log is empty: ${WHERE}`);
    return await work(store, settings);
  } finally {
    await store.close();
  }
};

export const WHERE = 'DATA_DIR or EVENT_STORE names another place than that of the log';

const opened = ({ eventStore }: Settings): EventStore => {
  try {
    return openEventStoreToRead(eventStore);
  } catch (error) {
    throw new CommandFailed(`${error instanceof Error ? error.message : String(error)}: ${WHERE}`);
  }
};
