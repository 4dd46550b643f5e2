import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { EMPTY_ROOT, Tree, frontierLength, leafHash, nodeHash, type Hash } from './merkle';
import { Prover, includes, isConsistent, type Proofs } from './proofs';

/** The eight leaves, the roots and the proofs that the reference code of Certificate Transparency is tested with. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(leafHash);

const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The definition of section 2.1 word for word: slow, and plain enough to be believed. */
const slowRoot = (leaves: readonly Hash[]): Hash => {
  if (leaves.length === 0) return createHash('sha256').digest('hex');
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  const split = largestPowerBelow(leaves.length);
  return nodeHash(slowRoot(leaves.slice(0, split)), slowRoot(leaves.slice(split)));
};

/** PATH(m, D[n]) of section 2.1.1. */
const slowPath = (m: number, leaves: readonly Hash[]): readonly Hash[] => {
  if (leaves.length <= 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return m < split
    ? [...slowPath(m, left), slowRoot(right)]
    : [...slowPath(m - split, right), slowRoot(left)];
};

/** SUBPROOF(m, D[n], b) of section 2.1.2. */
const slowProof = (m: number, leaves: readonly Hash[], whole = true): readonly Hash[] => {
  if (m === leaves.length) return whole ? [] : [slowRoot(leaves)];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return m <= split
    ? [...slowProof(m, left, whole), slowRoot(right)]
    : [...slowProof(m - split, right, false), slowRoot(left)];
};

const largestPowerBelow = (n: number): number => {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
};

const treeOf = (leaves: readonly Hash[]): Tree => {
  const tree = new Tree();
  for (const leaf of leaves) tree.push(leaf);
  return tree;
};

/** Of every leaf, and of every size. */
const provedAll = (leaves: readonly Hash[]): Proofs => {
  const prover = new Prover();
  for (const leaf of leaves) {
    prover.push(leaf, true);
    prover.markTree();
  }
  return prover.proofs();
};

const numbered = (count: number): readonly Hash[] =>
  Array.from({ length: count }, (_, n) => leafHash(Buffer.from(String(n)).toString('hex')));

const sizes = fc.integer({ min: 1, max: 70 });

describe('the Merkle tree', () => {
  it('without leaves has the hash of nothing as its root', () => {
    expect(new Tree().root()).toEqual(EMPTY_ROOT);
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('has the published roots of the published leaves', () => {
    expect(LEAVES.map((_, index) => treeOf(LEAVES.slice(0, index + 1)).root())).toEqual(ROOTS);
  });

  it('has the published proofs', () => {
    const { inclusion, consistency } = provedAll(LEAVES);
    expect(inclusion[0]).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(consistency[5]).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('of any size is what the definition says, and so is every proof', () => {
    for (let count = 1; count <= 40; count += 1) {
      const leaves = numbered(count);
      const { inclusion, consistency, root, size } = provedAll(leaves);
      expect([size, root]).toEqual([count, slowRoot(leaves)]);
      expect(treeOf(leaves).root()).toEqual(root);
      expect(inclusion).toEqual(leaves.map((_, index) => slowPath(index, leaves)));
      expect(consistency).toEqual(leaves.map((_, index) => slowProof(index + 1, leaves)));
    }
  });

  it('goes on from what is left of it anywhere', () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 70 }), (count, cut) => {
        const leaves = numbered(count);
        const begun = treeOf(leaves.slice(0, cut));
        expect(begun.frontier).toHaveLength(frontierLength(begun.size));
        const tree = new Tree(begun.size, begun.frontier);
        for (const leaf of leaves.slice(cut)) tree.push(leaf);
        expect(tree.root()).toEqual(slowRoot(leaves));
      }),
    );
    expect(() => new Tree(3, [EMPTY_ROOT])).toThrow('a tree of 3 leaves has not 1 parts');
  });
});

describe('a proof', () => {
  it('of inclusion holds for its leaf at its place, and for nothing else', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, which, other) => {
        const leaves = numbered(size);
        const { inclusion, root } = provedAll(leaves);
        const index = which % size;
        const path = inclusion[index] ?? [];
        const leaf = leaves[index] ?? EMPTY_ROOT;
        const holding = { leaf, index, size, path, root };
        expect(includes(holding)).toBe(true);
        expect(includes({ ...holding, leaf: EMPTY_ROOT })).toBe(false);
        expect(includes({ ...holding, root: EMPTY_ROOT })).toBe(false);
        expect(includes({ ...holding, path: [...path, EMPTY_ROOT] })).toBe(false);
        expect(includes({ ...holding, index: size + other })).toBe(false);
        expect(includes({ ...holding, index: -1 - other })).toBe(false);
        if (other % size !== index) expect(includes({ ...holding, index: other % size })).toBe(false);
        if (path.length > 0) expect(includes({ ...holding, path: path.slice(1) })).toBe(false);
      }),
    );
  });

  it('of consistency holds between two trees of which one is the beginning of the other, and no others', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, which) => {
        const leaves = numbered(size);
        const { consistency, root } = provedAll(leaves);
        const count = (which % size) + 1;
        const path = consistency[count - 1] ?? [];
        const first = { size: count, root: slowRoot(leaves.slice(0, count)) };
        const second = { size, root };
        expect(isConsistent({ first, second, path })).toBe(true);
        expect(isConsistent({ first: { ...first, root: EMPTY_ROOT }, second, path })).toBe(false);
        expect(isConsistent({ first, second: { ...second, root: EMPTY_ROOT }, path })).toBe(false);
        expect(isConsistent({ first, second, path: [...path, EMPTY_ROOT] })).toBe(false);
        if (path.length > 0) expect(isConsistent({ first, second, path: path.slice(1) })).toBe(false);
        if (count < size) expect(isConsistent({ first: second, second: first, path })).toBe(false);
      }),
    );
    expect(
      isConsistent({ first: { size: 0, root: EMPTY_ROOT }, second: { size: 1, root: EMPTY_ROOT }, path: [] }),
    ).toBe(false);
  });

  it('can be made of something only', () => {
    expect(() => new Prover().proofs()).toThrow('nothing can be proved of an empty tree');
    expect(() => new Prover().markTree()).toThrow('nothing has to be proved of an empty tree');
  });
});
