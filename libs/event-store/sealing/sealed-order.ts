import type { Words } from '@kernel/words';
import type { Break, Found, Place } from '../examination';
import { linkOf } from '../chain';
import type { Seal } from './events';
import { leafHash, Tree } from './merkle';
import { treeOf } from './seal-stream';

/**
 * Walks the log in its order and holds what stands between two seals against the later of them. After each seal it goes on
 * from what was sealed, so that a break in one stretch says nothing of the next.
 */
export class SealedOrder {
  /** Places of seals in their list, by the stream and revision of the event with which they end. */
  private readonly ends = new Map<string, Map<number, number>>();
  private tree: Tree;
  private next = 0;
  private readable = true;

  /** `begun`: the seal behind which the walk begins; the beginning of the log where absent. */
  constructor(
    private readonly seals: readonly Seal[],
    private readonly begun?: Seal,
  ) {
    for (const [index, { last }] of seals.entries()) {
      const inStream = this.ends.get(last.stream) ?? new Map<number, number>();
      this.ends.set(last.stream, inStream.set(last.revision, index));
    }
    this.tree = begun === undefined ? new Tree() : treeOf(begun);
  }

  /** Seals that were reached. */
  get passed(): number {
    return this.next;
  }

  /** The last was reached: what comes behind it is not held against anything. */
  get isOver(): boolean {
    return this.next === this.seals.length;
  }

  /** Events behind the last seal that was reached. */
  get unsealed(): number {
    return this.tree.size - (this.seals[this.next - 1]?.treeSize ?? this.begun?.treeSize ?? 0);
  }

  take({ place, event }: Found): readonly Break[] {
    const link = event && linkOf(event);
    if (link === null) this.readable = false;
    this.tree.push(leafHash(link?.hash ?? ''));
    const index = this.ends.get(place.stream)?.get(place.revision);
    return index === undefined || index < this.next ? [] : this.reached(index, place);
  }

  /** What was sealed and did not come. */
  missing(at: Break['position']): readonly Break[] {
    const { length } = this.seals;
    const first = this.seals[this.next];
    if (first === undefined) return [];
    const [number, seals] = [String(first.number), String(length - this.next)];
    const detail = {
      zh: `第${number}号封签的最后一个事件（${where(first)}）不见了，${seals}个封签随之失去依据`,
      en: `the event with which seal ${number} ends (${where(first)}) is gone, and ${seals} seal(s) with it`,
    };
    return [{ kind: 'NOT_AS_SEALED', position: at, event: null, detail }];
  }

  private reached(index: number, { stream, revision, position, id }: Place): readonly Break[] {
    const seal = this.seals[index] as Seal;
    const found = { kind: 'NOT_AS_SEALED', position, event: { stream, revision, position, id } } as const;
    const skipped = this.seals.slice(this.next, index).map((lost) => ({
      ...found,
      detail: {
        zh: `第${String(lost.number)}号封签的最后一个事件（${where(lost)}）没有排在它前面`,
        en: `the event with which seal ${String(lost.number)} ends (${where(lost)}) does not stand before it`,
      },
    }));
    const difference = skipped.length === 0 ? this.difference(seal) : null;
    this.next = index + 1;
    this.tree = treeOf(seal);
    this.readable = true;
    return difference === null ? skipped : [{ ...found, detail: difference }];
  }

  private difference(seal: Seal): Words | null {
    const { number, treeSize, root, count } = seal;
    const stretch = {
      zh: `第${String(number - 1)}号与第${String(number)}号封签之间`,
      en: `between seal ${String(number - 1)} and seal ${String(number)}`,
    };
    const more = this.tree.size - treeSize;
    if (more !== 0)
      return {
        zh: `${stretch.zh}有${String(count + more)}个事件，封签时为${String(count)}个`,
        en: `${String(count + more)} events stand ${stretch.en}, where ${String(count)} were sealed`,
      };
    if (!this.readable || this.tree.root() === root) return null;
    const { zh, en } = this.narrowed(seal);
    return {
      zh: `${stretch.zh}的事件不是封签时的事件，或次序不同；${zh}`,
      en: `the events ${stretch.en} are not those that were sealed, or not in their order; ${en}`,
    };
  }

  /** The smallest perfect tree that differs and ends behind the seal before. */
  private narrowed({ treeSize, frontier, count }: Seal): Words {
    let from = 0;
    const sealedBefore = treeSize - count;
    for (const [index, part] of this.tree.frontier.entries()) {
      const size = perfectSizes(treeSize)[index] ?? 0;
      if (part !== frontier[index]) return among(Math.max(from, sealedBefore) + 1, from + size);
      from += size;
    }
    return among(sealedBefore + 1, treeSize);
  }
}

const among = (first: number, last: number): Words => ({
  zh: `在事件库的第${String(first)}至第${String(last)}个事件之中`,
  en: `it is among the events ${String(first)} to ${String(last)} of the log`,
});

const where = ({ last }: Seal): string => `${last.stream} revision ${String(last.revision)}`;

/** Sizes of the perfect trees that a tree of so many leaves consists of, largest first. */
const perfectSizes = (treeSize: number): readonly number[] => {
  const sizes: number[] = [];
  for (let rest = treeSize; rest > 0; rest -= sizes.at(-1) ?? rest)
    sizes.push(2 ** Math.floor(Math.log2(rest)));
  return sizes;
};
