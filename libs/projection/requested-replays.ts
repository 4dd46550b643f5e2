import { Indigestible } from './digest';
import type { Hosted } from './hosted';
import { wordsOf } from './log';
import type { Grounded } from './parts';
import { replayDone, replaysAsked, type ReplayAsked } from './replays';

type Place = Pick<Grounded, 'views' | 'log'>;

/** Replays the parked streams that somebody asked for, of the projections that run here; requests for others wait for the process that runs them. */
export const replayRequested = async (place: Place, hosted: ReadonlyMap<string, Hosted>): Promise<void> => {
  for (const asked of await replaysAsked(place.views)) {
    const runner = hosted.get(asked.projection)?.runner;
    if (runner !== undefined && !runner.isElsewhere && runner.status.phase === 'live')
      await tryAgain(place, runner, asked);
  }
};

/** What keeps events from being taken stands with their stream afterwards; where it is another fault it is tried again. */
const tryAgain = async (
  { views, log }: Place,
  runner: Hosted['runner'],
  { projection, stream }: ReplayAsked,
): Promise<void> => {
  try {
    const taken = await runner.replayParked(stream);
    log.info(`${projection} took ${String(taken)} events of ${stream} that had waited`);
  } catch (error) {
    log.error(`${projection} cannot take ${stream}: ${wordsOf(error)}`);
    if (!(error instanceof Indigestible)) return;
  }
  await replayDone(views, { projection, stream });
};
