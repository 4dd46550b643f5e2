import { describe, expect, it } from '@jest/globals';
import { indexes } from './doctor';

const lacking = (...missing: readonly string[]) => ({
  views: { missingIndexes: () => Promise.resolve(missing) },
});

describe('the doctor', () => {
  it('finds every index that the read models lack', async () => {
    expect(await indexes(lacking('a@1.b: c _id', 'a@1.b: d _id'))).toEqual([
      [false, 'the read store lacks the index a@1.b: c _id: rebuild its projection'],
      [false, 'the read store lacks the index a@1.b: d _id: rebuild its projection'],
    ]);
  });

  it('says that none is missing, and nothing of read models that lie in a file', async () => {
    expect(await indexes(lacking())).toEqual([[true, 'every index of the read models is there']]);
    expect(await indexes({ views: {} })).toEqual([]);
  });
});
