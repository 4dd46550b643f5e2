import { Chance } from '@demo/chance';

/** The chances of one step: everything in it follows from one number, so that a history that failed can be told again. */
export class Roll extends Chance {
  /** Whether what happens in this share of cases happens now. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** At least one of them, each once, in their order. */
  some<T>(items: readonly T[], most: number): readonly T[] {
    const chosen = new Set(Array.from({ length: this.whole(1, most) }, () => this.pick(items)));
    return items.filter((item) => chosen.has(item));
  }

  /** The value, or no such field. */
  maybe<T>(share: number, field: T): T | Record<string, never> {
    return this.happens(share) ? field : {};
  }
}
