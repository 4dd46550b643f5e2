import type { Standing } from '@read-store/read-store';
import type { Projector } from './projector';

const REBUILDS = 1_000;

/**
 * What the read store calls a version: the code's version and how often that was built again, so that the same code can be
 * built beside itself.
 */
export const storedVersion = (code: number, rebuild = 0): number => code * REBUILDS + rebuild;

export const codeVersion = (stored: number): number => Math.floor(stored / REBUILDS);

export const nextVersion = ({ version }: Projector, taken: readonly Standing[]): number => {
  const builds = taken
    .map((standing) => standing.version)
    .filter((stored) => codeVersion(stored) === version);
  const next = Math.max(storedVersion(version) - 1, ...builds) + 1;
  if (codeVersion(next) !== version) throw new RangeError('built too often: raise the version');
  return next;
};

/** What a runner does when it looks at the standings of its projection. */
export type Choice =
  | { readonly to: 'begin' }
  | { readonly to: 'follow'; readonly standing: Standing }
  | { readonly to: 'build'; readonly live: Standing | null }
  | { readonly to: 'stand-by'; readonly live: Standing; readonly because: string };

export const choose = (projector: Projector, standings: readonly Standing[]): Choice => {
  const live = standings.find(({ state }) => state === 'live');
  const isBegun = standings.some(({ version }) => codeVersion(version) === projector.version);
  if (live === undefined) return isBegun ? { to: 'build', live: null } : { to: 'begin' };

  const serving = codeVersion(live.version);
  if (serving === projector.version) return { to: 'follow', standing: live };
  if (serving > projector.version) return { to: 'stand-by', live, because: 'a newer version serves' };
  const rolledBack = standings.some(
    ({ state, version }) => state === 'retired' && codeVersion(version) === projector.version,
  );
  return rolledBack
    ? { to: 'stand-by', live, because: 'this version was rolled back: promote it or raise the version' }
    : { to: 'build', live };
};
