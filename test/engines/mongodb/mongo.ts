import { MongoClient } from 'mongodb';
import { secantusProgram, startSecantus, type MongoProcess } from './secantus';

/** A MongoDB server to test with. */
export interface MongoServer {
  /** What it is, as the suites print it. */
  readonly name: string;
  readonly isSecantus: boolean;
  readonly standalone: boolean;
  /** A replica set in which another member can take over. */
  readonly isOfSeveral: boolean;
  readonly databaseUrl: (database: string) => string;
  /** Only where the suite started it. */
  readonly process?: MongoProcess;
  stop(): Promise<void>;
}

/** REQUIRE_ENGINES=mongodb,esdb: the absence of one of them is a failure. */
export const isRequired = (engine: string): boolean =>
  (process.env['REQUIRE_ENGINES'] ?? '').split(',').includes(engine);

/**
 * The server of TEST_READ_STORE_URL; else one that is installed and started here; else a real mongod that is fetched. Where MongoDB
 * is required nothing stands in for it. Null where none can be had, or the given one is not of the kind asked for.
 */
export const mongoServer = async (standalone: boolean): Promise<MongoServer | null> => {
  const given = process.env['TEST_READ_STORE_URL'];
  const found = given === undefined ? await ownServer(standalone) : await serverAt(given);
  if (found !== null && found.standalone === standalone) return found;
  await found?.stop();
  if (found === null && isRequired('mongodb'))
    throw new Error('no MongoDB server can be had, and one is required');
  return null;
};

const ownServer = async (standalone: boolean): Promise<MongoServer | null> => {
  const program = isRequired('mongodb') ? null : await secantusProgram();
  if (program === null) return fetched(standalone);
  const started = await startSecantus(program, { standalone });
  return { ...(await serverAt(started.url)), process: started, stop: () => started.stop() };
};

/** A real one, on ordinary networks. */
const fetched = async (standalone: boolean): Promise<MongoServer | null> => {
  try {
    const { MongoMemoryReplSet, MongoMemoryServer } = await import('mongodb-memory-server-core');
    const server = standalone
      ? await MongoMemoryServer.create()
      : await MongoMemoryReplSet.create({ replSet: { count: 1, storageEngine: 'wiredTiger' } });
    return { ...(await serverAt(server.getUri())), stop: () => ended(server) };
  } catch (error) {
    console.info(`no MongoDB can be fetched: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
};

const ended = async (server: { stop(): Promise<unknown> }): Promise<void> => {
  await server.stop();
};

const serverAt = async (url: string): Promise<MongoServer> => {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 30_000 });
  const hello = await client.db('admin').command({ hello: 1 });
  const build = await client.db('admin').command({ buildInfo: 1 });
  await client.close();
  const standalone = hello['setName'] === undefined && hello['msg'] !== 'isdbgrid';
  const isSecantus = build['secantusVersion'] !== undefined;
  const program = isSecantus
    ? `SecantusDB ${String(build['secantusVersion'])}`
    : `MongoDB ${String(build['version'])}`;
  return {
    name: `mongodb (${program}, ${standalone ? 'standalone' : 'replica set'})`,
    isSecantus,
    standalone,
    isOfSeveral: ((hello['hosts'] as readonly string[] | undefined) ?? []).length > 1,
    databaseUrl: (database) => withDatabase(url, database),
    stop: () => Promise.resolve(),
  };
};

const ADDRESS = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/** Several hosts may stand in it, which no parser of ordinary URLs understands. */
export const withDatabase = (url: string, database: string): string => {
  const [, hosts = '', own = '', query = ''] = ADDRESS.exec(url) ?? [];
  const options = [query, userOf(hosts, query, own)].filter((one) => one !== '').join('&');
  return `${hosts}/${database}${options === '' ? '' : `?${options}`}`;
};

/** Is looked for in the database of the address where nothing else is said: there he stays. */
const userOf = (hosts: string, query: string, own: string): string =>
  !hosts.includes('@') || /(?:^|&)authSource=/i.test(query) ? '' : `authSource=${own === '' ? 'admin' : own}`;

let databases = 0;

export const freshDatabase = (): string => {
  databases += 1;
  return `tested-${String(process.pid)}-${String(databases)}-${Date.now().toString(36)}`;
};

export const dropDatabase = async (url: string): Promise<void> => {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
};
