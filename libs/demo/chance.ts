/** Numbers that look random and are the same at every run of the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.whole(0, items.length - 1)] as T;
  }

  /** The place of one of the weights, each as likely as it is heavy. */
  weighted(weights: readonly number[]): number {
    const drawn = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    let reached = 0;
    return weights.findIndex((weight) => (reached += weight) > drawn);
  }

  /** Mean 0, deviation 1: the sum of twelve even chances is near enough to normal. */
  normal(): number {
    let sum = -6;
    for (let n = 0; n < 12; n += 1) sum += this.next();
    return sum;
  }

  shuffled<T>(items: readonly T[]): readonly T[] {
    const rest = [...items];
    return items.map(() => rest.splice(this.whole(0, rest.length - 1), 1)[0] as T);
  }
}
