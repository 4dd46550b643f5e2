import {
  DamagedEvent,
  type EventStore,
  type Position,
  type RecordedEvent,
  type Selection,
} from './event-store';
import type { Found } from './examination';

/** The log in its order, byte for byte where the engine lets them be seen, and on behind what cannot be read. */
export async function* walk(
  store: EventStore,
  selection: Pick<Selection, 'from' | 'categories'>,
): AsyncGenerator<readonly Found[]> {
  let from: Position | null = selection.from;
  while (from !== null) {
    const damage: DamagedEvent | null = yield* upToDamage(store, { ...selection, from, exactly: true });
    if (damage) yield [{ place: damage.place, event: damage.event, isRewritten: damage.event !== null }];
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

export const intact = (event: RecordedEvent): Found => ({ place: event, event });
