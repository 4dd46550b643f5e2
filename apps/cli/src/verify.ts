import { Command, InvalidArgumentError } from 'commander';
import type { Settings } from '@county/settings';
import { heldKeys } from '@county/held-keys';
import { positionPair, type EventStore } from '@event-store/event-store';
import type { Break } from '@event-store/examination';
import type { Trust } from '@event-store/sealing/trust';
import { SealUnknown } from '@event-store/seal-ends';
import { verify, type Asked, type Progress } from '@event-store/verify';
import { KeysUnavailable } from '@privacy/key-store';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { code, fingerprint } from './published';
import { print } from './with-county';
import { withLog } from './with-log';

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
    await withLog(async (store, settings) => {
      const asked = {
        ...(stream === undefined ? {} : { stream }),
        ...(seals === undefined ? {} : { between: seals }),
      };
      await verifyWithKeys(store, settings, { ...asked, trust: { published, keys } });
    });
  });

/** Against the keys of the county too, where they are at hand. */
const verifyWithKeys = async (store: EventStore, settings: Settings, asked: Asked): Promise<void> => {
  const held = heldKeys(settings);
  const trust = { ...asked.trust, ...(held === null ? {} : { own: held.own }) };
  try {
    await verifyLog(store, { ...asked, trust });
  } catch (error) {
    throw error instanceof KeysUnavailable ? new CommandFailed(error.message) : error;
  } finally {
    await held?.close();
  }
  if (asked.stream === undefined) for (const line of unchecked(trust)) print(line);
};

/** What the log was not held against. */
const unchecked = ({ published = [], keys = [], own }: Trust): readonly string[] => [
  ...(own === undefined
    ? [
        'not checked: whether the keys of the seals are those of the county; its key store is not at hand here',
      ]
    : []),
  ...(own === undefined && keys.length === 0
    ? ['not checked: who sealed; give the fingerprint of each key that was published, with --key']
    : []),
  ...(published.length === 0
    ? ['not checked: whether the end was cut off; give the newest code that was published, with --code']
    : []),
];

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

const NOTHING = { events: 0, streams: 0, seals: 0, unsealed: 0 };

const agreed = (last: Progress | null, { stream }: Asked): string => {
  const { events, streams, seals, unsealed } = last ?? NOTHING;
  if (stream !== undefined && events === 0) throw new CommandFailed(`the log has no stream ${stream}`);
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
