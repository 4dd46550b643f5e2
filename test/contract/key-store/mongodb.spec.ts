import { afterAll, describe, expect, it } from '@jest/globals';
import { MongoKeyStore } from '@privacy/mongodb/key-store';
import { anyMongo } from '../../engines/pairs';
import { dropDatabase, freshDatabase, isRequired, type MongoServer } from '../../engines/mongodb/mongo';
import { keyStoreContract, type KeyEngine } from './contract';
import { damagedKeyContract } from './damaged';

const server = await anyMongo(false, 'key store contract');

describe('data keys on a server', () => {
  afterAll(() => server?.stop());

  const contracts = (on: MongoServer): void => {
    const engine: KeyEngine = {
      name: on.name,
      place: freshDatabase,
      open: (database) => new MongoKeyStore(on.databaseUrl(database)),
      setting: (database) => on.databaseUrl(database),
      tidy: (database) => dropDatabase(on.databaseUrl(`${database}-keys`)),
    };
    keyStoreContract(engine);
    damagedKeyContract(engine);
  };

  if (server !== null) contracts(server);

  it('are tried wherever a server is required', () => {
    expect(server !== null || !isRequired('mongodb')).toBe(true);
  });
});
