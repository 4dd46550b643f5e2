import { afterAll, describe, expect, it } from '@jest/globals';
import { mongoServer } from '../../engines/mongodb/mongo';
import { readStoreContract } from './contract';
import { mongoEngine } from './mongodb-engine';

const server = await mongoServer(true);

describe('a standalone server', () => {
  afterAll(() => server?.stop());

  if (server === null) console.info('read store contract: no standalone MongoDB to run on');
  else readStoreContract(mongoEngine(server));

  it('is the way of the server that was found', () => {
    expect(server?.standalone ?? true).toBe(true);
  });
});
