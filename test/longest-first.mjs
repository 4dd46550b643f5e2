import Sequencer from '@jest/test-sequencer';

/**
 * What takes minutes, for jest knows that only of a tree in which it has run before: on a fresh one it would begin with the
 * largest files, and wait at the end for one worker that has just taken up the longest.
 */
const LONGEST = [/journey-on-mongodb/, /rounds-on-mongodb/, /\/rounds\./];

const rank = ({ path }) => {
  const place = LONGEST.findIndex((pattern) => pattern.test(path));
  return place < 0 ? LONGEST.length : place;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
