import { DamagedLog, START, type EventStore, type Position } from './event-store';
import { Examination, NOTHING_YET, type Break, type Counted, type Found } from './examination';
import { Holes } from './holes';
import type { Seal } from './sealing/events';
import { readSeals } from './sealing/seal-reading';
import type { Trust } from './sealing/trust';
import { SealedOrder } from './sealing/sealed-order';
import { gone, numbered, positionOf, upTo } from './seal-ends';
import { verifyStream, type OneStream } from './stream-verification';
import { walk } from './walk';

/** How far a verification has come. */
export interface Progress extends Counted {
  readonly position: Position;
  /** Found since the progress before, in the order of the log. */
  readonly breaks: readonly Break[];
  /** Seals that the log was held against so far, and events behind the last of them. */
  readonly seals: number;
  readonly unsealed: number;
}

/** The whole log where nothing is named. */
export interface Asked {
  /** The chain of one stream and the seals over it; that others of its events were cut off behind them is not seen. */
  readonly stream?: string;
  /** Numbers of two seals, 0 for the beginning of the log: only what was sealed between them. */
  readonly between?: { readonly from: number; readonly to: number };
  readonly trust?: Trust;
  /** Streams whose ends are kept in memory; the others wait on the disk. */
  readonly room?: number;
}

/**
 * Looks through the file first, where the log is one, and then computes every hash again: the chains within the streams, and the tree over all of them as it was sealed. Memory
 * grows with the number of seals alone. A log that cannot be read to its end is looked at up to there. @throws SealUnknown
 */
export async function* verify(
  store: EventStore,
  asked: Asked = {},
): AsyncGenerator<Progress, void, undefined> {
  let last: Progress = { ...NOTHING_YET, position: START, breaks: [], seals: 0, unsealed: 0 };
  const { between, room } = asked;
  const examination = new Examination(store, {
    midway: between !== undefined && between.from > 0,
    ...(room === undefined ? {} : { room }),
  });
  try {
    yield (last = { ...last, breaks: await brokenInFile(store) });
    for await (const progress of verified({ store, examination }, asked)) yield (last = progress);
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error;
    yield { ...last, breaks: [unreadable(error)] };
  } finally {
    examination.close();
  }
}

interface Looking {
  readonly store: EventStore;
  readonly examination: Examination;
}

const unreadable = ({ position }: DamagedLog): Break => ({
  ...{ kind: 'DAMAGED', position, event: null },
  detail: {
    zh: `位置${position}之后的事件库无法读取：请从备份恢复该文件`,
    en: `the log cannot be read behind position ${position}: restore the file from a backup`,
  },
});

const brokenInFile = async (store: EventStore): Promise<readonly Break[]> => {
  const faults = (await store.examine?.()) ?? [];
  return faults.map((detail) => ({ kind: 'DAMAGED', position: START, event: null, detail }));
};

const verified = (looking: Looking, asked: Asked): AsyncGenerator<Progress, void, undefined> => {
  const { stream, trust } = asked;
  if (stream !== undefined) return oneStream({ ...looking, stream, trust });
  return asked.between === undefined
    ? verifyLog(looking, trust)
    : verifyBetween(looking, asked.between, trust);
};

async function* oneStream(looking: OneStream): AsyncGenerator<Progress, void, undefined> {
  for await (const step of verifyStream(looking)) yield { ...looking.examination.counted, ...step };
}

async function* verifyLog(
  { store, examination }: Looking,
  trust?: Trust,
): AsyncGenerator<Progress, void, undefined> {
  const holes = new Holes(await store.lastGiven?.());
  const { sound, breaks } = await readSeals(store, trust);
  const order = new SealedOrder(sound);
  let last: Progress = { ...counted(examination, order), position: START, breaks };
  yield last;
  for await (const found of walk(store, { from: START })) {
    holes.pass(found.map(({ place }) => place.position));
    last = await step({ examination, order }, found);
    yield last;
  }
  const ends = [...order.missing(last.position), ...holes.unexplained(examination.missed)];
  if (ends.length > 0) yield { ...last, breaks: ends };
}

async function* verifyBetween(
  { store, examination }: Looking,
  { from, to }: { readonly from: number; readonly to: number },
  trust?: Trust,
): AsyncGenerator<Progress, void, undefined> {
  const { sound, breaks } = await readSeals(store, trust);
  const begun = from === 0 ? undefined : numbered(sound, from);
  const end = numbered(sound, to);
  const order = new SealedOrder(
    sound.filter(({ number }) => number > from && number <= to),
    begun,
  );
  const at = { examination, order };
  const position = begun === undefined ? START : await positionOf(store, begun);
  yield { ...counted(at.examination, order), position: position ?? START, breaks };
  if (position !== null) yield* upToSeal(store, at, { position, end });
  else if (begun !== undefined)
    yield { ...counted(at.examination, order), position: START, breaks: [gone(begun)] };
}

async function* upToSeal(
  store: EventStore,
  at: At,
  { position, end }: { readonly position: Position; readonly end: Seal },
): AsyncGenerator<Progress, void, undefined> {
  let last: Progress = { ...counted(at.examination, at.order), position, breaks: [] };
  for await (const found of walk(store, { from: position })) {
    last = await step(at, upTo(found, end));
    yield last;
    if (at.order.isOver) return;
  }
  yield { ...last, breaks: at.order.missing(last.position) };
}

interface At {
  readonly examination: Examination;
  readonly order: SealedOrder;
}

const step = async ({ examination, order }: At, found: readonly Found[]): Promise<Progress> => {
  const broken = await examination.all(found);
  const breaks = [...broken, ...found.flatMap((one) => order.take(one))];
  const position = found.at(-1)?.place.position ?? START;
  return { ...counted(examination, order), position, breaks: breaks.sort(inOrder) };
};

const inOrder = (a: Break, b: Break): number =>
  a.position < b.position ? -1 : Number(a.position > b.position);

const counted = (examination: Examination, { passed, unsealed }: SealedOrder) => ({
  ...examination.counted,
  seals: passed,
  unsealed,
});
