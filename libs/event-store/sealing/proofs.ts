import { nodeHash, type Hash } from './merkle';

/** A subtree to which a path to the root is wanted; the path grows while the tree does. */
interface Tracked {
  readonly path: Hash[];
}

interface Smaller {
  readonly size: number;
  readonly own: readonly Hash[];
  readonly tracked: Tracked;
}

interface Part {
  readonly height: number;
  readonly hash: Hash;
  readonly tracked: Tracked[];
}

/** RFC 9162, section 2.1.3 and 2.1.4: hashes from below. */
export interface Proofs {
  /** Audit path of each leaf that was marked, in the order of marking. */
  readonly inclusion: readonly (readonly Hash[])[];
  /** From each smaller tree that was marked to the whole, in the order of marking. */
  readonly consistency: readonly (readonly Hash[])[];
  readonly root: Hash;
  readonly size: number;
}

/**
 * Proves chosen leaves and chosen smaller trees in one pass over the leaves, in space for what was chosen and not for the
 * tree: wherever two parts are joined, each chosen thing in one of them learns the hash of the other.
 */
export class Prover {
  private readonly parts: Part[] = [];
  private readonly inclusion: Tracked[] = [];
  private readonly consistency: Smaller[] = [];
  private leaves = 0;

  /** `marked`: a proof of this leaf is wanted. */
  push(leaf: Hash, marked = false): void {
    const tracked: Tracked[] = [];
    if (marked) this.inclusion.push(track(tracked));
    this.parts.push({ height: 0, hash: leaf, tracked });
    this.leaves += 1;
    while (this.parts.at(-1)?.height === this.parts.at(-2)?.height && this.parts.length > 1) this.joinLast();
  }

  /** A proof is wanted that the tree as it is now is the beginning of the whole. */
  markTree(): void {
    const last = this.parts.at(-1);
    if (last === undefined) throw new RangeError('nothing has to be proved of an empty tree');
    const own = this.parts.length === 1 ? [] : [last.hash];
    this.consistency.push({ size: this.leaves, own, tracked: track(last.tracked) });
  }

  /** Ends it: nothing can be pushed any more. A tree is consistent with itself without a proof. */
  proofs(): Proofs {
    const size = this.leaves;
    while (this.parts.length > 1) this.joinLast();
    const [whole] = this.parts;
    if (whole === undefined) throw new RangeError('nothing can be proved of an empty tree');
    return {
      inclusion: this.inclusion.map(({ path }) => path),
      consistency: this.consistency.map((smaller) =>
        smaller.size === size ? [] : [...smaller.own, ...smaller.tracked.path],
      ),
      root: whole.hash,
      size,
    };
  }

  private joinLast(): void {
    const right = this.parts.pop() as Part;
    const left = this.parts.pop() as Part;
    for (const { path } of left.tracked) path.push(right.hash);
    for (const { path } of right.tracked) path.push(left.hash);
    const tracked = joined(left.tracked, right.tracked);
    this.parts.push({
      height: Math.max(left.height, right.height) + 1,
      hash: nodeHash(left.hash, right.hash),
      tracked,
    });
  }
}

const track = (among: Tracked[]): Tracked => {
  const one = { path: [] };
  among.push(one);
  return one;
};

/** Into the longer of the two, so that no join copies what many before it have gathered. */
const joined = (left: Tracked[], right: Tracked[]): Tracked[] => {
  const [into, from] = left.length >= right.length ? [left, right] : [right, left];
  for (const one of from) into.push(one);
  return into;
};

interface Inclusion {
  readonly leaf: Hash;
  /** 0 for the first leaf. */
  readonly index: number;
  readonly size: number;
  readonly path: readonly Hash[];
  readonly root: Hash;
}

const half = (count: number): number => Math.floor(count / 2);

/** A node on the way up: its place among its like, and the place of the last of them. */
interface Place {
  readonly at: number;
  readonly last: number;
}

/** It is joined with a sibling at its left. */
const isRight = ({ at, last }: Place): boolean => at % 2 === 1 || at === last;

/** A node without a sibling at its right goes up until it has one at its left. */
const above = (place: Place): Place => {
  let { at, last } = place;
  if (isRight(place)) while (at !== 0 && at % 2 === 0) [at, last] = [half(at), half(last)];
  return { at: half(at), last: half(last) };
};

/** RFC 9162, 2.1.3.2. */
export const includes = ({ leaf, index, size, path, root }: Inclusion): boolean => {
  if (index < 0 || index >= size) return false;
  let place: Place = { at: index, last: size - 1 };
  let node = leaf;
  for (const sibling of path) {
    if (place.last === 0) return false;
    node = isRight(place) ? nodeHash(sibling, node) : nodeHash(node, sibling);
    place = above(place);
  }
  return place.last === 0 && node === root;
};

interface Sized {
  readonly size: number;
  readonly root: Hash;
}

interface Consistency {
  readonly first: Sized;
  readonly second: Sized;
  readonly path: readonly Hash[];
}

/** RFC 9162, 2.1.4.2. */
export const isConsistent = ({ first, second, path }: Consistency): boolean => {
  if (first.size === second.size) return path.length === 0 && first.root === second.root;
  if (first.size < 1 || first.size > second.size || path.length === 0) return false;
  const [seed, ...rest] = isPowerOfTwo(first.size) ? [first.root, ...path] : path;
  return seed !== undefined && leadsToBoth({ first, second, path: rest }, seed);
};

const isPowerOfTwo = (size: number): boolean => Number.isInteger(Math.log2(size));

const leadsToBoth = ({ first, second, path }: Consistency, seed: Hash): boolean => {
  let place = pastPerfect({ at: first.size - 1, last: second.size - 1 });
  let [old, young] = [seed, seed];
  for (const node of path) {
    if (place.last === 0) return false;
    if (isRight(place)) [old, young] = [nodeHash(node, old), nodeHash(node, young)];
    else young = nodeHash(young, node);
    place = above(place);
  }
  return place.last === 0 && old === first.root && young === second.root;
};

/** Past the perfect tree in which the smaller one ends. */
const pastPerfect = (place: Place): Place => {
  let { at, last } = place;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  return { at, last };
};
