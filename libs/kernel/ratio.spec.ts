import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalText, percentText, reaches, shownRatio } from './ratio';

const ratio = (numerator: number, denominator: number) => ({ numerator, denominator });
const ALL = ratio(1, 1);

describe('a ratio and its threshold', () => {
  it('of 1 083 among 1 200 prints as 90.25 and reaches 90 % (R01)', () => {
    expect(percentText(ratio(1_083, 1_200))).toBe('90.25');
    expect(reaches(ratio(1_083, 1_200), ratio(90, 100))).toBe(true);
  });

  it('of 1 999 among 2 000 prints as 99.95 and does not reach all (R01)', () => {
    expect(percentText(ratio(1_999, 2_000))).toBe('99.95');
    expect(reaches(ratio(1_999, 2_000), ALL)).toBe(false);
  });

  it('that prints as 100.00 may still not reach all', () => {
    expect(percentText(ratio(199_999, 200_000))).toBe('100.00');
    expect(reaches(ratio(199_999, 200_000), ALL)).toBe(false);
    expect(reaches(ratio(200_000, 200_000), ALL)).toBe(true);
  });

  it('of bridging funds reaches 60 % at 31 200 000 of 52 000 000 yuan (R08)', () => {
    expect(reaches(ratio(3_120_000_000, 5_200_000_000), ratio(60, 100))).toBe(true);
  });

  it('of bridging funds prints as 52.00 one fen below and does not reach it (R08)', () => {
    const below = ratio(1_559_999_999, 3_000_000_000);
    expect(percentText(below)).toBe('52.00');
    expect(reaches(below, ratio(52, 100))).toBe(false);
    expect(reaches(ratio(1_560_000_000, 3_000_000_000), ratio(52, 100))).toBe(true);
  });

  it('of income growth reaches 20 % from 7 800.00 to 9 360.00 and not one fen below (R20)', () => {
    const growth = (base: number, current: number) => ratio(current - base, base);
    const required = ratio(20, 100);
    expect(reaches(growth(780_000, 936_000), required)).toBe(true);
    expect(percentText(growth(780_000, 935_999))).toBe('20.00');
    expect(reaches(growth(780_000, 935_999), required)).toBe(false);
  });

  it('does not apply where there is nothing to count', () => {
    expect(reaches(ratio(0, 0), ALL)).toBeNull();
    expect(percentText(ratio(0, 0))).toBeNull();
  });

  it('compares exactly where a product leaves the safe integers', () => {
    const almost = ratio(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER);
    expect(reaches(almost, ALL)).toBe(false);
    expect(reaches(almost, almost)).toBe(true);
  });

  it('is reached by every larger numerator once it is reached', () => {
    const whole = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(whole, whole, whole, (numerator, denominator, of) => {
        const threshold = ratio(numerator, denominator);
        const least = Number(
          (BigInt(numerator) * BigInt(of) + BigInt(denominator) - 1n) / BigInt(denominator),
        );
        expect(reaches(ratio(least, of), threshold)).toBe(true);
        expect(reaches(ratio(least - 1, of), threshold)).toBe(false);
      }),
    );
  });
});

describe('a ratio of large amounts', () => {
  const large = { numerator: 10n ** 18n * 2n + 1n, denominator: 10n ** 19n };

  it('is compared exactly, whatever a number could hold', () => {
    expect(reaches(large, ratio(20, 100))).toBe(true);
    expect(reaches({ ...large, numerator: large.numerator - 2n }, ratio(20, 100))).toBe(false);
    expect(percentText(large)).toBe('20.00');
  });

  it('is shown in numbers that keep the proportion', () => {
    const shown = shownRatio(large);
    expect(Object.values(shown).every(Number.isSafeInteger)).toBe(true);
    expect(percentText(shown)).toBe('20.00');
    expect(shownRatio(ratio(1, 3))).toEqual(ratio(1, 3));
  });
});

describe('decimal text', () => {
  it.each([
    [1n, 8n, 2, '0.13'],
    [-1n, 8n, 2, '-0.13'],
    [-1n, 1_000n, 2, '0.00'],
    [5n, 2n, 0, '3'],
    [12_774_750n, 1_000_000n, 4, '12.7748'],
    [0n, 3n, 2, '0.00'],
  ])('of %d/%d with %d decimals is %s', (dividend, divisor, decimals, text) => {
    expect(decimalText(dividend, divisor, decimals)).toBe(text);
  });

  it('of a decline keeps its sign', () => {
    expect(percentText(ratio(-1, 3))).toBe('-33.33');
  });
});
