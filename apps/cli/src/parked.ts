import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
import type { County } from '@county/county';
import { policies, projectors } from '@county/modules';
import { askAgain, waitingStreams, type Waiting } from '@county/waiting';
import type { Overtaken } from '@projection/overtaken';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { print, withCounty } from './with-county';

interface Options {
  readonly wait: string;
}

const LOOK_MS = 250;

/** What waits, and what came too late to matter. Ends with status 0 whatever it finds. */
const list = async (county: County): Promise<void> => {
  const waiting = await waitingStreams(county);
  for (const one of waiting) print(described(one));
  const overtaken = await county.views.notes.all<Overtaken>('overtaken');
  for (const one of overtaken) print(overtakenLine(one));
  const [parked, late] = [waiting, overtaken].map(({ length }) => String(length));
  print({ zh: `暂存${parked}个，过时${late}个`, en: `${parked} parked, ${late} overtaken` });
};

const isPolicy = (name: string): boolean => policies.some((policy) => policy.name === name);

const described = (one: Waiting): Words => ({ zh: inChinese(one), en: inEnglish(one) });

const inChinese = ({ projection, stream, revision, since, error, attempts, isAsked }: Waiting): string => {
  const kind = isPolicy(projection) ? '规则' : '视图';
  const place = revision === null ? '' : `，自版本${String(revision)}`;
  const when = since === null ? '' : `，记录于 ${since}`;
  const asked = isAsked ? '，已要求再试' : '';
  return `暂存 ${kind} ${projection}：${stream}${place}${when}：${error}（试了${String(attempts)}次${asked}）`;
};

const inEnglish = ({ projection, stream, revision, since, error, attempts, isAsked }: Waiting): string => {
  const kind = isPolicy(projection) ? 'policy' : 'projection';
  const place = revision === null ? '' : ` from revision ${String(revision)}`;
  const when = since === null ? '' : `, recorded ${since}`;
  const asked = isAsked ? ', asked to try again' : '';
  return `parked ${kind} ${projection}: ${stream}${place}${when}: ${error} (${String(attempts)} attempts${asked})`;
};

const overtakenLine = ({ policy, command, aggregate, codes, at, cause }: Overtaken): Words => ({
  zh: `过时 规则${policy}：${command}${aggregate === null ? '' : `（${aggregate}）`}，${at} 被拒 ${codes.join('、')}，起因 ${cause}`,
  en: `overtaken policy ${policy}: ${command}${aggregate === null ? '' : ` of ${aggregate}`}, ${codes.join(', ')} at ${at}, because of ${cause}`,
});

const ask = async (county: County, projection: string, stream?: string): Promise<void> => {
  if (![...projectors, ...policies].some(({ name }) => name === projection))
    throw new CommandFailed({
      zh: `没有叫${projection}的视图或规则`,
      en: `no projection or policy is called ${projection}`,
    });
  const asked = await askAgain(county, projection, stream);
  if (asked.length === 0)
    throw new CommandFailed(nothingAt(`${projection}${stream === undefined ? '' : ` ${stream}`}`));
  for (const one of asked) print(described({ ...one, isAsked: true }));
};

const nothingAt = (place: string): Words => ({
  zh: `${place}没有暂存的`,
  en: `nothing is parked there: ${place}`,
});

/** Until none of them is asked for any more, or the time is up. @returns what still waits there */
const outcome = async (county: County, projection: string, waitMs: number): Promise<readonly Waiting[]> => {
  const bar = progressBar(projection);
  const until = performance.now() + waitMs;
  let total = 0;
  for (;;) {
    const left = (await waitingStreams(county)).filter((one) => one.projection === projection);
    const open = left.filter(({ isAsked }) => isAsked).length;
    total = Math.max(total, open);
    bar.at(total - open, total);
    if (open === 0 || performance.now() > until) {
      bar.end();
      return left;
    }
    await pause(LOOK_MS);
  }
};

const report = (waiting: readonly Waiting[], stream?: string): void => {
  const mine = waiting.filter((one) => stream === undefined || one.stream === stream);
  for (const one of mine) print(described(one));
  const open = mine.filter(({ isAsked }) => isAsked).length;
  if (open > 0)
    throw new CommandFailed({
      zh: `${String(open)}个还没有再试：由运行该视图的进程去做，立即或在它启动时；请再用 parked 查看`,
      en: `${String(open)} not tried yet: whoever runs the projection does it, at once or when it is started; look again with parked`,
    });
  const left = String(mine.length);
  if (mine.length > 0)
    throw new CommandFailed({ zh: `${left}个仍处理不了`, en: `${left} still cannot be taken` });
  print({ zh: '暂存的都已处理', en: 'all that waited was taken' });
};

const secondsOf = (text: string): number => {
  if (!/^\d{1,6}$/.test(text))
    throw new CommandFailed({
      zh: `--wait ${text} 不是秒数`,
      en: `--wait ${text} is not a number of seconds`,
    });
  return Number(text);
};

/** Streams that a projection or a policy cannot go on with: which, why, and again once the cause is cured. */
export const parkedCommand = new Command('parked')
  .description(
    told({
      zh: '查看视图或规则处理不了的事件流，或要求再试',
      en: 'list the streams that a projection or policy cannot go on with, or have them tried again',
    }),
  )
  .action(() => withCounty(list))
  .addCommand(
    new Command('replay')
      .description(
        told({
          zh: '原因排除后，要求运行该视图的进程再试',
          en: 'have what waits tried again by whoever runs the projection, once its cause is cured',
        }),
      )
      .argument('<projection>', told({ zh: '视图或规则的名称', en: 'name of the projection or policy' }))
      .argument('[stream]', told({ zh: '不写则为其中全部', en: 'all that wait there where absent' }))
      .option('--wait <seconds>', told({ zh: '等结果等多久', en: 'how long to wait for the outcome' }), '30')
      .action(async (projection: string, stream: string | undefined, { wait }: Options) => {
        const waitMs = secondsOf(wait) * 1_000;
        await withCounty(async (county) => {
          await ask(county, projection, stream);
          report(await outcome(county, projection, waitMs), stream);
        });
      }),
  );
