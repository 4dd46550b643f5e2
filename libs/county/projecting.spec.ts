import { describe, expect, it } from '@jest/globals';
import { ViewsUnavailable } from '@read-store/unavailable';
import { tellMissingIndexes } from './projecting';

describe('an index of the read models that is missing', () => {
  it('is an error in the log where the projections are run', async () => {
    const told: string[] = [];
    const log = { error: (words: string) => void told.push(words) };
    await tellMissingIndexes({ views: { missingIndexes: () => Promise.resolve(['a@1.b: c _id']) } }, log);
    expect(told).toEqual(['the read store lacks the index a@1.b: c _id: rebuild its projection']);
    await tellMissingIndexes({ views: {} }, log);
    expect(told).toHaveLength(1);
  });

  it('is not looked for where the store is away, which keeps nobody from starting', async () => {
    const told: string[] = [];
    const missingIndexes = () => Promise.reject(new ViewsUnavailable());
    await tellMissingIndexes({ views: { missingIndexes } }, { error: (words) => void told.push(words) });
    expect(told).toEqual([expect.stringContaining('the read models cannot be reached')]);
  });
});
