import { MongoReadStore } from '@read-store/mongodb/mongodb-read-store';
import { dropDatabase, freshDatabase, type MongoServer } from '../../engines/mongodb/mongo';
import { Line } from '../../engines/line';
import type { Engine, Plan } from './engine';

/** What a child process needs: it gets the whole address as its place. */
export const engine: Pick<Engine, 'open'> = {
  open: (place) => Promise.resolve(MongoReadStore.open(place)),
};

export const mongoEngine = (server: MongoServer): Engine => ({
  ...engine,
  name: server.name,
  module: 'test/contract/read-store/mongodb-engine.ts',
  readsWholeCommits: !server.standalone,
  beginsAtOnce: !server.isSecantus,
  hasLeases: true,
  runs: server.isSecantus ? 5 : 60,
  place: () => Promise.resolve(server.databaseUrl(freshDatabase())),
  ...(ALONE.test(server.databaseUrl('any')) ? { wired: wire } : {}),
  tidy: dropDatabase,
  plan: async (store, { projection, collection, options }) => {
    if (!(store instanceof MongoReadStore)) throw new Error('not a MongoDB store');
    return planIn(await store.explain(projection, collection, options), server);
  },
});

/** Where the address is of one server alone: of several, the driver looks for the others past any wire. */
const ALONE = /^(mongodb:\/\/)([^:@/,]+):(\d+)(\/[^?]*\?.*directConnection=true.*)$/;

const wire = async (place: string): Promise<{ readonly place: string; readonly line: Line }> => {
  const [, scheme = '', host = '', port = '', rest = ''] = ALONE.exec(place) ?? [];
  const line = await Line.to(host, Number(port));
  return { place: `${scheme}127.0.0.1:${String(line.port)}${rest}`, line };
};

/** SecantusDB passes over indexes that MongoDB would use, for null, for ranges and for an order alone: only where it names one is it to be believed. */
const planIn = (plans: readonly object[], { isSecantus }: MongoServer): Plan => {
  const stages = plans.flatMap(stagesIn);
  const scans = stages.includes('COLLSCAN');
  const words = stages.join(' ');
  if (isSecantus && scans) return { usesIndex: null, scansCollection: null, sortsInMemory: null, words };
  return {
    usesIndex: !scans && stages.some((stage) => /IXSCAN|IDHACK/.test(stage)),
    scansCollection: scans,
    sortsInMemory: isSecantus ? null : stages.includes('SORT'),
    words,
  };
};

/** Of the plan that was chosen. */
const stagesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === 'rejectedPlans') return [];
    return key === 'stage' && typeof part === 'string' ? [part] : stagesIn(part);
  });
};
