import { describe, expect, it } from '@jest/globals';
import { fairShare } from './leaseholder';

describe('a fair share', () => {
  it.each([
    [23, 1, 23],
    [23, 2, 12],
    [23, 3, 8],
    [3, 5, 1],
    [23, 0, 23],
  ])('of %d projections among %d holders is %d', (projections, holders, share) => {
    expect(fairShare(projections, holders)).toBe(share);
  });
});
