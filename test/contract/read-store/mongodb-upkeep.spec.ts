import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MongoClient, type Db, type Document } from 'mongodb';
import { Pages } from '@read-store/mongodb/journal-pages';
import { MongoReadStore } from '@read-store/mongodb/mongodb-read-store';
import { Parking } from '@read-store/mongodb/parking';
import { Registry } from '@read-store/mongodb/registry';
import { Transactions } from '@read-store/mongodb/transactions';
import { MongoKeyStore } from '@privacy/mongodb/key-store';
import { Fenced, type ReadStore } from '@read-store/read-store';
import { TooMuchAtOnce } from '@read-store/too-much-at-once';
import { Line } from '../../engines/line';
import { dropDatabase, freshDatabase, mongoServer, type MongoServer } from '../../engines/mongodb/mongo';
import { account, at, COLLECTIONS, LEDGER, NEXT_LEDGER } from './ledger';

const servers = [await mongoServer(false), await mongoServer(true)].filter((one) => one !== null);

const ledger = async (store: ReadStore): Promise<void> => {
  await store.prepare(LEDGER, COLLECTIONS, 'live');
  const writes = ['a', 'b', 'c'].map((id) => account(id, { rank: 1 }));
  await store.commit(LEDGER, at(0), at(1), writes);
};

const gone = { collection: 'account', id: 'b', doc: null };
const changed = [account('a', { rank: 2 }), gone, account('c', { rank: 2 })];

const rowsIn = async (store: ReadStore): Promise<readonly unknown[]> => {
  const { items } = await store.reader('ledger').find('account', { limit: 10 });
  expect(await store.reader('ledger').count('account')).toBe(items.length);
  expect(await store.reader('ledger').count('account', { rank: { $gt: 0 } })).toBe(items.length);
  return items.map(({ id, rank }) => [id, rank]);
};

const LISTED = ['place', 'projection', 'version', 'position'];

const BEFORE = [
  ['a', 1],
  ['b', 1],
  ['c', 1],
];
const AFTER = [
  ['a', 2],
  ['c', 2],
];

const accountsIn = async (db: Db): Promise<readonly string[]> =>
  (await db.listCollections().toArray()).map(({ name }) => name).filter((name) => name.endsWith('.account'));

