import type { Break, Found, Place } from '../examination';
import { START, type EventStore, type Position } from '../event-store';
import { walk } from '../walk';
import { SEAL_CATEGORY, SEAL_STREAM, type Seal } from './events';
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
  const stream = new SealStream();
  const breaks: Break[] = [];
  const places = new Map<unknown, Place>();
  let last: Place | null = null;
  for await (const one of sealsIn(store)) {
    breaks.push(...faultAt(stream, one));
    if (one.event?.type === 'SealKeyIntroduced') places.set(one.event.data['keyId'], one.place);
    last = one.place;
  }
  breaks.push(...atEnd(stream, last));
  for (const { keyId, fault } of await strangersIn(stream.keys.all, trust))
    breaks.push(breakAt(places.get(keyId) as Place, fault));
  breaks.push(...(await absent(stream, trust, last?.position ?? START)));
  return { sound: stream.seals, keys: stream.keys.all, breaks };
};

async function* sealsIn(store: EventStore): AsyncGenerator<Found, void, undefined> {
  for await (const found of walk(store, { from: START, categories: [SEAL_CATEGORY] }))
    yield* found.filter(({ place }) => place.stream === SEAL_STREAM);
}

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
  detail: `seal ${String(number)}, the last, is made with a key that was compromised`,
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
    ...lost.map((code) => missing(`there is no seal with the published code ${code}`)),
    ...unused.map((key) => keyFault(`no seal of the log is made with the published key ${key}`)),
    ...((await own?.(next)) == null ? [] : [missing(UNKNOWN_KEY(next))]),
  ];
  return faults.map((fault) => ({ ...fault, position, event: null }));
};

const missing = (detail: string): SealFault => ({ kind: 'SEAL_MISSING', detail });

const keyFault = (detail: string): SealFault => ({ kind: 'SEAL_KEY', detail });

const UNKNOWN_KEY = (number: number): string =>
  `this county has a key ${String(number)}, which the log does not know: seals are gone, or a change of the key was interrupted and has to be repeated`;
