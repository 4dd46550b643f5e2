import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962, section 2.1, with SHA-256. A hash is 32 bytes; a tree is kept as the roots of the perfect
 * trees it consists of, largest first, so that it grows by a leaf at a time in the space of its height.
 */
export type Hash = Buffer;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

const sha256 = (bytes: Buffer): Hash => hash('sha256', bytes, 'buffer');

export const EMPTY_ROOT: Hash = sha256(Buffer.alloc(0));

export const leafHash = (leaf: Buffer): Hash => sha256(Buffer.concat([LEAF, leaf]));

export const nodeHash = (left: Hash, right: Hash): Hash => sha256(Buffer.concat([NODE, left, right]));

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
