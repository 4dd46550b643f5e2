import { Indigestible } from './digest';
import type { Hosted } from './hosted';
import { wordsOf } from './log';
import type { Grounded } from './parts';
import { replayDone, replaysAsked, type ReplayAsked } from './replays';

type Place = Pick<Grounded, 'views' | 'log'>;

/** Tries the parked streams again that somebody has asked for, of what runs here. The rest waits for whoever runs that. */
export const obey = async (place: Place, hosted: ReadonlyMap<string, Hosted>): Promise<void> => {
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
