/**
 * Reckons the figures that are explained: the formulas of an explanation, from the inputs and parameters it lists and from
 * nothing else, as a pocket calculator would.
 */
const fraction = (n, d = 1n) => (d < 0n ? { n: -n, d: -d } : { n, d });
const isFraction = (value) => typeof value?.n === 'bigint';

/** A step that needs more than arithmetic: it is told and not reckoned. */
class OnlyTold extends Error {}

/** A number, or a ratio as parameters write it. */
const numberOf = (value) => {
  if (isFraction(value)) return value;
  if (Number.isSafeInteger(value)) return fraction(BigInt(value));
  const { numerator, denominator } = value ?? {};
  if (![numerator, denominator].every(Number.isSafeInteger)) throw new OnlyTold();
  return fraction(BigInt(numerator), BigInt(denominator));
};

const plus = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const minus = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
const isAtLeast = (a, b) => minus(a, b).n >= 0n;
const halfUp = ({ n, d }) => (n < 0n ? -1n : 1n) * ((2n * (n < 0n ? -n : n) + d) / (2n * d));
const plain = (value) => (isFraction(value) ? `${value.n}/${value.d}` : JSON.stringify(value));

const SIGNS = {
  '+': (a, b) => plus(numberOf(a), numberOf(b)),
  '−': (a, b) => minus(numberOf(a), numberOf(b)),
  '×': (a, b) => fraction(numberOf(a).n * numberOf(b).n, numberOf(a).d * numberOf(b).d),
  '÷': (a, b) => fraction(numberOf(a).n * numberOf(b).d, numberOf(a).d * numberOf(b).n),
  '≥': (a, b) => isAtLeast(numberOf(a), numberOf(b)),
  '=': (a, b) => (isFraction(a) ? minus(a, numberOf(b)).n === 0n : plain(a) === plain(b)),
  '∧': (a, b) => a === true && b === true,
  '∨': (a, b) => a === true || b === true,
};

/** Two decimals, HALF_UP. */
const percent = (part, whole) => {
  const [a, b] = [numberOf(part), numberOf(whole)];
  if (b.n === 0n) return 'NOT_APPLICABLE';
  const hundredths = halfUp(fraction(a.n * b.d * 10_000n, a.d * b.n));
  const digits = `${hundredths < 0n ? -hundredths : hundredths}`.padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const reaches = (part, whole, target) => {
  const [a, b] = [numberOf(part), numberOf(whole)];
  return b.n === 0n ? null : isAtLeast(fraction(a.n * b.d, a.d * b.n), numberOf(target));
};

/** By the largest remainder; a tie goes to the lower key. */
const split = (amount, weights, key) => {
  const pool = numberOf(amount).n;
  const all = Object.entries(weights).map(([name, weight]) => ({ name, weight: numberOf(weight).n }));
  const total = all.reduce((sum, { weight }) => sum + weight, 0n);
  if (total === 0n) return fraction(0n);
  const floor = ({ weight }) => (pool * weight) / total;
  const left = ({ weight }) => (pool * weight) % total;
  const order = all.toSorted((a, b) => Number(left(b) - left(a)) || (a.name < b.name ? -1 : 1));
  const missing = pool - all.reduce((sum, one) => sum + floor(one), 0n);
  const own = order.findIndex(({ name }) => name === key);
  return fraction(own < 0 ? 0n : floor(order[own]) + (own < missing ? 1n : 0n));
};

const CALLS = {
  ...{ percent, reaches, split },
  households: (profiles) => profiles.map((one) => numberOf(one.households)).reduce(plus, fraction(0n)),
  sum: (of) => Object.values(of).map(numberOf).reduce(plus, fraction(0n)),
  min: (...of) => of.map(numberOf).reduce((a, b) => (isAtLeast(a, b) ? b : a)),
  max: (...of) => of.map(numberOf).reduce((a, b) => (isAtLeast(a, b) ? a : b)),
  count: (of) => fraction(BigInt(of.length)),
  either: (condition, yes, no) => (condition === true ? yes : no),
  entry: (table, key) => table[key],
};

/** Loosest first. */
const PRECEDENCE = [['∨'], ['∧'], ['≥', '='], ['+', '−'], ['×', '÷']];
const TOKEN = /\s*(\d+|"[^"]*"|[\p{L}_][\p{L}\d_.]*|[()+−×÷,≥=∧∨])/uy;

/** A name, a field of what is named, or all that is named below it. */
const named = (names, name) => {
  if (names.has(name)) return names.get(name);
  const below = [...names].filter(([other]) => other.startsWith(`${name}.`));
  if (below.length > 0)
    return Object.fromEntries(below.map(([other, value]) => [other.slice(name.length + 1), value]));
  const end = name.lastIndexOf('.');
  if (end < 0) throw new OnlyTold();
  const [whole, field] = [named(names, name.slice(0, end)), name.slice(end + 1)];
  return Array.isArray(whole) ? whole.map((part) => part[field]) : whole[field];
};

const tokensOf = (formula) => {
  const tokens = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < formula.length;) {
    const found = TOKEN.exec(formula);
    if (found === null) throw new OnlyTold();
    tokens.push(found[1]);
  }
  return tokens;
};

/** What a formula gives. It is read from left to right, by precedence. */
const reckon = (formula, names) => {
  const tokens = tokensOf(formula);
  const single = () => {
    const token = tokens.shift();
    if (token === '(') return parts()[0];
    if (/^\d/.test(token)) return fraction(BigInt(token));
    if (token.startsWith('"')) return token.slice(1, -1);
    if (tokens[0] !== '(') return named(names, token);
    tokens.shift();
    if (!Object.hasOwn(CALLS, token)) throw new OnlyTold();
    return CALLS[token](...parts());
  };
  const level = (depth) => {
    if (depth === PRECEDENCE.length) return single();
    let left = level(depth + 1);
    while (PRECEDENCE[depth].includes(tokens[0])) left = SIGNS[tokens.shift()](left, level(depth + 1));
    return left;
  };
  const parts = () => {
    const found = [level(0)];
    for (let sign = tokens.shift(); sign !== ')'; sign = tokens.shift()) {
      if (sign !== ',') throw new OnlyTold();
      found.push(level(0));
    }
    return found;
  };
  return level(0);
};

const rounded = (value, rounding) => {
  if (!isFraction(value)) return value;
  if (rounding === 'NONE') return value.n % value.d === 0n ? Number(value.n / value.d) : plain(value);
  return Number(halfUp(value));
};

/** Null where the step is only told. */
const reckoned = ({ formula, rounding }, names) => {
  try {
    return { value: rounded(reckon(formula, names), rounding) };
  } catch (error) {
    if (error instanceof OnlyTold || error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
};

/** Each step of an explanation that is arithmetic, from the inputs and parameters it lists. */
export const recompute = ({ inputs, parameters, steps }) => {
  const names = new Map([
    ...inputs.map(({ name, value }) => [name, value]),
    ...parameters.map(({ key, value }) => [key, value]),
  ]);
  const [wrong, told] = [[], []];
  for (const step of steps) {
    const found = reckoned(step, names);
    if (found === null) told.push(step.name);
    else if (JSON.stringify(found.value) !== JSON.stringify(step.value)) wrong.push(step.name);
    names.set(step.name, step.value);
  }
  return { wrong, told, steps: steps.length };
};
