import { derivedId } from '@kernel/ids';
import type { Body } from './request';
import type { Roll } from './roll';

const DATES = [
  '0000-01-01',
  '0001-01-01',
  '1900-02-28',
  '2024-02-29',
  '2099-12-31',
  '9999-12-31',
  '2024-02-30',
];
const NUMBERS = [
  0,
  1,
  -1,
  1.5,
  50,
  1_000_000_000,
  1_000_000_000_000,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  1e308,
];
const TEXTS = [
  ...['', ' ', '__proto__', 'constructor', 'toString', '\u0000', '\ud800', '{"a":1}', '🌾', "'; --"],
  ...['长'.repeat(2_000), '长'.repeat(2_001)],
];
const IDS = [derivedId('nobody', 1), '00000000-0000-1000-8000-000000000000'];
const ANYTHING = [null, true, [], {}, ...DATES, ...NUMBERS, ...TEXTS, ...IDS];

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
const isId = (text: string): boolean => /^[\da-f]{8}-/.test(text);

/** A wrong value of the same sort passes more checks than any wrong value. */
const alike = (value: unknown, roll: Roll): unknown => {
  if (typeof value === 'number') return roll.pick(NUMBERS);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return roll.pick([[], [...(value as unknown[]), ...(value as unknown[])]]);
  if (typeof value !== 'string') return roll.pick(ANYTHING);
  if (isDate(value)) return roll.pick(DATES);
  return roll.pick(isId(value) ? IDS : TEXTS);
};

const wrong = (value: unknown, roll: Roll): unknown =>
  roll.happens(0.7) ? alike(value, roll) : roll.pick(ANYTHING);

const isPart = (value: unknown): value is Body | readonly unknown[] =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const within = (value: unknown, roll: Roll): unknown => {
  if (!isPart(value) || roll.happens(0.2)) return wrong(value, roll);
  return Array.isArray(value) ? spoiledItem(value, roll) : spoiled(value as Body, roll);
};

const spoiledItem = (items: readonly unknown[], roll: Roll): readonly unknown[] => {
  const at = roll.whole(0, items.length - 1);
  return items.map((item, index) => (index === at ? within(item, roll) : item));
};

/** The same with something wrong in one place: a value, a field that is missing, or one nobody knows. */
export const spoiled = (body: Body, roll: Roll): Body => {
  const names = Object.keys(body);
  if (names.length === 0 || roll.happens(0.05)) return { ...body, unheardOf: roll.pick(ANYTHING) };
  const name = roll.pick(names);
  if (roll.happens(0.1)) return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
  return { ...body, [name]: within(body[name], roll) };
};

export const aWrongDate = (roll: Roll): string => roll.pick(DATES);
