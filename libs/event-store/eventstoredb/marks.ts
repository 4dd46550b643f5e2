import { positionPair, type Position } from '../event-store';

/** What the server said when so many records had come in: it holds once these were taken. */
interface Mark {
  readonly position: Position;
  readonly received: number;
}

/**
 * How far the server has looked for what matches a subscription, by what it tells. `caughtUp` is taken for the head of the
 * log before the subscription began. Of its checkpoints only those before that head are believed, and only when the next
 * one has come and no record at or before them: some versions send them before the last records they are behind.
 */
export class Marks {
  private taken = 0;
  private caught: Mark | null = null;
  private older: Mark | null = null;
  private newer: Mark | null = null;

  constructor(
    public upTo: Position,
    private readonly head: Position,
  ) {}

  /** A record was taken. True where nothing more was there when the server had caught up. */
  take(at: Position): boolean {
    this.taken += 1;
    if (this.isContradicted(this.older, at)) this.older = null;
    if (this.isContradicted(this.newer, at)) this.newer = null;
    return this.settle();
  }

  /** `waiting`: so many records came before and were not taken yet. As {@link take}. */
  caughtUp(waiting: number): boolean {
    this.caught = { position: this.head, received: this.taken + waiting };
    return this.settle();
  }

  checkpoint(position: Position, waiting: number): void {
    const { commit, prepare } = positionPair(position);
    if (position > this.head || prepare > commit) return;
    this.older = this.newer;
    this.newer = { position, received: this.taken + waiting };
    this.settle();
  }

  private isContradicted(mark: Mark | null, at: Position): boolean {
    return mark !== null && this.taken > mark.received && at <= mark.position;
  }

  private settle(): boolean {
    const { older, newer, caught } = this;
    if (older !== null && newer !== null && newer.received <= this.taken) this.pass(older);
    if (caught === null || caught.received > this.taken) return false;
    this.pass(caught);
    this.caught = null;
    return true;
  }

  private pass({ position }: Mark): void {
    if (position > this.upTo) this.upTo = position;
  }
}
