import { COVERAGE_FUNCTIONS } from './coverage-functions';
import { compared, exact, whole, type Exact } from './exact';
import {
  isExact,
  isList,
  listOf,
  numberOf,
  tableOf,
  textOf,
  type Function,
  type Value,
} from './formula-values';

const numbersIn = (value: Value | undefined): readonly Exact[] =>
  value !== undefined && isList(value) ? value.map(numberOf) : Object.values(tableOf(value)).map(numberOf);

const extreme =
  (direction: 1 | -1): Function =>
  (of) =>
    of.map(numberOf).reduce((best, one) => (compared(one, best) * direction > 0 ? one : best));

/** The largest remainder method; a tie goes to the lower key. */
const split: Function = ([amount, weights, key]) => {
  const all = Object.entries(tableOf(weights)).map(([name, weight]) => ({
    name,
    weight: whole(numberOf(weight)),
  }));
  const total = all.reduce((sum, { weight }) => sum + weight, 0n);
  const pool = whole(numberOf(amount ?? null));
  if (total === 0n || pool === 0n) return exact(0n);
  const shares = all.map(({ name, weight }) => ({
    name,
    floor: (pool * weight) / total,
    left: (pool * weight) % total,
  }));
  const missing = Number(pool - shares.reduce((sum, { floor }) => sum + floor, 0n));
  const order = [...shares].sort((a, b) =>
    a.left === b.left ? (a.name < b.name ? -1 : 1) : a.left > b.left ? -1 : 1,
  );
  const own = order.findIndex(({ name }) => name === key);
  return exact((order[own]?.floor ?? 0n) + (own >= 0 && own < missing ? 1n : 0n));
};

const SPANS = [
  [12, 'SAME_VILLAGE'],
  [9, 'SAME_TOWN'],
  [6, 'SAME_COUNTY'],
  [4, 'CROSS_COUNTY'],
] as const;

const span: Function = ([villages]) => {
  const codes = listOf(villages).map(textOf);
  const held = SPANS.find(([digits]) => new Set(codes.map((code) => code.slice(0, digits))).size === 1);
  return held?.[1] ?? 'CROSS_CITY';
};

const LEVELS = ['VILLAGE', 'TOWN', 'COUNTY', 'CITY', 'PROVINCE'];

const higher: Function = (of) =>
  of
    .filter((one) => one !== null)
    .reduce((a, b) => (LEVELS.indexOf(textOf(a)) >= LEVELS.indexOf(textOf(b)) ? a : b));

/** Two decimals, HALF_UP. */
const percent: Function = ([numerator, denominator]) => {
  const [above, below] = [numberOf(numerator ?? null), numberOf(denominator ?? null)];
  if (below.n === 0n) return 'NOT_APPLICABLE';
  const ratio = exact(above.n * below.d * 10_000n, above.d * below.n);
  const sign = ratio.n < 0n ? '-' : '';
  const size = ratio.n < 0n ? -ratio.n : ratio.n;
  const digits = String((2n * size + ratio.d) / (2n * ratio.d)).padStart(3, '0');
  return `${digits === '000' ? '' : sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** The band with the highest limit that is reached. */
const band: Function = ([limits, points]) => {
  const reached = Object.entries(tableOf(limits))
    .filter(([, limit]) => compared(numberOf(points ?? null), numberOf(limit)) >= 0)
    .sort(([, a], [, b]) => compared(numberOf(b), numberOf(a)));
  return reached[0]?.[0] ?? 'POOR';
};

/** Per head, HALF_UP by the step; nothing where nobody is counted. */
const perHead: Function = ([total, people, households]) => {
  const [sum, heads, counted] = [total, people, households].map((one) => numberOf(one ?? null));
  if (sum === undefined || heads === undefined || counted?.n === 0n || heads.n <= 0n) return null;
  return exact(sum.n * heads.d, sum.d * heads.n);
};

/** Nothing where a side has nobody, or where the base is 0 or a loss. */
const growthOf = ([current, base]: readonly Value[]): readonly [Exact, Exact] | null => {
  if (current === null || base === null || current === undefined || base === undefined) return null;
  const [now, before] = [numberOf(current), numberOf(base)];
  return before.n > 0n ? [exact(now.n * before.d - before.n * now.d, now.d * before.d), before] : null;
};

const growth: Function = (of) => {
  const found = growthOf(of);
  return found === null ? 'NOT_APPLICABLE' : percent(found);
};

const growthReaches: Function = (of) => {
  const [found, target] = [growthOf(of), of[2]];
  if (found === null || target === undefined) return null;
  const [rise, base] = found;
  const least = numberOf(target);
  return compared(exact(rise.n * base.d, rise.d * base.n), least) >= 0;
};

/** The items of a letter in all sheets; nothing where a sheet is missing. */
const items: Function = ([sheets, letter]) => {
  const all = Object.values(tableOf(sheets));
  if (all.some((sheet) => sheet === null)) return null;
  const amounts = all.flatMap((sheet) =>
    Object.entries(tableOf(sheet)).flatMap(([item, amount]) =>
      item.startsWith(textOf(letter)) ? [numberOf(amount)] : [],
    ),
  );
  return amounts.reduce((a, b) => exact(a.n + b.n), exact(0n));
};

const declined: Function = ([current, base]) => {
  if (base === null || base === undefined) return null;
  if (current === null || current === undefined) return 'MISSING';
  return compared(numberOf(current), numberOf(base)) < 0 ? 'DECLINED' : 'NOT_DECLINED';
};

const acrossSplit: Function = ([day]) => textOf(day ?? null) && 'NOT_COMPARABLE';

/** Whether a share reaches a target, on integers; nothing where there is no whole. */
const reaches: Function = ([part, whole_, target]) => {
  const [above, below] = [numberOf(part ?? null), numberOf(whole_ ?? null)];
  if (below.n === 0n) return null;
  return compared(exact(above.n * below.d, above.d * below.n), numberOf(target ?? null)) >= 0;
};

/** What the formulas of explanations may call. */
export const FUNCTIONS: Readonly<Record<string, Function>> = {
  sum: ([of]) => numbersIn(of).reduce((a, b) => exact(a.n * b.d + b.n * a.d, a.d * b.d), exact(0n)),
  min: extreme(-1),
  max: extreme(1),
  count: ([of]) => exact(BigInt(listOf(of).length)),
  either: ([condition, yes, no]) => (condition === true ? (yes ?? null) : (no ?? null)),
  entry: ([table, key]) => {
    const found = tableOf(table)[isExact(key ?? null) ? '' : textOf(key)];
    if (found === undefined) throw new Error(`the table is silent on ${textOf(key)}`);
    return found;
  },
  union: ([first, others]) => [...new Set([first ?? null, ...listOf(others)])],
  ...{ split, span, higher, percent, band },
  ...{ perHead, growth, growthReaches, items, declined, acrossSplit, reaches },
  ...COVERAGE_FUNCTIONS,
};