const upkeep = (server: MongoServer): void => {
  describe(`the upkeep of ${server.name}`, () => {
    let url: string;
    let client: MongoClient;
    let store: MongoReadStore;

    beforeEach(async () => {
      url = server.databaseUrl(freshDatabase());
      client = new MongoClient(url);
      store = MongoReadStore.open(url);
      await ledger(store);
    });

    afterEach(async () => {
      await store.close();
      await client.close();
      await dropDatabase(url);
    });

    const theOnly = async (): Promise<string> => {
      const [name, ...others] = await accountsIn(client.db());
      expect(others).toEqual([]);
      return name ?? '';
    };

    it('tells what the server is, and how it commits', async () => {
      const info = await client.db().command({ buildInfo: 1 });
      const commits = server.standalone ? 'journal' : 'transactions';
      expect(await store.state()).toEqual({ version: String(info['version']), commits });
    });

    if (server.standalone)
      it('refuses the commit of a process that is frozen just before it decides, when its lease is another’s', async () => {
        const other = MongoReadStore.open(url);
        const token = async (of: MongoReadStore, forMs: number) =>
          (await of.leases.take(['ledger'], 'holder', forMs))[0]?.token ?? NaN;
        const writer = { ...LEDGER, token: await token(store, 0) };
        const writing = jest.spyOn(Pages.prototype, 'write');
        writing.mockImplementationOnce(async (...asked) => {
          const count = await new Pages(client.db()).write(...asked);
          await token(other, 60_000);
          return count;
        });
        await expect(store.commit(writer, at(1), at(2), changed)).rejects.toThrow(Fenced);
        expect(await rowsIn(store)).toEqual(BEFORE);
        await other.prepare(LEDGER, COLLECTIONS, 'live');
        expect(await rowsIn(other)).toEqual(BEFORE);
        expect(await client.db().collection('journal-pages').countDocuments()).toBe(0);
        writing.mockRestore();
        await other.close();
      });

    it('tells of an index that is declared and not there', async () => {
      expect(await store.missingIndexes()).toEqual([]);
      const name = await theOnly();
      await client.db().collection(name).dropIndex('rank _id');
      expect(await store.missingIndexes()).toEqual([`${name}: rank _id`]);
      await client.db().dropCollection(name);
      expect(await store.missingIndexes()).toHaveLength(5);
    });

    it('keeps parked streams under an index in the order in which they are listed', async () => {
      const indexes = await client.db().collection('parked-streams').indexes();
      expect(indexes.map(({ key }) => Object.keys(key as object))).toContainEqual(LISTED);
    });

    // SecantusDB passes over indexes that MongoDB would use.
    if (!server.isSecantus)
      it('lists parked streams by that index', async () => {
        const watched = new MongoClient(url, { monitorCommands: true });
        const finds: Document[] = [];
        watched.on('commandStarted', ({ commandName, command }) => {
          if (commandName === 'find') finds.push(command);
        });
        await new Parking(watched.db()).of(await new Registry(client.db()).rows());
        await watched.close();
        const asked = Object.entries(finds[0] ?? {}).filter(([key]) => /^(find|filter|sort)$/.test(key));
        const plan = JSON.stringify(await client.db().command({ explain: Object.fromEntries(asked) }));
        expect(plan).toContain('IXSCAN');
        expect(plan).not.toContain('COLLSCAN');
      });

    it('takes away what a version that was dropped has left, at the next start', async () => {
      await store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
      const park = [
        { projection: 'ledger', version: 2, stream: 's', position: at(1), error: 'no', attempts: 1 },
      ];
      await store.commit(NEXT_LEDGER, at(0), at(1), [account('a')], { park });
      await client.db().collection<{ _id: string }>('versions').deleteOne({ _id: 'ledger@2' });
      expect(await accountsIn(client.db())).toHaveLength(2);
      const next = MongoReadStore.open(url);
      expect(await next.standings()).toHaveLength(1);
      await next.close();
      expect(await theOnly()).toMatch(/^ledger@1-/);
      expect(await client.db().collection('parked-streams').countDocuments()).toBe(0);
    });

    it('keeps a mark of what was dropped for a day where there are no transactions, and shows it to nobody', async () => {
      await store.commit(LEDGER, at(1), at(2), changed);
      const accounts = client.db().collection(await theOnly());
      const marks = { _gone: { $exists: true } };
      expect(await accounts.countDocuments(marks)).toBe(server.standalone ? 1 : 0);
      await store.prepare(LEDGER, COLLECTIONS, 'live');
      expect(await accounts.countDocuments(marks)).toBe(server.standalone ? 1 : 0);
      expect(await rowsIn(store)).toEqual(AFTER);
      await accounts.updateMany(marks, { $set: { _gone: new Date(Date.now() - 25 * 3_600_000) } });
      await store.prepare(LEDGER, COLLECTIONS, 'live');
      expect(await accounts.countDocuments(marks)).toBe(0);
    });
  });
};

const impatient = (server: MongoServer): void => {
  it('a transaction that lasts so long that the server would end it is too much at once, and is not tried again', async () => {
    const url = server.databaseUrl(freshDatabase());
    const [store, client] = [MongoReadStore.open(url), new MongoClient(url)];
    await ledger(store);
    const db = client.db();
    const registry = new Registry(db);
    const parts = { client, db, registry, parking: new Parking(db) };
    const row = await registry.demand(LEDGER);
    const commit = { writer: LEDGER, row, from: at(1), to: at(2), writes: changed, parked: {} };
    await client.withSession(async (other) => {
      other.startTransaction();
      await registry.versions.updateOne({ _id: row._id }, { $set: { token: 1 } }, { session: other });
      await expect(new Transactions(parts, 0).commit(commit)).rejects.toThrow(TooMuchAtOnce);
      await other.abortTransaction();
    });
    expect(await rowsIn(store)).toEqual(BEFORE);
    const transactions = new Transactions(parts);
    await transactions.commit(commit);
    expect(await rowsIn(store)).toEqual(AFTER);
    await transactions.close();
    await store.close();
    await client.close();
    await dropDatabase(url);
  });
};

/** Of a commit on a standalone server; at some of them it is decided and not yet done. */
const KILLED_AFTER = [2, 5, 6];

