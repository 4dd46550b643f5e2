import { afterAll, describe, expect, it } from '@jest/globals';
import { MongoKeyStore } from '@privacy/mongodb/key-store';
import { anyMongo } from '../../engines/pairs';
import { dropDatabase, freshDatabase, isRequired } from '../../engines/mongodb/mongo';
import { keyStoreContract } from './contract';

const server = await anyMongo(false, 'key store contract');

describe('data keys on a server', () => {
  afterAll(() => server?.stop());

  if (server !== null)
    keyStoreContract({
      name: server.name,
      place: freshDatabase,
      open: (database) => new MongoKeyStore(server.databaseUrl(database)),
      tidy: (database) => dropDatabase(server.databaseUrl(`${database}-keys`)),
    });

  it('are tried wherever a server is required', () => {
    expect(server !== null || !isRequired('mongodb')).toBe(true);
  });
});
