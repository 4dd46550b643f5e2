import { spawnSync } from 'node:child_process';
import { GIVEN_EVENT_STORE, ownNamespace, serverName } from './eventstoredb/tested-server';
import { startStandInProcess } from './eventstoredb/stand-in-process';
import { dropDatabase, freshDatabase, mongoServer, type MongoServer } from './mongodb/mongo';
import type { ServerProcess } from './server-process';

export type ServerName = 'eventstoredb' | 'mongodb';

/** Servers that were started for a test, and the settings that lead a county to them. */
export interface OpenEngines {
  readonly settings: Readonly<Record<string, string>>;
  /** Those that the test has started, and may therefore mistreat. */
  readonly servers: Readonly<Partial<Record<ServerName, ServerProcess>>>;
  close(): Promise<void>;
}

/** An event log and a read store that a county may run on. Each time it is opened both are empty. */
export interface EnginePair {
  readonly name: string;
  /** Which of its servers a test will be able to mistreat. */
  readonly servers: readonly ServerName[];
  readonly open: () => Promise<OpenEngines>;
}

/** Both in files of the county's own folder. */
export const EMBEDDED: EnginePair = {
  name: 'sqlite and sqlite',
  servers: [],
  open: () => Promise.resolve({ settings: {}, servers: {}, close: () => Promise.resolve() }),
};

/** A given server may hold streams of others: the county gets a namespace of its own there, which nothing empties afterwards. */
const openLog = async (): Promise<OpenEngines> => {
  if (GIVEN_EVENT_STORE !== undefined) {
    const settings = { EVENT_STORE: ownNamespace(GIVEN_EVENT_STORE) };
    return { settings, servers: {}, close: () => Promise.resolve() };
  }
  const eventstoredb = await startStandInProcess();
  return {
    settings: { EVENT_STORE: eventstoredb.url },
    servers: { eventstoredb },
    close: () => eventstoredb.stop(),
  };
};

const ownLog: readonly ServerName[] = GIVEN_EVENT_STORE === undefined ? ['eventstoredb'] : [];

const ownViews = (server: MongoServer): readonly ServerName[] =>
  server.process === undefined ? [] : ['mongodb'];

export const ON_EVENTSTOREDB: EnginePair = {
  name: `${serverName} and sqlite`,
  servers: ownLog,
  open: openLog,
};

/** In databases of its own on a server that lives longer. */
const openViews = (server: MongoServer): OpenEngines => {
  const database = freshDatabase();
  return {
    settings: { READ_STORE: server.databaseUrl(database) },
    servers: server.process === undefined ? {} : { mongodb: server.process },
    close: async () => {
      await dropDatabase(server.databaseUrl(database));
      await dropDatabase(server.databaseUrl(`${database}-keys`));
    },
  };
};

const both = async (server: MongoServer): Promise<OpenEngines> => {
  const [log, views] = [await openLog(), openViews(server)];
  return {
    settings: { ...log.settings, ...views.settings },
    servers: { ...log.servers, ...views.servers },
    close: async () => {
      await views.close();
      await log.close();
    },
  };
};

export const sqliteAnd = (server: MongoServer): EnginePair => ({
  name: `sqlite and ${server.name}`,
  servers: ownViews(server),
  open: () => Promise.resolve(openViews(server)),
});

export const eventStoreDbAnd = (server: MongoServer): EnginePair => ({
  name: `${serverName} and ${server.name}`,
  servers: [...ownLog, ...ownViews(server)],
  open: () => both(server),
});

/** Whoever checks everything does not pass without what can be installed. */
const mustBeHad = (): boolean =>
  process.env['CI'] === 'true' && spawnSync('python3', ['--version']).status === 0;

/** Of the kind that is asked for; a given one of the other kind is taken as it is. Null, and said so, where none can be had; where CI=true and one could be installed that is a failure. */
export const anyMongo = async (standalone: boolean, what: string): Promise<MongoServer | null> => {
  const server =
    (await mongoServer(standalone)) ??
    (process.env['TEST_READ_STORE_URL'] === undefined ? null : await mongoServer(!standalone));
  if (server === null && mustBeHad())
    throw new Error(`${what}: no MongoDB can be had, though there is a python3`);
  if (server === null) console.warn(`ATTENTION: ${what}: no MongoDB to run on, so it is NOT RUN there`);
  return server;
};
