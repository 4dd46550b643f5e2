import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { START } from '@event-store/event-store';
import type { Health, ProjectionHealth, Pulse } from '@http/health';
import type { County } from './county';
import { policies, projectors } from './modules';
import { readEngineName } from './read-engine';

/** Health and metrics as any process can tell them that sees the log and the read store. */
export const countyPulse = (county: County): Pulse => {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const health = () => healthOf(county);
  const registers = [metrics];
  const labelNames = ['projection'];
  new Gauge({
    name: 'shuangbang_ready',
    help: '1 when every projection serves.',
    registers,
    async collect() {
      this.set((await health()).ready ? 1 : 0);
    },
  });
  new Gauge({
    name: 'shuangbang_projection_lag_ms',
    help: 'Age of the oldest event a projection has not taken, in ms.',
    labelNames,
    registers,
    async collect() {
      for (const { name, lagMs } of (await health()).projections) this.set({ projection: name }, lagMs ?? 0);
    },
  });
  new Gauge({
    name: 'shuangbang_projection_parked_streams',
    help: 'Streams that wait because an event could not be digested.',
    labelNames,
    registers,
    async collect() {
      for (const { name, parkedStreams } of (await health()).projections)
        this.set({ projection: name }, parkedStreams);
    },
  });
  return { health, metrics };
};

const healthOf = async (county: County): Promise<Health> => {
  const head = await county.store.head();
  const projections = await projectionsOf(county, head);
  return {
    ready: projections.every(({ state }) => state === 'live'),
    log: {
      engine: county.settings.eventStore.split(':')[0] ?? '',
      head,
      ...(await serverOf(county.store)),
    },
    views: { engine: readEngineName(county.settings.readStore), ...(await serverOf(county.views)) },
    projections,
  };
};

/** Nothing where it is a file. */
const serverOf = async <T>(engine: { state?(): Promise<T> }): Promise<{ server?: T }> =>
  engine.state ? { server: await engine.state() } : {};

const projectionsOf = async (county: County, head: string): Promise<readonly ProjectionHealth[]> => {
  const standings = await county.views.standings();
  const parked = await county.views.parked();
  const policyNames = new Set(policies.map(({ name }) => name));
  return Promise.all(
    [...projectors, ...policies].map(async ({ name }): Promise<ProjectionHealth> => {
      const live = standings.find((standing) => standing.name === name && standing.state === 'live');
      const checkpoint = live?.checkpoint ?? START;
      const behind = checkpoint < head;
      return {
        name,
        kind: policyNames.has(name) ? 'policy' : 'projector',
        state: live?.state ?? 'building',
        checkpoint,
        behind,
        lagMs: behind ? await ageAfter(county, checkpoint) : 0,
        parkedStreams: parked.filter(({ projection }) => projection === name).length,
        error: null,
      };
    }),
  );
};

/** How long the first event after a position has waited. */
const ageAfter = async ({ store, clock }: County, from: string): Promise<number | null> => {
  for await (const { events } of store.readAll({ from: from as never, batchSize: 1 })) {
    const recordedAt = events[0]?.metadata['recordedAt'];
    return typeof recordedAt === 'string' ? clock.now() - Date.parse(recordedAt) : null;
  }
  return null;
};
