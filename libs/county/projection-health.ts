import { START, type Position } from '@event-store/event-store';
import type { ProjectionHealth } from '@http/health';
import type { Overtaken } from '@projection/overtaken';
import { troublesTold, type Trouble } from '@projection/troubles';
import type { Parked, Standing } from '@read-store/read-store';
import type { County } from './county';
import { policies, projectors } from './modules';
import type { OldestWaiting } from './oldest-waiting';

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
export const projectionsOf = async (
  { views, clock }: Pick<County, 'views' | 'clock'>,
  head: string,
  waiting: OldestWaiting,
): Promise<readonly ProjectionHealth[]> => {
  const seen: Seen = {
    head,
    standings: await views.standings(),
    parked: await views.parked(),
    troubles: await troublesTold(views, clock.now()),
    overtaken: await views.notes.all<Overtaken>('overtaken'),
  };
  const shown = [...projectors, ...policies].map(({ name }) => healthOf(name, seen));
  const late = shown.filter(({ behind }) => behind).map(({ checkpoint }) => checkpoint as Position);
  const since = await waiting.after(late);
  const lagOf = (checkpoint: string): number | null => {
    const recordedAt = since.get(checkpoint as Position);
    return typeof recordedAt === 'string' ? clock.now() - Date.parse(recordedAt) : null;
  };
  return shown.map((each) => ({ ...each, lagMs: each.behind ? lagOf(each.checkpoint) : 0 }));
};

const healthOf = (name: string, seen: Seen): Omit<ProjectionHealth, 'lagMs'> => {
  const live = seen.standings.find((standing) => standing.name === name && standing.state === 'live');
  const checkpoint = live?.checkpoint ?? START;
  return {
    name,
    kind: POLICIES.has(name) ? 'policy' : 'projector',
    state: live?.state ?? 'building',
    checkpoint,
    behind: checkpoint < seen.head,
    ...parkedOf(seen.parked.filter((one) => one.projection === name && one.version === live?.version)),
    ...troubleOf(seen.troubles.get(name)),
    overtaken: seen.overtaken.filter(({ policy }) => policy === name).length,
  };
};

const parkedOf = (parked: readonly Parked[]): Pick<ProjectionHealth, 'parkedStreams' | 'parked'> => ({
  parkedStreams: parked.length,
  parked: parked.slice(0, PARKED_SHOWN).map(({ stream, error }) => ({ stream, error })),
});

const troubleOf = (trouble?: Trouble): Pick<ProjectionHealth, 'error' | 'progress' | 'refusedDeadlines'> => {
  const { error = null, progress = null, refusedDeadlines = [] } = trouble ?? {};
  if (progress === null) return { error, progress, refusedDeadlines };
  const { done, total, etaSeconds } = progress;
  return { error, progress: { done, total, etaSeconds }, refusedDeadlines };
};
