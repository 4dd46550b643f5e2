import { START } from '@event-store/event-store';
import type { ProjectionHealth } from '@http/health';
import type { Overtaken } from '@projection/overtaken';
import { troublesTold, type Trouble } from '@projection/troubles';
import type { Parked, Standing } from '@read-store/read-store';
import type { County } from './county';
import { policies, projectors } from './modules';

/** Of each projection, so that an answer stays small whatever happens; all of them are told by `parked`. */
const PARKED_SHOWN = 20;

interface Seen {
  readonly head: string;
  readonly standings: readonly Standing[];
  readonly parked: readonly Parked[];
  readonly troubles: ReadonlyMap<string, Trouble>;
  readonly overtaken: readonly Overtaken[];
}

const POLICIES = new Set(policies.map(({ name }) => name));

/** Every projection and policy, as a process sees them that has the log and the read store. */
export const projectionsOf = async (county: County, head: string): Promise<readonly ProjectionHealth[]> => {
  const { views, clock } = county;
  const seen: Seen = {
    head,
    standings: await views.standings(),
    parked: await views.parked(),
    troubles: await troublesTold(views, clock.now()),
    overtaken: await views.notes.all<Overtaken>('overtaken'),
  };
  return Promise.all([...projectors, ...policies].map(({ name }) => healthOf(county, name, seen)));
};

const healthOf = async (county: County, name: string, seen: Seen): Promise<ProjectionHealth> => {
  const live = seen.standings.find((standing) => standing.name === name && standing.state === 'live');
  const checkpoint = live?.checkpoint ?? START;
  const behind = checkpoint < seen.head;
  return {
    name,
    kind: POLICIES.has(name) ? 'policy' : 'projector',
    state: live?.state ?? 'building',
    checkpoint,
    behind,
    lagMs: behind ? await ageAfter(county, checkpoint) : 0,
    ...waiting(seen.parked.filter((one) => one.projection === name && one.version === live?.version)),
    ...troubleOf(seen.troubles.get(name)),
    overtaken: seen.overtaken.filter(({ policy }) => policy === name).length,
  };
};

const waiting = (parked: readonly Parked[]): Pick<ProjectionHealth, 'parkedStreams' | 'parked'> => ({
  parkedStreams: parked.length,
  parked: parked.slice(0, PARKED_SHOWN).map(({ stream, error }) => ({ stream, error })),
});

const troubleOf = (trouble?: Trouble): Pick<ProjectionHealth, 'error' | 'progress' | 'refusedDeadlines'> => {
  const { error = null, progress = null, refusedDeadlines = [] } = trouble ?? {};
  if (progress === null) return { error, progress, refusedDeadlines };
  const { done, total, etaSeconds } = progress;
  return { error, progress: { done, total, etaSeconds }, refusedDeadlines };
};

/** How long the first event after a position has waited. */
const ageAfter = async ({ store, clock }: County, from: string): Promise<number | null> => {
  for await (const { events } of store.readAll({ from: from as never, batchSize: 1 })) {
    const recordedAt = events[0]?.metadata['recordedAt'];
    return typeof recordedAt === 'string' ? clock.now() - Date.parse(recordedAt) : null;
  }
  return null;
};
