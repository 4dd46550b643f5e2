/** Numbers without any rounding. */
export const fraction = (n, d = 1n) => (d < 0n ? { n: -n, d: -d } : { n, d });
export const isFraction = (value) => typeof value?.n === 'bigint';

/** A step that needs more than arithmetic: it is told and not reckoned. */
export class OnlyTold extends Error {}

/** A number, or a ratio as parameters write it. */
export const numberOf = (value) => {
  if (isFraction(value)) return value;
  if (Number.isSafeInteger(value)) return fraction(BigInt(value));
  const { numerator, denominator } = value ?? {};
  if (![numerator, denominator].every(Number.isSafeInteger)) throw new OnlyTold();
  return fraction(BigInt(numerator), BigInt(denominator));
};

export const plus = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const isAtLeast = (a, b) => minus(a, b).n >= 0n;
export const halfUp = ({ n, d }) => (n < 0n ? -1n : 1n) * ((2n * (n < 0n ? -n : n) + d) / (2n * d));
export const plain = (value) => (isFraction(value) ? `${value.n}/${value.d}` : JSON.stringify(value));
