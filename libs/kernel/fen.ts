/** Money: an integer number of fen (分), never a float. 1 yuan = 100 fen. */
export type Fen = number & { readonly __brand: 'Fen' };

/** The largest amount that anybody may name, 100 亿元: thousands of them still add up exactly. */
export const LARGEST_FEN = 1_000_000_000_000;

export const isFen = (value: unknown): value is Fen => Number.isSafeInteger(value);

export const fen = (value: number): Fen => {
  if (!isFen(value)) throw new RangeError(`not an integer amount of fen: ${String(value)}`);
  return value;
};

export const sumFen = (amounts: readonly Fen[]): Fen =>
  fen(amounts.reduce<number>((sum, part) => sum + part, 0));

/** `amount × numerator / denominator`, rounded HALF_UP (away from zero) to the fen; exact in between. */
export const shareOf = (amount: Fen, numerator: number | bigint, denominator: number | bigint): Fen =>
  fen(Number(divideHalfUp(BigInt(amount) * BigInt(numerator), BigInt(denominator))));

export const divideHalfUp = (dividend: bigint, divisor: bigint): bigint => {
  if (divisor <= 0n) throw new RangeError('the divisor must be positive');
  const sign = dividend < 0n ? -1n : 1n;
  return sign * ((2n * dividend * sign + divisor) / (2n * divisor));
};

/** What takes part in a split; `key` breaks ties, lower text first, so that the split is the same for ever. */
export interface Weighted {
  readonly key: string;
  readonly weight: number;
}

/**
 * Splits a whole by weights with the largest remainder method: the parts always sum to the whole, and each is its
 * exact share rounded down or up by less than one fen. Ties go to the lower key. The answer is in the order given.
 */
export const splitFen = (whole: Fen, parts: readonly Weighted[]): readonly Fen[] => {
  const total = parts.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (whole < 0) throw new RangeError('a negative amount is never split');
  if (parts.some(({ weight }) => weight < 0) || total === 0n)
    throw new RangeError('no positive weight to split by');
  const shares = parts.map(({ key, weight }, index) => {
    const exact = BigInt(whole) * BigInt(weight);
    return { index, key, floor: exact / total, remainder: exact % total };
  });
  const left = Number(BigInt(whole) - shares.reduce((sum, { floor }) => sum + floor, 0n));
  const raised = new Set(
    [...shares]
      .sort(byRemainderThenKey)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return shares.map(({ index, floor }) => fen(Number(floor) + (raised.has(index) ? 1 : 0)));
};

const byRemainderThenKey = (
  a: { readonly remainder: bigint; readonly key: string },
  b: { readonly remainder: bigint; readonly key: string },
): number => {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  return a.key < b.key ? -1 : 1;
};

/** `1234.56`; the only place where fen become yuan. */
export const yuanText = (amount: Fen): string => {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
