import { position, positionPair, type Position } from './event-store';
import type { Break } from './examination';

/** Holes that are named; of more only the number is told. */
const NAMED = 1_000;

interface Hole {
  readonly from: bigint;
  readonly count: bigint;
}

/** Empty positions, where an engine leaves none. */
export class Holes {
  private last = 0n;
  private empty = 0;
  private all = 0;
  private readonly holes: Hole[] = [];

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

  /**
   * Every hole, where more is gone than is known. `missed`: events that are known to be missing from their place already; which
   * of the holes they left is not known.
   */
  unexplained(missed: number): readonly Break[] {
    if (this.given === undefined) return [];
    const { commit } = positionPair(this.given);
    if (commit > this.last) this.note(commit - this.last);
    if (this.empty <= missed) return [];
    const unnamed = this.all - this.holes.length;
    return this.holes.map((hole, index) =>
      breakAt(hole, { missed, unnamed: index === NAMED - 1 ? unnamed : 0 }),
    );
  }

  private note(count: bigint): void {
    if (this.holes.length < NAMED) this.holes.push({ from: this.last + 1n, count });
    this.all += 1;
    this.empty += Number(count);
  }
}

const breakAt = (
  { from, count }: Hole,
  { missed, unnamed }: { readonly missed: number; readonly unnamed: number },
): Break => {
  const [gone, known, more] = [count, missed, unnamed].map(String);
  const zh = [
    `${gone}个事件被删除，其后没有事件能指出是哪些`,
    ...(missed === 0 ? [] : [`各处空缺中有${known}个即上面所列缺少的`]),
    ...(unnamed === 0 ? [] : [`另有${more}处空缺未列出`]),
  ];
  const en = [
    `${gone} removed here, from the end of streams or of the log`,
    ...(missed === 0 ? [] : [`of all holes ${known} are those missing above`]),
    ...(unnamed === 0 ? [] : [`${more} more holes are not named`]),
  ];
  const detail = { zh: zh.join('；'), en: en.join('; ') };
  return { kind: 'TRUNCATED', position: position(from), event: null, detail };
};
