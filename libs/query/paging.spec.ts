import { describe, expect, it } from '@jest/globals';
import { InvalidCursor } from '@read-store/read-store';
import { pageOf, type Paging } from './paging';

const page = (paging: Paging) => pageOf(['a', 'b', 'c', 'd'], paging, (letter) => letter);

describe('a page of what was reckoned whole', () => {
  it('goes on after the line that ended the page before, and the last says so', () => {
    expect(page({ limit: 2 })).toEqual({ items: ['a', 'b'], next: 'b' });
    expect(page({ limit: 2, cursor: 'b' })).toEqual({ items: ['c', 'd'], next: null });
    expect(page({ limit: 3, cursor: 'a' })).toEqual({ items: ['b', 'c', 'd'], next: null });
    expect(page({})).toEqual({ items: ['a', 'b', 'c', 'd'], next: null });
  });

  it('is not answered where no line ended a page so', () => {
    expect(() => page({ cursor: 'x' })).toThrow(InvalidCursor);
  });

  it('of nothing is empty and the last', () => {
    expect(pageOf([], { limit: 2 }, String)).toEqual({ items: [], next: null });
  });
});
