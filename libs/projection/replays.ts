import type { Clock } from '@event-store/clock';
import type { Document, ReadStore } from '@read-store/read-store';

/** Somebody wants a parked stream tried again; whoever runs the projection does it and erases this. */
export type ReplayAsked = Document & {
  readonly projection: string;
  readonly stream: string;
  readonly askedAt: string;
};

interface Place {
  readonly projection: string;
  readonly stream: string;
}

export const replayId = ({ projection, stream }: Place): string => `${projection} ${stream}`;

/**
 * Only the process that runs a projection may take what waits, for the checkpoint stands still meanwhile and fences nobody: so it is
 * asked to, wherever it runs, at once or when it is started.
 */
export const askReplay = async (views: ReadStore, clock: Clock, place: Place): Promise<void> => {
  const { projection, stream } = place;
  const askedAt = new Date(clock.now()).toISOString();
  await views.notes.write('replay', { id: replayId(place), projection, stream, askedAt });
};

/** In the order they were asked. */
export const replaysAsked = async (views: ReadStore): Promise<readonly ReplayAsked[]> =>
  [...(await views.notes.all<ReplayAsked>('replay'))].sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1));

export const replayDone = (views: ReadStore, place: Place): Promise<void> =>
  views.notes.erase('replay', replayId(place));
