import { Command, InvalidArgumentError } from 'commander';
import { ownKeys } from '@county/sealing';
import { positionPair, type EventStore } from '@event-store/event-store';
import type { Break } from '@event-store/examination';
import { readRootCode } from '@event-store/sealing/root-code';
import { SealUnknown, verify, type Asked, type Progress } from '@event-store/verify';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { print, withCounty } from './with-county';

interface Options {
  readonly stream?: string;
  readonly between?: Asked['between'];
  readonly code: readonly string[];
  readonly key: readonly string[];
}

const between = (text: string): NonNullable<Asked['between']> => {
  const [, from, to] = /^(\d{1,15})\.\.(\d{1,15})$/.exec(text) ?? [];
  const asked = { from: Number(from), to: Number(to) };
  if (from === undefined || asked.from >= asked.to)
    throw new InvalidArgumentError(
      'It takes two numbers of seals, the smaller first, e.g. 3..7; 0..n begins at the beginning.',
    );
  return asked;
};

const code = (text: string, codes: readonly string[]): readonly string[] => {
  const read = readRootCode(text);
  if (read === null)
    throw new InvalidArgumentError('It takes a code as published, XXXXX-XXXXX-XXXXX-XXXXX-C.');
  return [...codes, read];
};

const fingerprint = (text: string, keys: readonly string[]): readonly string[] => {
  if (!/^[\da-f]{64}$/.test(text))
    throw new InvalidArgumentError('It takes a fingerprint of 64 hexadecimal digits.');
  return [...keys, text];
};

/** Computes every hash and every seal again and names each place that does not agree. Ends with status 1 where one is. */
export const verifyCommand = new Command('verify')
  .description(
    'compute the hash chains and the seals again; name what was changed, removed, inserted, reordered, rewritten',
  )
  .option('--stream <name>', 'the chain of one stream only, e.g. agreement-<id>')
  .option('--between <a..b>', 'only what was sealed between two seals, e.g. 3..7', between)
  .option('--code <code>', 'a root code that was published; repeatable', code, [])
  .option('--key <fingerprint>', 'a key of the seals that was published; repeatable', fingerprint, [])
  .action(async ({ stream, between: seals, code: published, key: keys }: Options) => {
    if (stream !== undefined && (seals !== undefined || published.length + keys.length > 0))
      throw new CommandFailed(
        '--stream looks at one chain alone; --between, --code and --key belong to the seals of the log',
      );
    await withCounty((county) =>
      verifyLog(county.store, {
        ...(stream === undefined ? {} : { stream }),
        ...(seals === undefined ? {} : { between: seals }),
        trust: { published, keys, own: ownKeys(county) },
      }),
    );
  });

/** Says what it found. @throws CommandFailed where the log is broken */
export const verifyLog = async (store: EventStore, asked: Asked = {}): Promise<void> => {
  const total = Number(positionPair(await store.head()).commit);
  const bar = progressBar('verify');
  const breaks: Break[] = [];
  let last: Progress | null = null;
  for await (const progress of known(verify(store, asked))) {
    last = progress;
    breaks.push(...progress.breaks);
    bar.at(Number(positionPair(progress.position).commit), total);
  }
  bar.end();
  for (const found of breaks) print(describe(found));
  if (breaks.length > 0)
    throw new CommandFailed(
      `the log is broken in ${String(breaks.length)} place(s), first: ${describe(breaks[0] as Break)}`,
    );
  print(agreed(last, asked));
};

async function* known(progress: AsyncIterable<Progress>): AsyncGenerator<Progress, void, undefined> {
  try {
    yield* progress;
  } catch (error) {
    throw error instanceof SealUnknown ? new CommandFailed(error.message) : error;
  }
}

const agreed = (last: Progress | null, { stream }: Asked): string => {
  const { events = 0, streams = 0, seals = 0, unsealed = 0 } = last ?? {};
  const counted = `${String(events)} events in ${String(streams)} streams: every hash agrees`;
  return stream === undefined
    ? `${counted}; ${String(seals)} seals agree, ${String(unsealed)} events are not sealed yet`
    : counted;
};

const describe = ({ kind, position, event, detail }: Break): string => {
  const place =
    event === null ? '' : ` ${event.stream} revision ${String(event.revision)} (event ${event.id})`;
  return `${kind} at position ${position}${place}: ${detail}`;
};
