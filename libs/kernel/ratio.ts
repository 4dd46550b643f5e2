import { divideHalfUp } from './fen';

/** A share as it is counted; percentages are text for the eye and never stored or compared. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/** A ratio of amounts that may be larger than a number holds exactly. */
export interface ExactRatio {
  readonly numerator: number | bigint;
  readonly denominator: number | bigint;
}

/** A threshold as a place decided it, e.g. 60 % is `{ numerator: 60, denominator: 100 }`. */
export type Threshold = Ratio;

/**
 * "以上 / 不低于 / 达到" are inclusive. Compared by cross-multiplication: 1 999/2 000 does not meet 1/1 although it
 * prints as 99.95 %. `null` where the denominator is 0 (NOT_APPLICABLE: never 0 %, never 100 %).
 */
export const reaches = (ratio: ExactRatio, threshold: Threshold): boolean | null =>
  BigInt(ratio.denominator) === 0n
    ? null
    : BigInt(ratio.numerator) * BigInt(threshold.denominator) >=
      BigInt(threshold.numerator) * BigInt(ratio.denominator);

/** Percentage with two decimals, HALF_UP, e.g. `90.25`; `null` where the denominator is 0. */
export const percentText = ({ numerator, denominator }: ExactRatio): string | null =>
  BigInt(denominator) === 0n ? null : decimalText(BigInt(numerator) * 100n, BigInt(denominator), 2);

/** For the eye: where a number cannot hold it exactly, both parts lose the same last binary digits. */
export const shownRatio = ({ numerator, denominator }: ExactRatio): Ratio => {
  let [above, below] = [BigInt(numerator), BigInt(denominator)];
  while (!isSafe(above) || !isSafe(below)) [above, below] = [above / 2n, below / 2n];
  return { numerator: Number(above), denominator: Number(below) };
};

const isSafe = (value: bigint): boolean => Number.isSafeInteger(Number(value));

/** `dividend / divisor` with so many decimals, HALF_UP (away from zero). */
export const decimalText = (dividend: bigint, divisor: bigint, decimals: number): string => {
  const scaled = divideHalfUp(dividend * 10n ** BigInt(decimals), divisor);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return scaled < 0n ? `-${text}` : text;
};
