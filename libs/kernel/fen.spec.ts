import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divideHalfUp, fen, isFen, shareOf, splitFen, sumFen, yuanText, type Weighted } from './fen';

/** Household numbers in the order of the register. */
const households = (count: number): Weighted[] =>
  Array.from({ length: count }, (_, i) => ({ key: `H${String(i + 1).padStart(3, '0')}`, weight: 1 }));

const amounts = fc.integer({ min: 0, max: 900_000_000_000 }).map(fen);
const weighted = fc
  .uniqueArray(fc.record({ key: fc.string(), weight: fc.integer({ min: 0, max: 1_000_000_000 }) }), {
    selector: ({ key }) => key,
    minLength: 1,
    maxLength: 60,
  })
  .filter((parts) => parts.some(({ weight }) => weight > 0));

describe('an amount of fen', () => {
  it('is a whole number that loses nothing', () => {
    expect(isFen(1_234)).toBe(true);
    expect([0.5, Number.NaN, 2 ** 53, '12'].map(isFen)).toEqual([false, false, false, false]);
    expect(() => fen(10.01)).toThrow(RangeError);
  });

  it('is summed exactly, or not at all where the sum is too large', () => {
    expect(sumFen([fen(1), fen(2), fen(-4)])).toBe(-1);
    expect(() => sumFen([fen(Number.MAX_SAFE_INTEGER), fen(1)])).toThrow(RangeError);
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [123_456, '1234.56'],
    [-12_345_600, '-123456.00'],
  ])('of %d reads as %s yuan', (amount, text) => {
    expect(yuanText(fen(amount))).toBe(text);
  });
});

describe('a share of an amount', () => {
  it('is 12 774 750 fen for a quarter year at 6 % of 8 516 500.00 yuan', () => {
    expect(shareOf(fen(851_650_000), 6 * 3, 100 * 12)).toBe(12_774_750);
  });

  it('is 700 000.00 yuan for 70 % of 1 000 000.00', () => {
    expect(shareOf(fen(100_000_000), 70, 100)).toBe(70_000_000);
  });

  it('is exact where the product leaves the safe integers', () => {
    expect(shareOf(fen(9_007_199_254_740_991), 999_999_999_999, 1_000_000_000_000)).toBe(
      9_007_199_254_731_984,
    );
  });

  it.each([
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [3n, 2n, 2n],
    [49n, 100n, 0n],
    [-51n, 100n, -1n],
    [0n, 7n, 0n],
  ])('rounds %d/%d to %d, the half away from zero', (dividend, divisor, rounded) => {
    expect(divideHalfUp(dividend, divisor)).toBe(rounded);
  });

  it('is not taken of nothing or of a negative number', () => {
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError);
    expect(() => divideHalfUp(1n, -2n)).toThrow(RangeError);
  });
});

describe('a split by largest remainder', () => {
  it('gives 100.00 among three as 33.34, 33.33 and 33.33 (G15)', () => {
    expect(splitFen(fen(10_000), households(3)).map(yuanText)).toEqual(['33.34', '33.33', '33.33']);
  });

  it('gives 700 000.00 among 47 households as 33 of 14 893.62 by number and 14 of 14 893.61 (G6)', () => {
    const parts = splitFen(fen(70_000_000), households(47));
    expect(parts.slice(0, 33).map(yuanText)).toEqual(Array<string>(33).fill('14893.62'));
    expect(parts.slice(33).map(yuanText)).toEqual(Array<string>(14).fill('14893.61'));
    expect(sumFen(parts)).toBe(70_000_000);
  });

  it('raises the largest remainder first and the lower key among equals', () => {
    const parts = [
      { key: 'b', weight: 1 },
      { key: 'c', weight: 4 },
      { key: 'a', weight: 1 },
    ] as const;
    expect(splitFen(fen(100), parts)).toEqual([17, 66, 17]);
    expect(splitFen(fen(9), parts)).toEqual([1, 6, 2]);
    expect(splitFen(fen(11), parts)).toEqual([2, 7, 2]);
    expect(splitFen(fen(10), [parts[2], { key: 'z', weight: 2 }])).toEqual([3, 7]);
  });

  it('gives nothing to a weight of nothing', () => {
    expect(splitFen(fen(101), [...households(2), { key: 'A', weight: 0 }])).toEqual([51, 50, 0]);
  });

  it.each([
    ['no parts', 1, []],
    ['weights of nothing', 1, [{ key: 'a', weight: 0 }]],
    ['a negative weight', 1, [...households(2), { key: 'a', weight: -1 }]],
    ['a negative amount', -1, households(2)],
  ])('is not made of %s', (_, amount, parts) => {
    expect(() => splitFen(fen(amount), parts)).toThrow(RangeError);
  });

  it('always sums to the whole', () => {
    fc.assert(
      fc.property(amounts, weighted, (whole, parts) => {
        expect(sumFen(splitFen(whole, parts))).toBe(whole);
      }),
    );
  });

  it('gives each its exact share, up or down by less than one fen', () => {
    fc.assert(
      fc.property(amounts, weighted, (whole, parts) => {
        const total = parts.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
        const off = splitFen(whole, parts).map(
          (part, i) => BigInt(part) * total - BigInt(whole) * BigInt(parts[i]?.weight ?? 0),
        );
        expect(off.filter((difference) => difference <= -total || difference >= total)).toEqual([]);
      }),
    );
  });

  it('gives each key the same in whatever order they are named', () => {
    const orders = weighted.chain((parts) =>
      fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })),
    );
    fc.assert(
      fc.property(amounts, orders, (whole, [parts, shuffled]) => {
        const byKey = (of: readonly Weighted[]) => {
          const split = splitFen(whole, of);
          return new Map(of.map(({ key }, i) => [key, split[i]]));
        };
        expect(byKey(shuffled)).toEqual(byKey(parts));
      }),
    );
  });
});
