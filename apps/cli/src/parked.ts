import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
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
  print(`${String(waiting.length)} parked, ${String(overtaken.length)} overtaken`);
};

const isPolicy = (name: string): boolean => policies.some((policy) => policy.name === name);

const described = (one: Waiting): string => {
  const { projection, stream, revision, since, error, attempts, isAsked } = one;
  const kind = isPolicy(projection) ? 'policy' : 'projection';
  const place = revision === null ? '' : ` from revision ${String(revision)}`;
  const when = since === null ? '' : `, recorded ${since}`;
  const asked = isAsked ? ', asked to try again' : '';
  return `parked ${kind} ${projection}: ${stream}${place}${when}: ${error} (${String(attempts)} attempts${asked})`;
};

const overtakenLine = ({ policy, command, aggregate, codes, at, cause }: Overtaken): string =>
  `overtaken policy ${policy}: ${command}${aggregate === null ? '' : ` of ${aggregate}`}, ${codes.join(', ')} at ${at}, because of ${cause}`;

const ask = async (county: County, projection: string, stream?: string): Promise<void> => {
  if (![...projectors, ...policies].some(({ name }) => name === projection))
    throw new CommandFailed(`no projection or policy is called ${projection}`);
  const asked = await askAgain(county, projection, stream);
  if (asked.length === 0)
    throw new CommandFailed(
      `nothing is parked there: ${projection}${stream === undefined ? '' : ` ${stream}`}`,
    );
  for (const one of asked) print(described({ ...one, isAsked: true }));
};

/** Until none of them is asked for any more, or the time is up. @returns what still waits there */
const outcome = async (county: County, projection: string, waitMs: number): Promise<readonly Waiting[]> => {
  const bar = progressBar(`replay ${projection}`);
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

const told = (left: readonly Waiting[], stream?: string): void => {
  const mine = left.filter((one) => stream === undefined || one.stream === stream);
  for (const one of mine) print(described(one));
  const open = mine.filter(({ isAsked }) => isAsked).length;
  if (open > 0)
    throw new CommandFailed(
      `${String(open)} not tried yet: whoever runs the projection does it, at once or when it is started; look again with parked`,
    );
  if (mine.length > 0) throw new CommandFailed(`${String(mine.length)} still cannot be taken`);
  print('all that waited was taken');
};

const secondsOf = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new CommandFailed(`--wait ${text} is not a number of seconds`);
  return Number(text);
};

/** Streams that a projection or a policy cannot go on with: which, why, and again once the cause is cured. */
export const parkedCommand = new Command('parked')
  .description('list the streams that a projection or policy cannot go on with, or have them tried again')
  .action(() => withCounty(list))
  .addCommand(
    new Command('replay')
      .description('have what waits tried again by whoever runs the projection, once its cause is cured')
      .argument('<projection>', 'name of the projection or policy')
      .argument('[stream]', 'all that wait there where absent')
      .option('--wait <seconds>', 'how long to wait for the outcome', '30')
      .action(async (projection: string, stream: string | undefined, { wait }: Options) => {
        const waitMs = secondsOf(wait) * 1_000;
        await withCounty(async (county) => {
          await ask(county, projection, stream);
          told(await outcome(county, projection, waitMs), stream);
        });
      }),
  );
