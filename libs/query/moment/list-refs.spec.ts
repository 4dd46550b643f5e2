import { describe, expect, it } from '@jest/globals';
import { withListsOf } from './list-refs';

describe('the lists behind a figure', () => {
  const instant = '2025-03-01T09:30:00+08:00';

  it('are those that were known at the moment asked about', () => {
    const answer = {
      items: [{ numerator: 3, listRef: { numerator: '/a?x=1&knownAt=2025-03-01', denominator: '/b' } }],
    };
    const encoded = encodeURIComponent(instant);
    expect(withListsOf(answer, instant)).toEqual({
      items: [
        {
          numerator: 3,
          listRef: { numerator: `/a?x=1&knownAt=${encoded}`, denominator: `/b?knownAt=${encoded}` },
        },
      ],
    });
  });

  it('are not made up where there is none', () => {
    expect(withListsOf({ listRef: { gap: null } }, instant)).toEqual({ listRef: { gap: null } });
  });

  it('are explained as of the same moment', () => {
    const encoded = encodeURIComponent(instant);
    expect(withListsOf({ explainRef: '/a/explain?knownAt=2025-03-01' }, instant)).toEqual({
      explainRef: `/a/explain?knownAt=${encoded}`,
    });
  });

  it('leave everything else as it is', () => {
    const answer = { a: null, b: [1, 'two', { c: true }], listRef: null };
    expect(withListsOf(answer, instant)).toEqual(answer);
  });
});
