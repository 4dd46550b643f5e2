import { setTimeout as pause } from 'node:timers/promises';
import type { Words } from '@kernel/words';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { LogUnavailable } from '@event-store/event-store';
import { rootCode } from '@event-store/sealing/root-code';
import { timestampOf } from '@event-store/sealing/stamping';
import type { Health, ProjectionHealth, Pulse, SealHealth } from '@http/health';
import { anotherLog } from '@projection/landmark';
import { ViewsUnavailable } from '@read-store/unavailable';
import type { County } from './county';
import { OldestWaiting } from './oldest-waiting';
import { projectionsOf } from './projection-health';
import { readEngineName } from './read-engine';
import { NewestSeal } from './sealing';

/** Who looks after a process waits for no outage. */
const HEALTH_MS = 2_500;

/**
 * Health and metrics as any process can tell them that sees the log and the read store. An engine that does not answer in time
 * fails the question for health, by its name; the metrics say then that the county is not ready, and nothing of its projections.
 */
export const countyPulse = (county: County, patienceMs = HEALTH_MS): Pulse => {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const newest = new NewestSeal(county);
  const waiting = new OldestWaiting(county.store);
  let isLogHeard = false;
  const looking = together(() => {
    isLogHeard = false;
    const onHead = (): void => void (isLogHeard = true);
    return healthOf(county, { newest, waiting, onHead });
  });
  const health = () =>
    inTime(looking(), patienceMs, (late) =>
      isLogHeard
        ? new ViewsUnavailable(undefined, { zh: `视图库${late.zh}`, en: `the read models: ${late.en}` })
        : new LogUnavailable(`the log: ${late.en}`),
    );
  gauges(metrics, () => health().catch(() => null));
  return { health, metrics };
};

const gauges = (metrics: Registry, told: () => Promise<Health | null>): void => {
  const registers = [metrics];
  new Gauge({
    name: 'shuangbang_ready',
    help: '1 when every projection serves.',
    registers,
    async collect() {
      this.set((await told())?.ready === true ? 1 : 0);
    },
  });
  new Gauge({
    name: 'shuangbang_seal_age_ms',
    help: 'Age of the last seal of the log, in ms; absent while there is none.',
    registers,
    async collect() {
      this.reset();
      const seal = (await told())?.lastSeal;
      if (seal) this.set(seal.ageMs);
      else this.remove();
    },
  });
  projectionGauges(registers, told);
};

const projectionGauges = (registers: Registry[], told: () => Promise<Health | null>): void => {
  const perProjection = (
    name: string,
    help: string,
    valueOf: (projection: ProjectionHealth) => number | null,
  ) =>
    new Gauge({
      ...{ name, help, labelNames: ['projection'], registers },
      async collect() {
        this.reset();
        for (const projection of (await told())?.projections ?? []) {
          const value = valueOf(projection);
          if (value !== null) this.set({ projection: projection.name }, value);
        }
      },
    });
  perProjection(
    'shuangbang_projection_lag_ms',
    'Age of the oldest event a projection has not taken, in ms; absent where it is not known.',
    ({ lagMs }) => lagMs,
  );
  perProjection(
    'shuangbang_projection_parked_streams',
    'Streams that wait because an event could not be digested.',
    ({ parkedStreams }) => parkedStreams,
  );
  perProjection(
    'shuangbang_projection_troubled',
    '1 where the process that runs it says that it cannot go on, or that nobody answers.',
    ({ error }) => (error === null ? 0 : 1),
  );
  perProjection(
    'shuangbang_projection_refused_deadlines',
    'Commands of a policy that were refused on their day and are asked again every minute.',
    ({ refusedDeadlines }) => refusedDeadlines.length,
  );
};

const inTime = async <T>(work: Promise<T>, patienceMs: number, fault: (late: Words) => Error): Promise<T> => {
  const over = new AbortController();
  const late = pause(patienceMs, null, { signal: over.signal, ref: false }).then(() => {
    const ms = String(patienceMs);
    throw fault({ zh: `${ms}毫秒内没有答复`, en: `no answer within ${ms} ms` });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
    work.catch(() => undefined);
  }
};

/** Who asks while another waits gets the same answer. */
const together = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let waiting: Promise<T> | null = null;
  return () => (waiting ??= ask().finally(() => (waiting = null)));
};

interface Looking {
  readonly newest: NewestSeal;
  readonly waiting: OldestWaiting;
  readonly onHead: () => void;
}

const healthOf = async (county: County, { newest, waiting, onHead }: Looking): Promise<Health> => {
  const head = await county.store.head();
  onHead();
  const projections = await projectionsOf(county, head, waiting);
  const other = await anotherLog(county);
  return {
    ready: other === null && projections.every(({ state }) => state === 'live'),
    log: {
      engine: county.settings.eventStore.split(':')[0] ?? '',
      head,
      ...(await serverOf(county.store)),
    },
    views: {
      engine: readEngineName(county.settings.readStore),
      ...(await serverOf(county.views)),
      ...(other === null ? {} : { fault: { code: other.code, message: other.message } }),
    },
    projections,
    lastSeal: await sealOf(county, newest),
  };
};

const sealOf = async ({ clock, store, settings }: County, newest: NewestSeal): Promise<SealHealth | null> => {
  const seal = await newest.read();
  if (seal === null) return null;
  const { number, root, sealedAt } = seal;
  const told = { number, code: rootCode(root), sealedAt, ageMs: clock.now() - Date.parse(sealedAt) };
  if (settings.timestampUrl === null) return told;
  return { ...told, timestampedAt: (await timestampOf(store, seal))?.stampedAt ?? null };
};

/** Nothing where it is a file. */
const serverOf = async <T>(engine: { state?(): Promise<T> }): Promise<{ server?: T }> =>
  engine.state ? { server: await engine.state() } : {};
