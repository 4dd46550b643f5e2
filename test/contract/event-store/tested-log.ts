import { categoryOf } from '@event-store/event-store';
import type {
  Appended,
  Batch,
  EventStore,
  Expected,
  NewEvent,
  Position,
  RecordedEvent,
  Selection,
} from '@event-store/event-store';
import { randomUUID } from 'node:crypto';

/** A log of the engine under test. It may hold events of others: the suite looks only at what it wrote itself. */
export interface TestedLog {
  readonly store: EventStore;
  /** Another instance on the same log, as another process would open it; the same one where a log has but one. */
  readonly another: () => Promise<EventStore>;
  /** What a process would find that starts after this one was killed at this instant. */
  readonly afterKill: () => Promise<EventStore>;
  /** How the engine goes about the statements of appending and reading, one line a step. */
  readonly plans: () => readonly string[];
  /** Closes every instance and removes the log. */
  readonly dispose: () => Promise<void>;
}

/** What only some engines can do, and what can be seen only of some. */
export interface Abilities {
  /** `another` is another. */
  readonly isShared: boolean;
  /** The log is still there after `afterKill`. */
  readonly outlivesItsProcess: boolean;
  /** `plans` tells something. */
  readonly explainsItself: boolean;
  /** The log of the suite is its own and empty at first. */
  readonly startsEmpty: boolean;
}

export interface Engine extends Abilities {
  readonly name: string;
  readonly open: () => Promise<TestedLog>;
}

let categories = 0;

/** A stream of a category of its own, so that it can be read from a log that is shared. */
export const freshStream = (id = randomUUID() as string): string => {
  categories += 1;
  return `tested${String(process.pid)}x${String(categories)}x${String(Date.now())}-${id}`;
};

/** Another stream of the same category. */
export const beside = (stream: string): string => `${categoryOf(stream)}-${randomUUID()}`;

export const event = (data: NewEvent['data'] = {}, id: string = randomUUID()): NewEvent => ({
  id,
  type: 'Noted',
  data,
  metadata: { actor: 'u1', schemaVersion: 1 },
});

/** `n: 0…` so that order can be seen. */
export const events = (count: number, first = 0): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index) => event({ n: first + index }));

export const idsOf = (of: readonly { readonly id: string }[]): readonly string[] => of.map(({ id }) => id);

/** The answer, or the error it was refused with. */
export const outcome = async (appending: Promise<Appended>): Promise<Appended | Error> => {
  try {
    return await appending;
  } catch (error) {
    return error as Error;
  }
};

export const isRefused = (answer: Appended | Error): answer is Error => answer instanceof Error;

/** In appends of a hundred. */
export const fill = async (
  store: EventStore,
  stream: string,
  count: number,
): Promise<readonly NewEvent[]> => {
  const all = events(count);
  for (let done = 0; done < count; done += 100) {
    const expected: Expected = done === 0 ? 'no-stream' : done - 1;
    await store.append(stream, expected, all.slice(done, done + 100));
  }
  return all;
};

export const collect = async (batches: AsyncIterable<Batch>): Promise<readonly Batch[]> => {
  const all: Batch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
};

export const eventsIn = (batches: readonly Batch[]): readonly RecordedEvent[] =>
  batches.flatMap((batch) => batch.events);

/** Reads a subscription until the condition holds, then ends it. */
export const until = async (
  store: EventStore,
  selection: Selection,
  enough: (events: readonly RecordedEvent[], at: Position) => boolean,
): Promise<readonly RecordedEvent[]> => {
  const end = new AbortController();
  const seen: RecordedEvent[] = [];
  for await (const batch of store.subscribe(selection, end.signal)) {
    seen.push(...batch.events);
    if (enough(seen, batch.position)) end.abort();
  }
  return seen;
};

/** In place of `it` for a promise that an engine cannot make by its nature: such a test does not exist for it. */
export const omitted = (_title: string, _test: () => unknown): void => undefined;
