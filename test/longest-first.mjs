import Sequencer from '@jest/test-sequencer';

/**
 * What takes minutes, for jest knows that only of a tree in which it has run before: on a fresh one it would begin with the
 * largest files, and wait at the end for one worker that has just taken up the longest.
 */
const LONGEST = [
  /journey-on-mongodb/,
  /faults.rounds\./,
  /rounds-on-mongodb/,
  /faults.migrate/,
  /faults.sharing/,
  /contract.read-store.mongodb/,
  /e2e.migrate/,
  /faults/,
  /e2e/,
  /contract/,
];

const rank = ({ path }) => {
  const place = LONGEST.findIndex((pattern) => pattern.test(path));
  return place < 0 ? LONGEST.length : place;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
