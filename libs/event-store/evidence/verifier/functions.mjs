/** What the formulas call. */
import { fraction, halfUp, isAtLeast, minus, numberOf, plus } from './arithmetic.mjs';
import { COVERAGE } from './coverage.mjs';

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

/** How many leading digits of their codes villages share, and what they span then. */
const SPANS = [
  [12, 'SAME_VILLAGE'],
  [9, 'SAME_TOWN'],
  [6, 'SAME_COUNTY'],
  [4, 'CROSS_COUNTY'],
];
const span = (villages) => {
  const isShared = ([digits]) => new Set(villages.map((code) => code.slice(0, digits))).size === 1;
  return SPANS.find(isShared)?.[1] ?? 'CROSS_CITY';
};

/** Lowest first. */
const SIGNING = ['VILLAGE', 'TOWN', 'COUNTY', 'CITY', 'PROVINCE'];
const higher = (...of) =>
  of.filter((level) => level !== null).reduce((a, b) => (SIGNING.indexOf(a) >= SIGNING.indexOf(b) ? a : b));

/** The band with the highest limit that is reached. */
const band = (limits, points) => {
  const reached = Object.entries(limits)
    .map(([name, limit]) => ({ name, limit: numberOf(limit) }))
    .filter(({ limit }) => isAtLeast(numberOf(points), limit));
  return reached.toSorted((a, b) => (isAtLeast(a.limit, b.limit) ? -1 : 1))[0]?.name ?? 'POOR';
};

/** Nothing where nobody is counted. */
const perHead = (total, people, households) => {
  const [sum, heads] = [numberOf(total), numberOf(people)];
  if (numberOf(households).n === 0n || heads.n <= 0n) return null;
  return fraction(sum.n * heads.d, sum.d * heads.n);
};

/** What was gained and on what; nothing where a side has nobody, or where the base is 0 or a loss. */
const gainOf = (current, base) => {
  if (current === null || base === null) return null;
  const [now, before] = [numberOf(current), numberOf(base)];
  return before.n > 0n ? [minus(now, before), before] : null;
};
const growth = (current, base) => {
  const gain = gainOf(current, base);
  return gain === null ? 'NOT_APPLICABLE' : percent(...gain);
};
const growthReaches = (current, base, target) => {
  const gain = gainOf(current, base);
  return gain === null || target === undefined ? null : reaches(...gain, target);
};

/** The items of a letter in all sheets, together; nothing where a sheet is missing. */
const items = (sheets, letter) => {
  const all = Object.values(sheets);
  if (all.includes(null)) return null;
  const amounts = all.flatMap((sheet) => Object.entries(sheet)).filter(([item]) => item.startsWith(letter));
  return amounts.map(([, amount]) => numberOf(amount)).reduce(plus, fraction(0n));
};

const declined = (current, base) => {
  if (base === null) return null;
  if (current === null) return 'MISSING';
  return isAtLeast(numberOf(current), numberOf(base)) ? 'NOT_DECLINED' : 'DECLINED';
};

/** Everything that a formula may call. */
export const CALLS = {
  ...{ percent, reaches, split, span, higher, band, perHead, growth, growthReaches, items, declined },
  ...COVERAGE,
  acrossSplit: (day) => day && 'NOT_COMPARABLE',
  union: (first, others) => [...new Set([first, ...others])],
  sum: (of) => Object.values(of).map(numberOf).reduce(plus, fraction(0n)),
  min: (...of) => of.map(numberOf).reduce((a, b) => (isAtLeast(a, b) ? b : a)),
  max: (...of) => of.map(numberOf).reduce((a, b) => (isAtLeast(a, b) ? a : b)),
  count: (of) => fraction(BigInt(of.length)),
  either: (condition, yes, no) => (condition === true ? yes : no),
  entry: (table, key) => table[key],
};
