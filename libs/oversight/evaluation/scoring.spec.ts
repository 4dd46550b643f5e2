import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INDICATORS } from '@kernel/indicator';
import { scoresOf, totalOf } from './scoring';
import { counted, scored, values, WEIGHTS } from './story';

const pointsOf = (value: ReturnType<typeof counted>) =>
  scoresOf({ [value.indicator]: 100 }, [value])[0]?.centiPoints;

describe('the score of an evaluation', () => {
  it('shares out the weight of what does not apply in proportion', () => {
    const scores = scoresOf(WEIGHTS, values);
    expect(scores).toEqual(scored.data.scores);
    expect(totalOf(scores)).toBe(8_272);
  });

  it('is weight × 100 × fulfilment where everything applies', () => {
    const all = INDICATORS.map((indicator) => counted(indicator, 1, 2));
    const scores = scoresOf(WEIGHTS, all);
    expect(scores.map(({ centiPoints }) => centiPoints)).toEqual([
      1_000, 1_250, 500, 750, 500, 250, 250, 250, 250,
    ]);
    expect(totalOf(scores)).toBe(5_000);
  });

  it('is the same in whatever order the values come, and counts only what has a weight', () => {
    expect(scoresOf(WEIGHTS, [...values].reverse())).toEqual(scoresOf(WEIGHTS, values));
    expect(totalOf(scoresOf({ PAID_ON_TIME: 100 }, values))).toBe(5_000);
  });

  it('caps fulfilment at 1 and rounds half a hundredth up', () => {
    expect(pointsOf(counted('BENEFITS_PAID', 15, 10))).toBe(10_000);
    expect(pointsOf(counted('BENEFITS_PAID', 1, 32))).toBe(313);
    expect(pointsOf(counted('BENEFITS_PAID', 1, 3))).toBe(3_333);
  });

  it('gives nothing where nothing applies', () => {
    expect(totalOf(scoresOf(WEIGHTS, [counted('SATISFACTION', 0, 0)]))).toBe(0);
  });

  it('is worth 100.00 in full and never more, whatever applies', () => {
    const value = fc.record({ numerator: fc.nat(10 ** 12), denominator: fc.nat(10 ** 12) });
    const sheet = fc.tuple(
      fc.array(fc.nat(50), { minLength: 9, maxLength: 9 }),
      fc.array(value, { minLength: 9, maxLength: 9 }),
    );
    fc.assert(
      fc.property(sheet, ([weighing, counts]) => {
        const weights = Object.fromEntries(
          INDICATORS.map((indicator, index) => [indicator, weighing[index] ?? 0]),
        );
        const scores = scoresOf(
          weights,
          INDICATORS.map((indicator, index) =>
            counted(indicator, counts[index]?.numerator ?? 0, counts[index]?.denominator ?? 0),
          ),
        );
        const full = scores.reduce((sum, { fullCentiPoints }) => sum + fullCentiPoints, 0);
        const applies = scores.some(({ weight, denominator }) => weight > 0 && denominator > 0);
        expect(full).toBe(applies ? 10_000 : 0);
        expect(totalOf(scores)).toBeLessThanOrEqual(full);
      }),
    );
  });
});
