import type { Standing } from '@read-store/read-store';
import { anotherLog } from './landmark';
import { resumeBuild, standingsOf } from './build';
import type { Grounded } from './parts';
import type { Projector } from './projector';
import type { RunnerStatus } from './status';
import { choose, storedVersion } from './version';

/** How long to leave another version alone before looking again. */
const STAND_BY_MS = 2_000;

interface Showing {
  readonly signal: AbortSignal;
  readonly show: (changed: Partial<RunnerStatus>) => void;
}

/**
 * The version to run: the first there is, the one that serves, or a new one that was built beside it and serves now. Null
 * where what serves is not for this code to run. @throws AnotherLog where what there is was folded from one
 */
export const versionToFollow = async (
  ground: Grounded,
  projector: Projector,
  { signal, show }: Showing,
): Promise<Standing | null> => {
  const other = await anotherLog(ground);
  if (other !== null) throw other;
  const choice = choose(projector, await standingsOf(ground, projector));
  switch (choice.to) {
    case 'begin':
      return begin(ground, projector);
    case 'follow':
      return ground.views.prepare(choice.standing, projector.collections, 'live');
    case 'build':
      show({ ...(choice.live && shown(choice.live)), phase: 'building', error: null });
      return resumeBuild(ground, projector, { signal, onProgress: (progress) => show({ progress }) });
    case 'stand-by':
      show({ ...shown(choice.live), phase: 'standing-by', error: choice.because });
      await ground.pause(STAND_BY_MS, signal);
      return null;
  }
};

/** The version that serves, where this code runs it. */
export const versionThatServes = async (ground: Grounded, projector: Projector): Promise<Standing> => {
  const choice = choose(projector, await standingsOf(ground, projector));
  if (choice.to === 'follow') return choice.standing;
  throw new Error(`no version of ${projector.name} serves that this code can run`);
};

export const shown = ({ version, checkpoint }: Standing): Pick<Standing, 'version' | 'checkpoint'> => ({
  version,
  checkpoint,
});

const begin = (ground: Grounded, { name, version, collections }: Projector): Promise<Standing> =>
  ground.views.prepare({ name, version: storedVersion(version) }, collections, 'live');
