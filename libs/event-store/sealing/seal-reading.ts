import type { Words } from '@kernel/words';
import type { Break, Found, Place } from '../examination';
import { START, type EventStore, type Position } from '../event-store';
import { walk } from '../walk';
import { SEAL_CATEGORY, SEAL_STREAM, timestampStream, type Seal } from './events';
import { sealHash } from './signing';
import { stampedDigest } from './stamping';
import type { KnownKey } from './key-history';
import { readRootCode, rootCode } from './root-code';
import { SealStream, type SealFault } from './seal-stream';
import { strangersIn } from './strangers';
import type { Trust } from './trust';

/** The seals of a log, each looked at by itself, and what is wrong with them. */
export interface Seals {
  readonly sound: readonly Seal[];
  readonly keys: readonly KnownKey[];
  readonly breaks: readonly Break[];
}

/** What cannot be read is passed over: whoever looks at the log finds it. */
export const readSeals = async (store: EventStore, trust: Trust = {}): Promise<Seals> => {
  const read = await readIn(store);
  const { stream, places, last } = read;
  const breaks = [...read.breaks, ...atEnd(stream, last), ...misstamped(stream, read.stamps)];
  for (const { keyId, fault } of await strangersIn(stream.keys.all, trust))
    breaks.push(breakAt(places.get(keyId) as Place, fault));
  breaks.push(...(await absent(stream, trust, last?.position ?? START)));
  return { sound: stream.seals, keys: stream.keys.all, breaks };
};

interface Read {
  readonly stream: SealStream;
  readonly breaks: Break[];
  /** Of the introductions, by the name of the key. */
  readonly places: Map<unknown, Place>;
  readonly stamps: Stamped[];
  last: Place | null;
}

const readIn = async (store: EventStore): Promise<Read> => {
  const read: Read = { stream: new SealStream(), breaks: [], places: new Map(), stamps: [], last: null };
  for await (const found of walk(store, { from: START, categories: [SEAL_CATEGORY] }))
    for (const one of found) take(read, one);
  return read;
};

const take = (read: Read, { place, event }: Found): void => {
  if (event?.type === 'SealTimestamped') read.stamps.push({ place, digest: stampedDigest(event.data) });
  if (place.stream !== SEAL_STREAM) return;
  read.breaks.push(...faultAt(read.stream, { place, event }));
  if (event?.type === 'SealKeyIntroduced') read.places.set(event.data['keyId'], place);
  read.last = place;
};

/** A time stamp as the log has it, without its token. */
interface Stamped {
  readonly place: Place;
  readonly digest: string | null;
}

const misstamped = ({ seals }: SealStream, stamps: readonly Stamped[]): readonly Break[] => {
  const digests = new Map(seals.map((seal) => [timestampStream(seal.number), sealHash(seal)]));
  return stamps
    .filter(({ place, digest }) => digest === null || digests.get(place.stream) !== digest)
    .map(({ place }) => breakAt(place, { kind: 'SEAL_FORGED', detail: OTHER_STAMPED }));
};

const OTHER_STAMPED: Words = {
  zh: '时间戳盖的不是它所指的封签',
  en: 'the time stamp is not over the seal that it names',
};

const atEnd = ({ doubtful, unfinished }: SealStream, last: Place | null): readonly Break[] =>
  [unfinished, doubtful && doubt(doubtful)].flatMap((fault) =>
    fault === null || last === null ? [] : [breakAt(last, fault)],
  );

const faultAt = (stream: SealStream, { place, event }: Found): readonly Break[] => {
  const fault = event && stream.take(event);
  return fault === null ? [] : [breakAt(place, fault)];
};

const breakAt = ({ stream, revision, position, id }: Place, fault: SealFault): Break => ({
  ...fault,
  ...{ position, event: { stream, revision, position, id } },
});

const doubt = ({ number }: Seal): SealFault => ({
  kind: 'SEAL_KEY',
  detail: {
    zh: `最后的第${String(number)}号封签用的是已作废的密钥`,
    en: `seal ${String(number)}, the last, is made with a key that was compromised`,
  },
});

/** What is known from elsewhere and is not in the log. */
const absent = async (
  { seals, keys: { all } }: SealStream,
  { published = [], keys = [], own }: Trust,
  position: Position,
): Promise<readonly Break[]> => {
  const codes = new Set(seals.map(({ root }) => rootCode(root)));
  const lost = published.filter((code) => !codes.has(readRootCode(code) ?? ''));
  const unused = keys.filter((key) => !seals.some(({ keyId }) => keyId === key));
  const next = all.length + 1;
  const faults: readonly SealFault[] = [
    ...lost.map((code) =>
      missing({ zh: `没有编码为${code}的封签`, en: `there is no seal with the published code ${code}` }),
    ),
    ...unused.map((key) =>
      keyFault({
        zh: `没有封签用过公示的密钥${key}`,
        en: `no seal of the log is made with the published key ${key}`,
      }),
    ),
    ...((await own?.(next)) == null ? [] : [missing(UNKNOWN_KEY(next))]),
  ];
  return faults.map((fault) => ({ ...fault, position, event: null }));
};

const missing = (detail: Words): SealFault => ({ kind: 'SEAL_MISSING', detail });

const keyFault = (detail: Words): SealFault => ({ kind: 'SEAL_KEY', detail });

const UNKNOWN_KEY = (number: number): Words => ({
  zh: `本县有第${String(number)}把密钥，事件库里没有：封签丢失了，或更换密钥中断了，须再换一次`,
  en: `this county has a key ${String(number)}, which the log does not know: seals are gone, or a change of the key was interrupted and has to be repeated`,
});
