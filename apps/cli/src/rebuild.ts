import { Command } from 'commander';
import { policies, projectors } from '@county/modules';
import { rebuild } from '@projection/build';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { print, withCounty } from './with-county';

/** Builds read models anew beside those that serve and lets the new ones serve at once; a running server goes on meanwhile. */
export const rebuildCommand = new Command('rebuild')
  .description('rebuild one read model, or all, beside the living version')
  .argument('[projection]', 'name of the projection; all where absent')
  .action(async (name?: string) => {
    const chosen = projectors.filter((projector) => name === undefined || projector.name === name);
    if (chosen.length === 0) throw new CommandFailed(refusal(name ?? ''));
    await withCounty(async ({ store, views, upcast, clock }) => {
      for (const projector of chosen) {
        const bar = progressBar(projector.name);
        const onProgress = ({ done, total }: { done: number; total: number }) => {
          bar.at(done, total);
        };
        const standing = await rebuild({ store, views, upcast, clock }, projector, { onProgress });
        bar.end();
        print(`${projector.name}: version ${String(standing.version)} serves, at ${standing.checkpoint}`);
      }
    });
  });

const refusal = (name: string): string =>
  policies.some((policy) => policy.name === name)
    ? `${name} is a policy: its memory is not rebuilt while it may be running`
    : `no projection ${name}; there are ${projectors.map((projector) => projector.name).join(', ')}`;
