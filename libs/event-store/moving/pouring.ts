import { Examination, type Break } from '../examination';
import { START, type EventStore, type Position, type RecordedEvent } from '../event-store';
import { Beginning } from './beginning';
import { BrokenSource } from './faults';
import { written } from './writing';

/** From one log into another. `until`: the last event of the source that is wanted. */
export interface Move {
  readonly source: EventStore;
  readonly target: EventStore;
  readonly until: Position;
}

/** How far it has come: `found` events stood in the target before, `poured` were written. */
export interface Poured {
  readonly found: number;
  readonly poured: number;
  /** In the source. */
  readonly position: Position;
}

/**
 * Pours a log into an empty one, or into one where an earlier attempt was broken off: what stands there must be the
 * beginning of the source, event for event, before anything is written. There is one writer, and it waits for each answer,
 * so that the order of the target is that of the source whenever it ends. What the chain of the source does not vouch for
 * is not poured.
 * @throws BrokenSource, ForeignTarget, and what the engines throw; run again, it goes on where it ended
 */
export async function* pour({ source, target, until }: Move): AsyncGenerator<Poured, void, undefined> {
  const examination = new Examination(source);
  const beginning = new Beginning(target);
  let poured = 0;
  try {
    for await (const events of upTo(source, until)) {
      requireSound(await examination.all(events.map((event) => ({ place: event, event }))));
      const missing = await beginning.without(events);
      await written(target, missing);
      poured += missing.length;
      yield { found: beginning.length, poured, position: events.at(-1)?.position ?? START };
    }
    await beginning.requireEnd();
  } finally {
    examination.close();
    await beginning.close();
  }
}

async function* upTo(source: EventStore, until: Position): AsyncGenerator<readonly RecordedEvent[]> {
  for await (const { events, position } of source.readAll({ from: START })) {
    const wanted = position <= until ? events : events.filter((event) => event.position <= until);
    if (wanted.length > 0) yield wanted;
    if (position >= until) return;
  }
}

const requireSound = ([first]: readonly Break[]): void => {
  if (first !== undefined) throw new BrokenSource(first);
};
