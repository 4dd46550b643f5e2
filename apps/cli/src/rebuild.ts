import { Command } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
import { policies, projectors } from '@county/modules';
import { printedLog } from '@county/printed-log';
import { rebuild } from '@projection/build';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { print, withCounty } from './with-county';

/** Builds read models anew beside those that serve and lets the new ones serve at once; a running server goes on meanwhile. */
export const rebuildCommand = new Command('rebuild')
  .description(
    told({
      zh: '在旁重建一个或全部视图，完成后切换',
      en: 'rebuild one read model, or all, beside the living version',
    }),
  )
  .argument(
    '[projection]',
    told({ zh: '视图名称；不写则为全部', en: 'name of the projection; all where absent' }),
  )
  .action(async (name?: string) => {
    const chosen = projectors.filter((projector) => name === undefined || projector.name === name);
    if (chosen.length === 0) throw new CommandFailed(refusal(name ?? ''));
    await withCounty(async ({ store, views, upcast, clock, settings }) => {
      const log = printedLog(settings.logLevel, 'rebuild');
      for (const projector of chosen) {
        const bar = progressBar(projector.name);
        const onProgress = ({ done, total }: { done: number; total: number }) => {
          bar.at(done, total);
        };
        const standing = await rebuild({ store, views, upcast, clock, log }, projector, { onProgress });
        bar.end();
        const [version, at] = [String(standing.version), standing.checkpoint];
        print({
          zh: `${projector.name}：第${version}版已启用，位置 ${at}`,
          en: `${projector.name}: version ${version} serves, at ${at}`,
        });
      }
    });
  });

const refusal = (name: string): Words => {
  if (policies.some((policy) => policy.name === name))
    return {
      zh: `${name}是规则：它可能正在运行，其记忆不重建`,
      en: `${name} is a policy: its memory is not rebuilt while it may be running`,
    };
  const names = projectors.map((projector) => projector.name).join(', ');
  return { zh: `没有视图${name}；有：${names}`, en: `no projection ${name}; there are ${names}` };
};
