import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962, section 2.1, with SHA-256. A hash is the 64 hexadecimal digits of its bytes; a tree is kept as
 * the roots of the perfect trees it consists of, largest first, so that it grows by a leaf at a time in the space of its height.
 */
export type Hash = string;

const sha256 = (hex: string): Hash => hash('sha256', Buffer.from(hex, 'hex'), 'hex');

export const EMPTY_ROOT: Hash = sha256('');

/** `leaf`: its bytes in hexadecimal digits. */
export const leafHash = (leaf: string): Hash => sha256(`00${leaf}`);

export const nodeHash = (left: Hash, right: Hash): Hash => sha256(`01${left}${right}`);

/** Of the perfect trees that a tree of so many leaves consists of. */
export const frontierLength = (size: number): number => {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
};

/** A growing tree. */
export class Tree {
  private readonly roots: Hash[];

  /** @throws RangeError where so many roots do not make a tree of that size */
  constructor(
    private leaves = 0,
    frontier: readonly Hash[] = [],
  ) {
    if (frontier.length !== frontierLength(leaves))
      throw new RangeError(`a tree of ${String(leaves)} leaves has not ${String(frontier.length)} parts`);
    this.roots = [...frontier];
  }

  get size(): number {
    return this.leaves;
  }

  /** Roots of the perfect trees it consists of, largest first. */
  get frontier(): readonly Hash[] {
    return [...this.roots];
  }

  push(leaf: Hash): void {
    let node = leaf;
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2)
      node = nodeHash(this.roots.pop() as Hash, node);
    this.roots.push(node);
    this.leaves += 1;
  }

  root(): Hash {
    const last = this.roots.at(-1);
    return last === undefined
      ? EMPTY_ROOT
      : this.roots.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
  }
}
