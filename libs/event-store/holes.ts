import { position, positionPair, type Position } from './event-store';
import type { Break } from './examination';

/** Empty positions, where an engine leaves none. */
export class Holes {
  private last = 0n;
  private empty = 0;
  private first: bigint | null = null;

  /** `given`: the last position the engine gave before the reading began; absent where holes mean nothing. */
  constructor(private readonly given: Position | undefined) {}

  /** What stands one behind the other, in the order of the log. */
  pass(places: readonly Position[]): void {
    const end = places.at(-1);
    if (end === undefined) return;
    const { commit } = positionPair(end);
    if (commit - this.last > BigInt(places.length)) for (const at of places) this.step(at);
    this.last = commit;
  }

  private step(at: Position): void {
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
    const count = String(this.empty - missed);
    const detail = {
      zh: `事件流或事件库末尾有${count}个事件被删除`,
      en: `${count} removed from the end of streams or of the log`,
    };
    return { kind: 'TRUNCATED', position: position(this.first), event: null, detail };
  }

  private note(count: bigint): void {
    this.first ??= this.last + 1n;
    this.empty += Number(count);
  }
}
