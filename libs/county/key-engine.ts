import { MongoKeyStore } from '@privacy/mongodb/key-store';
import { SqliteKeyStore } from '@privacy/sqlite/key-store';
import type { KeyStore } from '@privacy/key-store';

const SQLITE = /^sqlite:(.+)$/;

/** Takes what {@link openReadStore} takes: a file, or the server of the read models, beside which the keys have a database. */
export const openKeyStore = (text: string): KeyStore => {
  const path = SQLITE.exec(text)?.[1];
  return path === undefined ? new MongoKeyStore(text) : SqliteKeyStore.open(path);
};

/** For one who must not change it: a file is not made, and stays as it is. */
export const openKeyStoreToRead = (text: string): KeyStore => {
  const path = SQLITE.exec(text)?.[1];
  return path === undefined ? new MongoKeyStore(text) : SqliteKeyStore.openToRead(path);
};
