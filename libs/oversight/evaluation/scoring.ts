import { fen, shareOf, splitFen } from '@kernel/fen';
import { INDICATORS, type Indicator } from '@kernel/indicator';
import { decimalText } from '@kernel/ratio';
import type { IndicatorScore, IndicatorValue } from './events';

/** Parameter `evaluation.indicators`: whole weights that sum to 100. */
export type Weights = Readonly<Partial<Record<Indicator, number>>>;

/** 100 points in hundredths. */
const WHOLE = fen(10_000);

/**
 * An indicator that does not apply (denominator 0) is worth nothing; its weight goes to the others in proportion to theirs,
 * split by largest remainder in hundredths of a point, so that full fulfilment is always 100.00. Points are the share of
 * fulfilment of that, capped at 1 and rounded HALF_UP.
 */
export const scoresOf = (weights: Weights, values: readonly IndicatorValue[]): readonly IndicatorScore[] => {
  const weighted = INDICATORS.flatMap((indicator) => {
    const value = values.find((candidate) => candidate.indicator === indicator);
    return value === undefined ? [] : [{ ...value, weight: weights[indicator] ?? 0 }];
  });
  const applying = weighted.filter(({ weight, denominator }) => weight > 0 && denominator > 0);
  const parts = applying.map(({ indicator, weight }) => ({ key: indicator, weight }));
  const full = parts.length === 0 ? [] : splitFen(WHOLE, parts);
  const worth = new Map(parts.map(({ key }, index) => [key, full[index] ?? fen(0)]));
  return weighted.map((value) => {
    const fullCentiPoints = worth.get(value.indicator) ?? fen(0);
    return { ...value, fullCentiPoints, centiPoints: pointsOf(value, fullCentiPoints) };
  });
};

const pointsOf = ({ numerator, denominator }: IndicatorValue, full: number): number =>
  denominator === 0 ? 0 : shareOf(fen(full), Math.min(numerator, denominator), denominator);

export const pointsText = (centiPoints: number): string => decimalText(BigInt(centiPoints), 100n, 2);

export const totalOf = (scores: readonly IndicatorScore[]): number =>
  scores.reduce((sum, { centiPoints }) => sum + centiPoints, 0);
