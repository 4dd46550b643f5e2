import { DamagedEvent, START, categoryOf, position, positionPair } from './event-store';
import type { EventStore, Position, RecordedEvent, Selection } from './event-store';
import { Examination, type Break, type Found } from './examination';

/** How far a verification has come. */
export interface Progress {
  /** Looked at so far. */
  readonly events: number;
  readonly streams: number;
  readonly position: Position;
  /** Found since the progress before, in the order of the log. */
  readonly breaks: readonly Break[];
}

/**
 * Computes every hash of the log, or of one stream, again. Only the chains within streams are known here: the order
 * between streams, or a log written anew as a whole, is what seals are for.
 */
export async function* verify(store: EventStore, stream?: string): AsyncGenerator<Progress, void, undefined> {
  const examination = new Examination(store);
  const holes = new Holes(stream === undefined ? await store.lastGiven?.() : undefined);
  let at = START;
  for await (const found of stretches(store, stream)) {
    const breaks = await examination.all(found);
    for (const { place } of found) holes.pass(place.position);
    at = found.at(-1)?.place.position ?? at;
    yield { ...examination.counted, position: at, breaks };
  }
  const cut = holes.unexplained(examination.missed);
  if (cut) yield { ...examination.counted, position: at, breaks: [cut] };
}

async function* stretches(store: EventStore, stream?: string): AsyncGenerator<readonly Found[]> {
  const whole = stream === undefined ? null : await readable(store, stream);
  if (whole) yield whole;
  else if (stream === undefined) yield* walk(store);
  else
    for await (const found of walk(store, [categoryOf(stream)]))
      yield found.filter(({ place }) => place.stream === stream);
}

/** Null where something in the stream cannot be read. */
const readable = async (store: EventStore, stream: string): Promise<readonly Found[] | null> => {
  try {
    return (await store.readStream(stream)).map(intact);
  } catch (error) {
    if (error instanceof DamagedEvent) return null;
    throw error;
  }
};

const intact = (event: RecordedEvent): Found => ({ place: event, event });

/** Goes on behind what cannot be read. */
async function* walk(store: EventStore, categories?: readonly string[]): AsyncGenerator<readonly Found[]> {
  let from: Position | null = START;
  while (from !== null) {
    const damage: DamagedEvent | null = yield* upToDamage(
      store,
      categories ? { from, categories } : { from },
    );
    if (damage) yield [{ place: damage.place, event: null }];
    from = damage?.place.position ?? null;
  }
}

async function* upToDamage(
  store: EventStore,
  selection: Selection,
): AsyncGenerator<readonly Found[], DamagedEvent | null> {
  try {
    for await (const { events } of store.readAll(selection)) yield events.map(intact);
    return null;
  } catch (error) {
    if (error instanceof DamagedEvent) return error;
    throw error;
  }
}

/** Empty positions, where an engine leaves none. */
class Holes {
  private last = 0n;
  private empty = 0;
  private first: bigint | null = null;

  /** `given`: the last position the engine gave before the reading began; absent where holes mean nothing. */
  constructor(private readonly given: Position | undefined) {}

  pass(at: Position): void {
    const { commit } = positionPair(at);
    if (commit > this.last + 1n) this.note(commit - this.last - 1n);
    this.last = commit;
  }

  /** `missed`: events that are known to be missing from their place already. */
  unexplained(missed: number): Break | null {
    if (this.given === undefined) return null;
    const { commit } = positionPair(this.given);
    if (commit > this.last) this.note(commit - this.last);
    if (this.first === null || this.empty <= missed) return null;
    const detail = `${String(this.empty - missed)} removed from the end of streams or of the log`;
    return { kind: 'TRUNCATED', position: position(this.first), event: null, detail };
  }

  private note(count: bigint): void {
    this.first ??= this.last + 1n;
    this.empty += Number(count);
  }
}
