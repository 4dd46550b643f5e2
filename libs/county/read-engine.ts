import type { Words } from '@kernel/words';
import { clientFor, InvalidAddress } from '@read-store/mongodb/address';
import { MongoReadStore } from '@read-store/mongodb/mongodb-read-store';
import type { ReadStore } from '@read-store/read-store';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';

const SQLITE = /^sqlite:(.+)$/;
const MONGODB = /^mongodb(?:\+srv)?:\/\//;

/** What is wrong with the setting, null where nothing is. A text that may hold a password is not repeated. */
export const readStoreFault = (text: string): Words | null => {
  if (SQLITE.test(text)) return null;
  if (!MONGODB.test(text))
    return {
      zh: '应为 sqlite:<路径>、mongodb://<主机>:27017/<库名> 或 mongodb+srv://<名称>/<库名>',
      en: 'takes sqlite:<path>, mongodb://<host>:27017/<database> or mongodb+srv://<name>/<database>',
    };
  try {
    clientFor(text);
    return null;
  } catch (error) {
    if (error instanceof InvalidAddress) return error.words;
    throw error;
  }
};

export const openReadStore = (text: string): ReadStore => {
  const path = SQLITE.exec(text)?.[1];
  return path === undefined ? MongoReadStore.open(text) : SqliteReadStore.open(path);
};

/** As health names it. */
export const readEngineName = (text: string): 'sqlite' | 'mongodb' =>
  SQLITE.test(text) ? 'sqlite' : 'mongodb';
