import type { EventStore, Position } from '@event-store/event-store';

/**
 * When the first event after a position was recorded: for all projections that have come as far, and once for one that
 * stands still, because an event never changes. One position after the other, so that health is no burden when it matters.
 */
export class OldestWaiting {
  private known = new Map<Position, string | null>();

  constructor(private readonly store: Pick<EventStore, 'readAll'>) {}

  /** Null where nothing tells. */
  async after(positions: readonly Position[]): Promise<ReadonlyMap<Position, string | null>> {
    const before = this.known;
    const told = (this.known = new Map<Position, string | null>());
    for (const position of positions)
      if (!told.has(position)) told.set(position, before.get(position) ?? (await this.firstAfter(position)));
    return told;
  }

  private async firstAfter(from: Position): Promise<string | null> {
    for await (const { events } of this.store.readAll({ from, batchSize: 1 })) {
      const recordedAt = events[0]?.metadata['recordedAt'];
      if (events.length > 0) return typeof recordedAt === 'string' ? recordedAt : null;
    }
    return null;
  }
}
