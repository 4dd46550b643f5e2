/** A number without any rounding. */
export interface Exact {
  readonly n: bigint;
  /** Positive. */
  readonly d: bigint;
}

export const exact = (n: bigint, d = 1n): Exact => (d < 0n ? { n: -n, d: -d } : { n, d });

const OPERATIONS: Readonly<Record<string, (a: Exact, b: Exact) => Exact>> = {
  '+': (a, b) => exact(a.n * b.d + b.n * a.d, a.d * b.d),
  '−': (a, b) => exact(a.n * b.d - b.n * a.d, a.d * b.d),
  '×': (a, b) => exact(a.n * b.n, a.d * b.d),
  '÷': (a, b) => exact(a.n * b.d, a.d * b.n),
};

export const isArithmetic = (sign: string): boolean => sign in OPERATIONS;

export const calculated = (sign: string, a: Exact, b: Exact): Exact => {
  const operation = OPERATIONS[sign];
  if (operation === undefined) throw new Error(`no operation ${sign}`);
  return operation(a, b);
};

export const compared = (a: Exact, b: Exact): number => {
  const difference = a.n * b.d - b.n * a.d;
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
};

/** Away from zero. */
export const halfUp = ({ n, d }: Exact): bigint => {
  const sign = n < 0n ? -1n : 1n;
  return sign * ((2n * n * sign + d) / (2n * d));
};

export const whole = ({ n, d }: Exact): bigint => {
  if (n % d !== 0n) throw new Error(`${String(n)}/${String(d)} is not whole and no rounding is named`);
  return n / d;
};