const becoming = ({ process, ...server }: MongoServer): void => {
  if (process === undefined) {
    console.info('a standalone server that becomes a replica set: only where the suite starts it');
    return;
  }
  describe(`a standalone server that becomes a replica set (${server.name})`, () => {
    it('shows the whole of a commit that was under way or nothing of it, and nothing that was dropped', async () => {
      const counties = KILLED_AFTER.map((messages) => {
        const url = server.databaseUrl(freshDatabase());
        return { messages, url, lasting: MongoReadStore.open(url) };
      });
      for (const { lasting } of counties) await ledger(lasting);
      await Promise.all(counties.map(({ messages, url }) => killedAfter(messages, url)));
      await process.become({ standalone: false });
      const seen = new Set<string>();
      for (const { url, lasting } of counties) {
        seen.add(await wholeIn(url, lasting));
        await lasting.close();
        await dropDatabase(url);
      }
      expect([...seen].sort()).toEqual([at(1), at(2)]);
    });
  });

  /** For a process that comes later, and for one that was there before. @returns where it stood */
  const wholeIn = async (url: string, lasting: ReadStore): Promise<string> => {
    const fresh = MongoReadStore.open(url);
    const checkpoint = (await fresh.standings())[0]?.checkpoint ?? at(0);
    expect(await rowsIn(fresh)).toEqual(checkpoint === at(2) ? AFTER : BEFORE);
    expect(await lasting.state?.()).toMatchObject({ commits: 'transactions' });
    await lasting.prepare(LEDGER, COLLECTIONS, 'live');
    await lasting.commit(LEDGER, checkpoint, at(3), [account('b', { rank: 3 })]);
    expect(await fresh.reader('ledger').get('account', 'b')).toEqual({ id: 'b', rank: 3 });
    await fresh.close();
    return checkpoint;
  };

  /** A process of its own that is at the end of a wire, which breaks in the middle of its commit. */
  const killedAfter = async (messages: number, url: string): Promise<void> => {
    const { hostname, port } = new URL(url);
    const line = await Line.to(hostname, Number(port));
    const store = MongoReadStore.open(onLine(url, line));
    await store.standings();
    const broken = line.breakAfter(messages).then(() => store.close());
    await Promise.race([store.commit(LEDGER, at(1), at(2), changed).catch(() => undefined), broken]);
    await line.refuse();
    await store.close();
  };
};

/** Messages of a commit after which the server falls: while it is written, and while it is committed. */
const FALLS_AFTER = [3, 4, 5];

const throughFall = async (server: MongoServer, fall: (url: string) => Promise<void>): Promise<void> => {
  const url = server.databaseUrl(freshDatabase());
  const store = MongoReadStore.open(url);
  await ledger(store);
  const falling = fall(url);
  await store.commit(LEDGER, at(1), at(2), changed).catch(() => undefined);
  await falling;
  const { checkpoint } = await store.prepare(LEDGER, COLLECTIONS, 'live');
  expect(await rowsIn(store)).toEqual(checkpoint === at(2) ? AFTER : BEFORE);
  if (checkpoint === at(1)) await store.commit(LEDGER, at(1), at(2), changed);
  expect(await rowsIn(store)).toEqual(AFTER);
  await store.close();
  await dropDatabase(url);
};

/** Messages of a commit after which nobody is there any more: while it is written, and while it is committed. */
const GONE_AFTER = [2, 4];

/** Waits long enough for one who would ask for two minutes, and not as long. */
const SOON_MS = 20_000;

const vanishing = (server: MongoServer): void => {
  const { process } = server;
  if (process === undefined) return;
  it.each(GONE_AFTER)(
    `a commit whose ${server.name} is gone for good after %i messages is given up soon, and done once later`,
    async (messages) => {
      const { hostname, port } = new URL(process.url);
      const line = await Line.to(hostname, Number(port));
      const url = onLine(server.databaseUrl(freshDatabase()), line);
      const store = MongoReadStore.open(url);
      try {
        await ledger(store);
        const gone = line.breakAfter(messages);
        const began = performance.now();
        const commit = store.commit(LEDGER, at(1), at(2), changed);
        await expect(commit).rejects.toMatchObject({ name: 'ViewsUnavailable' });
        expect(performance.now() - began).toBeLessThan(SOON_MS);
        await gone;
        await line.open();
        const { checkpoint } = await store.prepare(LEDGER, COLLECTIONS, 'live');
        if (checkpoint === at(1)) await store.commit(LEDGER, at(1), at(2), changed);
        expect(await rowsIn(store)).toEqual(AFTER);
      } finally {
        await line.open();
        await store.close();
        await line.refuse();
      }
    },
    60_000,
  );
};

