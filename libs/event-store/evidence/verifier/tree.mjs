/** The tree of RFC 6962 over the events of the log. */
import { Buffer } from 'node:buffer';
import { hex, sha } from './hashing.mjs';

export const leafOf = (eventHash) => sha(Buffer.of(0), hex(eventHash));
export const nodeOf = (left, right) => sha(Buffer.of(1), left, right);

/** A node on the way up, by its place among its like and that of the last of them. */
const isRight = ({ at, last }) => at % 2 === 1 || at === last;
const half = ({ at, last }) => ({ at: Math.floor(at / 2), last: Math.floor(last / 2) });
const above = (place) => {
  let up = place;
  if (isRight(place)) while (up.at !== 0 && up.at % 2 === 0) up = half(up);
  return half(up);
};

export const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

/** RFC 9162, 2.1.3.2. */
export const rootFrom = ({ leaf, index, size, path }) => {
  if (!isCount(index) || index >= size) return null;
  let [place, node] = [{ at: index, last: size - 1 }, leaf];
  for (const sibling of path.map(hex)) {
    if (place.last === 0) return null;
    node = isRight(place) ? nodeOf(sibling, node) : nodeOf(node, sibling);
    place = above(place);
  }
  return place.last === 0 ? node.toString('hex') : null;
};

const leadsToBoth = ({ first, second, path }, seed) => {
  let place = { at: first.treeSize - 1, last: second.treeSize - 1 };
  while (place.at % 2 === 1) place = half(place);
  let [old, young] = [seed, seed];
  for (const node of path) {
    if (place.last === 0) return false;
    if (isRight(place)) [old, young] = [nodeOf(node, old), nodeOf(node, young)];
    else young = nodeOf(young, node);
    place = above(place);
  }
  const reached = [place.last, old.toString('hex'), young.toString('hex')];
  return reached.join() === [0, first.root, second.root].join();
};

/** RFC 9162, 2.1.4.2. */
export const isConsistent = (first, second, path) => {
  if (first.treeSize === second.treeSize) return first.root === second.root && path.length === 0;
  const nodes = (Number.isInteger(Math.log2(first.treeSize)) ? [first.root, ...path] : path).map(hex);
  const [seed, ...rest] = nodes;
  return seed !== undefined && leadsToBoth({ first, second, path: rest }, seed);
};
