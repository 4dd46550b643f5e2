import { describe, expect, it } from '@jest/globals';
import { checkedLimit, keysOf, orderWithin, totalOrder } from './order';

describe('an order', () => {
  it('ends with the id, in the direction of the key before it', () => {
    expect(totalOrder()).toEqual([['id', 1]]);
    expect(totalOrder([['rank', -1]])).toEqual([
      ['rank', -1],
      ['id', -1],
    ]);
  });

  it('asks for nothing after the id', () => {
    expect(
      totalOrder([
        ['id', -1],
        ['rank', 1],
      ]),
    ).toEqual([['id', -1]]);
  });

  it('leaves out what the filter holds to one value, but never the id', () => {
    const order = totalOrder([
      ['place', 1],
      ['rank', 1],
    ]);
    expect(orderWithin(order, { place: null, rank: { $gt: 1 }, id: 'a' })).toEqual([
      ['rank', 1],
      ['id', 1],
    ]);
  });

  it('reads keys at any depth, null where there is none', () => {
    const doc = { id: 'a', holder: { kind: 'k' } };
    expect(
      keysOf(doc, [
        ['holder.kind', 1],
        ['holder.none', 1],
        ['constructor', 1],
        ['id', 1],
      ]),
    ).toEqual(['k', null, null, 'a']);
  });

  it('cannot be by what is no scalar', () => {
    expect(() => keysOf({ id: 'a', holder: {} }, [['holder', 1]])).toThrow('holder of a');
  });
});

describe('a limit', () => {
  it.each([1, 1_000])('may be %p', (limit) => {
    expect(checkedLimit(limit)).toBe(limit);
  });
});