const falling = (server: MongoServer): void => {
  const { process, isOfSeveral } = server;
  if (process !== undefined)
    it.each(FALLS_AFTER)(
      `a commit in which ${server.name} is killed after %i messages is done once`,
      async (messages) => {
        const { hostname, port } = new URL(process.url);
        const line = await Line.to(hostname, Number(port));
        const behind = { ...server, databaseUrl: (name: string) => onLine(server.databaseUrl(name), line) };
        await throughFall(behind, async () => {
          await line.reaches(messages);
          await process.kill();
          await process.restart();
        });
        await line.refuse();
      },
    );
  if (isOfSeveral)
    it(`a commit in which the primary of ${server.name} steps down is done once`, async () => {
      await throughFall(server, async (url) => {
        const client = new MongoClient(url);
        await client.db('admin').command({ replSetStepDown: 10, force: true });
        await client.close();
      });
    });
  else console.info(`a fail-over of ${server.name}: not tried, it has one member`);
};

const early = (server: MongoServer): void => {
  const { process } = server;
  if (process === undefined) return;
  it(`${server.name} is found by who has asked in vain before it was there`, async () => {
    const { hostname, port } = new URL(process.url);
    const line = await Line.to(hostname, Number(port));
    const url = onLine(server.databaseUrl(freshDatabase()), line);
    await line.refuse();
    const [store, keys] = [MongoReadStore.open(url), new MongoKeyStore(url)];
    const asking = (): Promise<readonly unknown[]> =>
      Promise.all([store.standings(), keys.get('one')].map((one) => one.catch((error: unknown) => error)));
    try {
      const [views, key] = await asking();
      expect([views, key]).toMatchObject([{ name: 'ViewsUnavailable' }, { name: 'KeysUnavailable' }]);
      await line.open();
      expect(await asking()).toEqual([[], null]);
    } finally {
      await Promise.all([store.close(), keys.close()]);
      await line.refuse();
    }
    const [views, key] = await asking();
    expect([views, key]).toMatchObject([{ name: 'ViewsUnavailable' }, { name: 'KeysUnavailable' }]);
  });
};

const frozen = (server: MongoServer): void => {
  const { process } = server;
  if (process === undefined) return;
  it(`${server.name} that is frozen is given up before long, and found again`, async () => {
    const url = server.databaseUrl(freshDatabase());
    const [store, keys] = [MongoReadStore.open(url), new MongoKeyStore(url)];
    try {
      await ledger(store);
      await keys.destroy('one');
      process.freeze();
      const asked = [store.standings(), store.commit(LEDGER, at(1), at(2), changed), keys.get('one')];
      const outcomes = await Promise.all(asked.map((one) => one.catch((error: unknown) => error)));
      expect(outcomes).toMatchObject(
        ['ViewsUnavailable', 'ViewsUnavailable', 'KeysUnavailable'].map((name) => ({ name })),
      );
      process.thaw();
      expect(await keys.get('one')).toBeNull();
      const { checkpoint } = await store.prepare(LEDGER, COLLECTIONS, 'live');
      if (checkpoint === at(1)) await store.commit(LEDGER, at(1), at(2), changed);
      expect(await rowsIn(store)).toEqual(AFTER);
    } finally {
      process.thaw();
      await Promise.all([store.close(), keys.close()]);
    }
    await dropDatabase(url);
  });
};

const onLine = (url: string, line: Line): string => {
  const { pathname, search } = new URL(url);
  return `mongodb://127.0.0.1:${String(line.port)}${pathname}${search}`;
};

describe('MongoDB', () => {
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });

  for (const server of servers) upkeep(server);
  for (const server of servers) falling(server);
  for (const server of servers) vanishing(server);
  for (const server of servers.filter(({ standalone }) => !standalone)) impatient(server);
  for (const server of servers.slice(0, 1)) early(server);
  for (const server of servers.slice(0, 1)) frozen(server);
  for (const server of servers.filter(({ standalone }) => standalone)) becoming(server);

  it('is kept up in each kind that the suites have, or in none', () => {
    expect(new Set(servers.map(({ standalone }) => standalone)).size).toBe(servers.length);
  });
});
