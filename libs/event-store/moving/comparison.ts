import { categoryOf, type EventStore, type Position, type RecordedEvent } from '../event-store';
import { eventsOf, isSame } from './beginning';
import type { Move } from './pouring';

export interface Counts {
  readonly source: number;
  readonly target: number;
}

export interface Comparison {
  /** Sorted by name. */
  readonly categories: readonly (Counts & { readonly category: string })[];
  readonly all: Counts;
  /** Number of the first event that is not the same on both sides; null where all are. */
  readonly firstDifference: number | null;
}

/** Reads both logs side by side to their ends, and counts what each holds. */
export const compare = async ({ source, target, until }: Move): Promise<Comparison> => {
  const there = eventsOf(target);
  try {
    return await counted(source, there, until);
  } finally {
    await there.return();
  }
};

const counted = async (
  source: EventStore,
  there: AsyncGenerator<RecordedEvent, void>,
  until: Position,
): Promise<Comparison> => {
  const tally = new Tally();
  for await (const event of eventsOf(source)) {
    if (event.position > until) break;
    tally.add(event, (await there.next()).value ?? null);
  }
  for await (const event of there) tally.add(null, event);
  return tally.result();
};

class Tally {
  private readonly categories = new Map<string, { source: number; target: number }>();
  private readonly all = { source: 0, target: 0 };
  private pairs = 0;
  private firstDifference: number | null = null;

  add(one: RecordedEvent | null, other: RecordedEvent | null): void {
    this.pairs += 1;
    this.count(one, 'source');
    this.count(other, 'target');
    if (one === null || other === null || !isSame(one, other)) this.firstDifference ??= this.pairs;
  }

  result(): Comparison {
    const categories = [...this.categories]
      .map(([category, counts]) => ({ category, ...counts }))
      .sort((a, b) => (a.category < b.category ? -1 : 1));
    return { categories, all: this.all, firstDifference: this.firstDifference };
  }

  private count(event: RecordedEvent | null, side: keyof Counts): void {
    if (event === null) return;
    const category = categoryOf(event.stream);
    const counts = this.categories.get(category) ?? { source: 0, target: 0 };
    this.categories.set(category, counts);
    counts[side] += 1;
    this.all[side] += 1;
  }
}
