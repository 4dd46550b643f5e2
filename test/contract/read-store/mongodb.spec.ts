import { afterAll, describe, expect, it } from '@jest/globals';
import { mongoServer } from '../../engines/mongodb/mongo';
import { readStoreContract } from './contract';
import { mongoEngine } from './mongodb-engine';

const server = await mongoServer(false);

describe('a replica set', () => {
  afterAll(() => server?.stop());

  if (server === null) console.info('read store contract: no MongoDB replica set to run on');
  else readStoreContract(mongoEngine(server));

  it('is the way of the server that was found', () => {
    expect(server?.standalone ?? false).toBe(false);
  });
});
