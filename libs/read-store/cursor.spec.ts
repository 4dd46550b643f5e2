import { describe, expect, it } from '@jest/globals';
import { cursorAt, keysIn, type Query } from './cursor';
import { InvalidCursor } from './read-store';

const query: Query = {
  projection: 'ledger',
  collection: 'account',
  filter: { place: 'x', rank: { $gt: 1, $lt: 9 } },
  order: [
    ['rank', -1],
    ['id', -1],
  ],
};

describe('a cursor', () => {
  it('gives back the keys it was made of, of every type', () => {
    const order: Query['order'] = [
      ['a', 1],
      ['b', 1],
      ['c', 1],
      ['d', 1],
      ['id', 1],
    ];
    const keys = [null, 1.5, true, '中 𠮷', 'a1'];
    expect(keysIn(cursorAt({ ...query, order }, keys), { ...query, order })).toEqual(keys);
  });

  it('does not mind the order in which conditions are written', () => {
    const same: Query = { ...query, filter: { rank: { $lt: 9, $gt: 1 }, place: 'x' } };
    expect(keysIn(cursorAt(query, [2, 'a']), same)).toEqual([2, 'a']);
  });

  it.each<[what: string, other: Partial<Query>]>([
    ['projection', { projection: 'other' }],
    ['collection', { collection: 'other' }],
    ['filter', { filter: { place: 'x', rank: { $gt: 1, $lt: 8 } } }],
    ['type in the filter', { filter: { place: 'x', rank: { $gt: '1', $lt: 9 } } }],
    [
      'direction',
      {
        order: [
          ['rank', 1],
          ['id', 1],
        ],
      },
    ],
    [
      'sort',
      {
        order: [
          ['place', -1],
          ['id', -1],
        ],
      },
    ],
  ])('is refused by a query of another %s', (_, other) => {
    expect(() => keysIn(cursorAt(query, [2, 'a']), { ...query, ...other })).toThrow(InvalidCursor);
  });

  it.each([
    ['too few keys', ['a']],
    ['too many keys', [1, 2, 'a']],
    ['an id that is no text', [1, 2]],
  ])('with %s is refused, also with the right mark', (_, keys) => {
    expect(() => keysIn(cursorAt(query, keys), query)).toThrow(InvalidCursor);
  });
});
