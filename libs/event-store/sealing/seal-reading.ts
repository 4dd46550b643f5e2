import type { Break, Found, Place } from '../examination';
import { START, type EventStore, type Position } from '../event-store';
import { walk } from '../walk';
import { SEAL_CATEGORY, SEAL_STREAM, type Seal } from './events';
import type { KnownKey } from './key-history';
import { readRootCode, rootCode } from './root-code';
import { SealStream } from './seal-stream';

/** What is known of a log from elsewhere: without it a log that was written anew with keys of its own agrees with itself. */
export interface Trust {
  /** Codes of roots as they were published. */
  readonly published?: readonly string[];
  /** Fingerprints of keys as they were published. */
  readonly keys?: readonly string[];
  /** Fingerprint of the key with this number as this county keeps it; null where it has none. */
  readonly own?: (number: number) => Promise<string | null>;
}

/** The seals of a log, each looked at by itself, and what is wrong with them. */
export interface Seals {
  readonly sound: readonly Seal[];
  readonly keys: readonly KnownKey[];
  readonly breaks: readonly Break[];
}

/** What cannot be read is passed over: whoever looks at the log finds it. */
export const readSeals = async (store: EventStore, trust: Trust = {}): Promise<Seals> => {
  const stream = new SealStream();
  const breaks: Break[] = [];
  let at: Place | null = null;
  for await (const found of walk(store, { from: START, categories: [SEAL_CATEGORY] }))
    for (const one of found.filter(({ place }) => place.stream === SEAL_STREAM)) {
      breaks.push(...faultAt(stream, one));
      at = one.place;
    }
  const { doubtful } = stream;
  if (doubtful !== null && at !== null) breaks.push(doubt(doubtful, at));
  breaks.push(...(await untrusted(stream, trust, at?.position ?? START)));
  return { sound: stream.seals, keys: stream.keys.all, breaks };
};

const faultAt = (stream: SealStream, { place, event }: Found): readonly Break[] => {
  const fault = event && stream.take(event);
  return fault === null ? [] : [{ ...fault, position: place.position, event: bare(place) }];
};

const bare = ({ stream, revision, position, id }: Place): Place => ({ stream, revision, position, id });

const doubt = ({ number }: Seal, place: Place): Break => ({
  kind: 'SEAL_KEY',
  position: place.position,
  event: bare(place),
  detail: `seal ${String(number)}, the last, is made with a key that was compromised by then`,
});

const untrusted = async (
  stream: SealStream,
  { published = [], keys = [], own }: Trust,
  position: Position,
): Promise<readonly Break[]> => {
  const absent = (kind: Break['kind'], detail: string): Break => ({ kind, position, event: null, detail });
  const codes = new Set(stream.seals.map(({ root }) => rootCode(root)));
  const lost = published.filter((code) => !codes.has(readRootCode(code) ?? ''));
  const foreign = keys.filter((key) => stream.keys.get(key) === null);
  return [
    ...lost.map((code) => absent('SEAL_MISSING', `there is no seal with the published code ${code}`)),
    ...foreign.map((key) => absent('SEAL_KEY', `the log was never sealed with the published key ${key}`)),
    ...(own === undefined ? [] : await otherKeys(stream, own)).map(([kind, detail]) => absent(kind, detail)),
  ];
};

/** Keys of the log that are not those of the county, and one of the county that the log does not know. */
const otherKeys = async (
  stream: SealStream,
  own: NonNullable<Trust['own']>,
): Promise<readonly (readonly [Break['kind'], string])[]> => {
  const faults: (readonly [Break['kind'], string])[] = [];
  for (const { number, keyId } of stream.keys.all) {
    const mine = await own(number);
    if (mine !== null && mine !== keyId)
      faults.push([
        'SEAL_KEY',
        `key ${String(number)} of the log is ${keyId}, that of this county is ${mine}`,
      ]);
  }
  const next = stream.keys.all.length + 1;
  if ((await own(next)) !== null)
    faults.push([
      'SEAL_MISSING',
      `this county has a key ${String(next)}, which the log does not know: seals are gone, or a change of the key was interrupted and has to be repeated`,
    ]);
  return faults;
};
