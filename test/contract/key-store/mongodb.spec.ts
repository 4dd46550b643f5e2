import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { KeysUnavailable } from '@privacy/key-store';
import { MongoKeyStore } from '@privacy/mongodb/key-store';
import { anyMongo } from '../../engines/pairs';
import { dropDatabase, freshDatabase, isRequired, type MongoServer } from '../../engines/mongodb/mongo';
import { keyStoreContract, type KeyEngine } from './contract';
import { damagedKeyContract } from './damaged';

const server = await anyMongo(false, 'key store contract');

const openCursors = async (server: MongoServer, database: string): Promise<number> => {
  const client = new MongoClient(server.databaseUrl(database));
  const { metrics } = await client.db('admin').command({ serverStatus: 1 });
  await client.close();
  return (metrics as { readonly cursor: { readonly open: { readonly total: number } } }).cursor.open.total;
};

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

  /** Also where nobody asks any more: counted by the server itself, which nobody else may be asking. */
  const cursors = (on: MongoServer): void => {
    it(`leave no cursor open on ${on.name} where they are not listed to the end`, async () => {
      const database = freshDatabase();
      const keys = new MongoKeyStore(on.databaseUrl(database));
      try {
        for (let n = 0; n < 150; n += 1)
          await keys.getOrCreate(`household-${String(n)}`, () => Promise.resolve(Buffer.of(n)));
        const open: number[] = [];
        for await (const { subject } of keys.entries()) {
          expect(subject).toContain('household');
          open.push(await openCursors(on, database));
          break;
        }
        open.push(await openCursors(on, database));
        expect(open).toEqual([1, 0]);
      } finally {
        await keys.close();
        await dropDatabase(on.databaseUrl(`${database}-keys`));
      }
    });
  };

  /** As where another has stored one that not most members have yet, or where it is destroyed again and again. */
  const unseen = (on: MongoServer): void => {
    it(`are asked for again a bounded while on ${on.name}, where one is stored that nobody is shown`, async () => {
      const database = freshDatabase();
      const keys = new MongoKeyStore(on.databaseUrl(database));
      const first = await keys.getOrCreate('wang', () => Promise.resolve(Buffer.of(1)));
      const looking = jest.spyOn(keys, 'get').mockResolvedValue(null);
      const make = jest.fn(() => Promise.resolve(Buffer.of(2)));
      try {
        await expect(keys.getOrCreate('wang', make)).rejects.toThrow(KeysUnavailable);
        expect(make).toHaveBeenCalledTimes(1);
        looking.mockRestore();
        expect(await keys.get('wang')).toEqual(first);
      } finally {
        await keys.close();
        await dropDatabase(on.databaseUrl(`${database}-keys`));
      }
    }, 30_000);
  };

  if (server !== null) contracts(server);
  if (server !== null) unseen(server);
  if (server?.process !== undefined) cursors(server);

  it('are tried wherever a server is required', () => {
    expect(server !== null || !isRequired('mongodb')).toBe(true);
  });
});
