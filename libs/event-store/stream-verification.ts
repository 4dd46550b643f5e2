import { DamagedEvent, START, categoryOf, type EventStore, type Position } from './event-store';
import type { Break, Examination, Found } from './examination';
import type { Seal } from './sealing/events';
import { readSeals } from './sealing/seal-reading';
import { SealedOrder } from './sealing/sealed-order';
import type { Trust } from './sealing/trust';
import { gone, positionOf, upTo } from './seal-ends';
import { intact, walk } from './walk';

/** What came of looking further. */
export interface Step {
  readonly position: Position;
  readonly breaks: readonly Break[];
  /** Seals over events of the stream that were computed again, and its events behind the last seal of the log. */
  readonly seals: number;
  readonly unsealed: number;
}

/** What is looked at. */
export interface OneStream {
  readonly store: EventStore;
  readonly examination: Examination;
  readonly stream: string;
  readonly trust?: Trust | undefined;
}

/** The chain of one stream, then every stretch between two seals in which an event of it stands. */
export async function* verifyStream(looking: OneStream): AsyncGenerator<Step, void, undefined> {
  const places: Position[] = [];
  for await (const found of stretches(looking)) {
    const breaks = await looking.examination.all(found);
    places.push(...found.map(({ place }) => place.position));
    yield { position: places.at(-1) ?? START, breaks, seals: 0, unsealed: 0 };
  }
  if (places.length > 0) yield* againstSeals(looking, places);
}

async function* stretches({ store, stream }: OneStream): AsyncGenerator<readonly Found[]> {
  const whole = await readable(store, stream);
  if (whole) yield whole;
  else
    for await (const found of walk(store, { from: START, categories: [categoryOf(stream)] }))
      yield found.filter(({ place }) => place.stream === stream);
}

/** Null where something in the stream cannot be read. */
const readable = async (store: EventStore, stream: string): Promise<readonly Found[] | null> => {
  try {
    return (await store.readStream(stream, 0, { exactly: true })).map(intact);
  } catch (error) {
    if (error instanceof DamagedEvent) return null;
    throw error;
  }
};

async function* againstSeals(
  { store, trust }: OneStream,
  places: readonly Position[],
): AsyncGenerator<Step, void, undefined> {
  const { sound, breaks } = await readSeals(store, trust);
  let [position, seals, unsealed]: [Position, number, number] = [START, 0, places.length];
  yield { position, breaks, seals, unsealed };
  for (const [index, seal] of sound.entries()) {
    const end = await positionOf(store, seal);
    if (end === null) return yield { position, breaks: [gone(seal)], seals, unsealed };
    const inside = places.filter((place) => place > position && place <= end).length;
    if (inside > 0) {
      seals += 1;
      unsealed -= inside;
      const broken = await difference(store, { from: position, seal, begun: sound[index - 1] });
      yield { position: end, breaks: broken, seals, unsealed };
    }
    position = end;
  }
}

interface Stretch {
  readonly from: Position;
  readonly seal: Seal;
  readonly begun: Seal | undefined;
}

const difference = async (store: EventStore, { from, seal, begun }: Stretch): Promise<readonly Break[]> => {
  const order = new SealedOrder([seal], begun);
  const breaks: Break[] = [];
  for await (const found of walk(store, { from })) {
    breaks.push(...upTo(found, seal).flatMap((one) => order.take(one)));
    if (order.isOver) break;
  }
  return breaks;
};
