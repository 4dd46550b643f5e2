import { describe, expect, it } from '@jest/globals';
import { isRequired, mongoServer } from './mongodb/mongo';

/** REQUIRE_ENGINES=esdb,mongodb: what stands in for a server does not count. */
describe('the engines that are required', () => {
  const given = process.env['REQUIRE_ENGINES'] ?? '';

  it('are known by name', () => {
    const names = given.split(',').filter((name) => name !== '');
    expect(['esdb', 'mongodb']).toEqual(expect.arrayContaining(names));
  });

  if (isRequired('esdb'))
    it('have an EventStoreDB among them that was given', () => {
      expect(process.env['TEST_EVENT_STORE_URL']).toMatch(/^esdb/);
    });

  if (isRequired('mongodb'))
    it('have a MongoDB among them that was given or fetched', async () => {
      const servers = [await mongoServer(false), await mongoServer(true)].filter((one) => one !== null);
      for (const server of servers) await server.stop();
      const isOurs = process.env['TEST_READ_STORE_URL'] === undefined;
      expect(servers.filter(({ isSecantus }) => !(isOurs && isSecantus))).not.toEqual([]);
    });
});
