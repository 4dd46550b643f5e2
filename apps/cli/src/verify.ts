import { Command, InvalidArgumentError } from 'commander';
import { told } from '@county/language';
import type { Words } from '@kernel/words';
import type { Settings } from '@county/settings';
import { heldKeys } from '@county/held-keys';
import { positionPair, type EventStore } from '@event-store/event-store';
import { NOTHING_YET, type Break, type OtherOrder } from '@event-store/examination';
import type { Trust } from '@event-store/sealing/trust';
import { SealUnknown } from '@event-store/seal-ends';
import { verify, type Asked, type Progress } from '@event-store/verify';
import { KeysUnavailable } from '@privacy/key-store';
import { described } from './broken';
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
      told({
        zh: '须为两个封签号，小的在前，如 3..7；0..n 从头开始。',
        en: 'It takes two numbers of seals, the smaller first, e.g. 3..7; 0..n begins at the beginning.',
      }),
    );
  return asked;
};

/** Computes every hash and every seal again and names each place that does not agree. Ends with status 1 where one is. */
export const verifyCommand = new Command('verify')
  .description(
    told({
      zh: '重新计算哈希链和封签；指出何处被改动、删除、插入、换序、改写',
      en: 'compute the hash chains and the seals again; name what was changed, removed, inserted, reordered, rewritten',
    }),
  )
  .option(
    '--stream <name>',
    told({
      zh: '只核对一个事件流和覆盖它的封签，如 agreement-<id>',
      en: 'one stream and the seals over it only, e.g. agreement-<id>',
    }),
  )
  .option(
    '--between <a..b>',
    told({
      zh: '只核对两个封签之间的内容，如 3..7',
      en: 'only what was sealed between two seals, e.g. 3..7',
    }),
    between,
  )
  .option(
    '--code <code>',
    told({ zh: '公示过的封签编码；可重复给出', en: 'a root code that was published; repeatable' }),
    code,
    [],
  )
  .option(
    '--key <fingerprint>',
    told({ zh: '公示过的封签公钥指纹；可重复给出', en: 'a key of the seals that was published; repeatable' }),
    fingerprint,
    [],
  )
  .action(async ({ stream, between: seals, code: published, key: keys }: Options) => {
    if (stream !== undefined && seals !== undefined)
      throw new CommandFailed({
        zh: '--stream 只看一个事件流，--between 只看一段事件库：二者取一',
        en: '--stream looks at one stream, --between at a part of the log: give one of them',
      });
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
    throw error instanceof KeysUnavailable ? CommandFailed.because(error) : error;
  } finally {
    await held?.close();
  }
  if (asked.stream !== undefined) print(OTHERS_UNCHECKED);
  for (const line of unchecked(trust)) print(line);
};

const OTHERS_UNCHECKED: Words = {
  zh: '没有核对：其他事件流；此事件流末尾的事件是否被删去；请不加 --stream 核对整个事件库',
  en: 'not checked: the other streams; whether events were taken from the end of this one; verify the whole log, without --stream',
};

/** What the log was not held against. */
const unchecked = ({ published = [], keys = [], own }: Trust): readonly Words[] => [
  ...(own === undefined
    ? [
        {
          zh: '没有核对：封签密钥是否为本县所有；密钥库不在手边',
          en: 'not checked: whether the keys of the seals are those of the county; its key store is not at hand here',
        },
      ]
    : []),
  ...(own === undefined && keys.length === 0
    ? [
        {
          zh: '没有核对：由谁封签；请用 --key 给出每把公示过的密钥的指纹',
          en: 'not checked: who sealed; give the fingerprint of each key that was published, with --key',
        },
      ]
    : []),
  ...(published.length === 0
    ? [
        {
          zh: '没有核对：末尾是否被截去；请用 --code 给出最新公示的封签编码',
          en: 'not checked: whether the end was cut off; give the newest code that was published, with --code',
        },
      ]
    : []),
];

/** Says what it found. @throws CommandFailed where the log is broken */
export const verifyLog = async (store: EventStore, asked: Asked = {}): Promise<void> => {
  const total = Number(positionPair(await store.head()).commit);
  let bar = progressBar(told({ zh: '核对文件', en: 'look through the file' }));
  const breaks: Break[] = [];
  let last: Progress | null = null;
  for await (const progress of known(verify(store, asked))) {
    if (last === null) {
      bar.end();
      bar = progressBar(told({ zh: '核对', en: 'verify' }));
    }
    last = progress;
    breaks.push(...progress.breaks);
    bar.at(Number(positionPair(progress.position).commit), total);
  }
  bar.end();
  const all = breaks.map(described);
  for (const found of all) print(found);
  const [first] = all;
  if (first !== undefined)
    throw new CommandFailed({
      zh: `事件库有${String(all.length)}处不符，第一处：${first.zh}`,
      en: `the log is broken in ${String(all.length)} place(s), first: ${first.en}`,
    });
  print(agreed(last, asked));
  if (last?.otherOrder) print(inOtherOrder(last.otherOrder));
};

const inOtherOrder = ({ count, first, last }: OtherOrder): Words => {
  const events = String(count);
  return {
    zh: `其中${events}个事件的键不是规范次序，位置${first}至${last}：所说的内容未变；早期版本就是这样写的，改动文件的人也能这样调换`,
    en: `${events} of them have their keys in another order than the canonical one, at positions ${first} to ${last}: what they say is unchanged; early versions wrote so, and whoever has the file can turn keys so`,
  };
};

async function* known(progress: AsyncIterable<Progress>): AsyncGenerator<Progress, void, undefined> {
  try {
    yield* progress;
  } catch (error) {
    throw error instanceof SealUnknown ? CommandFailed.because(error) : error;
  }
}

const agreed = (last: Progress | null, { stream }: Asked): Words => {
  const { events, streams, seals, unsealed } = last ?? { ...NOTHING_YET, seals: 0, unsealed: 0 };
  if (stream !== undefined && events === 0)
    throw new CommandFailed({ zh: `事件库没有事件流${stream}`, en: `the log has no stream ${stream}` });
  const [all, of] = [String(events), String(streams)];
  const zh = `${of}个事件流共${all}个事件，哈希全部相符`;
  const en = `${all} events in ${of} streams: every hash agrees`;
  if (stream !== undefined)
    return {
      zh: `${zh}；覆盖它们的${String(seals)}个封签相符，其中${String(unsealed)}个事件尚未封签`,
      en: `${en}; the ${String(seals)} seals over them agree, ${String(unsealed)} of them are not sealed yet`,
    };
  return {
    zh: `${zh}；${String(seals)}个封签相符，${String(unsealed)}个事件尚未封签`,
    en: `${en}; ${String(seals)} seals agree, ${String(unsealed)} events are not sealed yet`,
  };
};
