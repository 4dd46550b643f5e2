import { existsSync } from 'node:fs';
import type { Words } from '@kernel/words';
import type { EventStore } from '@event-store/event-store';
import { InvalidConnectionString, parseAddress } from '@event-store/eventstoredb/connection-string';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';

const SQLITE = /^sqlite:(.+)$/;
const EVENTSTOREDB = /^esdb(?:\+discover)?:/;

/** What is wrong with the setting, null where nothing is. A text that may hold a password is not repeated. */
export const eventStoreFault = (text: string): Words | null => {
  if (SQLITE.test(text)) return null;
  if (!EVENTSTOREDB.test(text))
    return {
      zh: '应为 sqlite:<路径>、esdb://<主机>:2113 或 esdb+discover://<名称>:2113',
      en: 'takes sqlite:<path>, esdb://<host>:2113 or esdb+discover://<name>:2113',
    };
  try {
    parseAddress(text);
    return null;
  } catch (error) {
    if (error instanceof InvalidConnectionString) return error.fault;
    throw error;
  }
};

/** `tell`: for what an operator should know of a server that does not answer. */
export const openEventStore = (
  text: string,
  tell: (message: string) => void = () => undefined,
): EventStore => {
  const path = SQLITE.exec(text)?.[1];
  return path === undefined ? EventStoreDbEventStore.open(text, { tell }) : SqliteEventStore.open(path);
};

/** For one who must not change it: a file that is not there is not made. */
export const openEventStoreToRead = (text: string): EventStore => {
  const path = SQLITE.exec(text)?.[1];
  return path === undefined ? EventStoreDbEventStore.open(text) : SqliteEventStore.openToRead(path);
};

/** For one who pours the events of another log into it, as anybody else would who does the same. */
export const openEventStoreToPour = (text: string): EventStore => {
  const path = SQLITE.exec(text)?.[1];
  return path === undefined
    ? EventStoreDbEventStore.open(text, { trustsIds: true })
    : SqliteEventStore.open(path);
};

/** Where the log is a file and nothing has made it yet: its path. */
export const missingEventStore = (text: string): string | null => {
  const path = SQLITE.exec(text)?.[1];
  return path === undefined || existsSync(path) ? null : path;
};

/** Fit to be shown: without user and password. */
export const eventStoreName = (text: string): string =>
  SQLITE.test(text) ? text : `esdb://${parseAddress(text).hosts}`;
