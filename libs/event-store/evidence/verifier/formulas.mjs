/** The language of the formulas: read from left to right, by precedence. */
import { OnlyTold, fraction, isAtLeast, isFraction, minus, numberOf, plain, plus } from './arithmetic.mjs';
import { CALLS } from './functions.mjs';

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
export const reckon = (formula, names) => {
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
