import { DamagedEvent, metadataText } from '@event-store/event-store';
import { askReplay, replayId, replaysAsked } from '@projection/replays';
import type { Parked } from '@read-store/read-store';
import type { County } from './county';

/** A stream that a projection or policy cannot go on with, as an operator needs to know it. */
export interface Waiting {
  readonly projection: string;
  readonly stream: string;
  /** Of the event that could not be taken. */
  readonly revision: number | null;
  /** When that was recorded. */
  readonly since: string | null;
  readonly error: string;
  readonly attempts: number;
  /** It will be tried again by whoever runs the projection. */
  readonly isAsked: boolean;
}

type Place = Pick<County, 'store' | 'views'>;

/** Of the versions that serve, longest waiting first. */
export const waitingStreams = async ({ store, views }: Place): Promise<readonly Waiting[]> => {
  const serving = new Map(
    (await views.standings()).flatMap(({ name, version, state }) =>
      state === 'live' ? [[name, version] as const] : [],
    ),
  );
  const asked = new Set((await replaysAsked(views)).map(replayId));
  const parked = (await views.parked()).filter((one) => serving.get(one.projection) === one.version);
  const sorted = [...parked].sort((a, b) => (a.position < b.position ? -1 : 1));
  const found: Waiting[] = [];
  for (const one of sorted) {
    const { projection, stream, error, attempts } = one;
    const isAsked = asked.has(replayId(one));
    found.push({ projection, stream, ...(await firstOf(store, one)), error, attempts, isAsked });
  }
  return found;
};

/** Nothing of it is known where the log itself cannot be read there. */
const firstOf = async (
  store: Place['store'],
  { stream, position }: Parked,
): Promise<Pick<Waiting, 'revision' | 'since'>> => {
  try {
    const event = (await store.readStream(stream)).find((one) => one.position >= position);
    if (event === undefined) return { revision: null, since: null };
    return { revision: event.revision, since: metadataText(event, 'recordedAt') };
  } catch (error) {
    if (error instanceof DamagedEvent) return { revision: error.place.revision, since: null };
    throw error;
  }
};

/** Of one stream of a projection, or of all that wait there. @returns those that were asked for */
export const askAgain = async (
  county: Pick<County, 'store' | 'views' | 'clock'>,
  projection: string,
  stream?: string,
): Promise<readonly Waiting[]> => {
  const chosen = (await waitingStreams(county)).filter(
    (one) => one.projection === projection && (stream === undefined || one.stream === stream),
  );
  for (const one of chosen) await askReplay(county.views, county.clock, one);
  return chosen;
};
