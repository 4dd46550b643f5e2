import { isCalendarDate } from '@kernel/calendar-date';
import { isObject, type Json } from '@kernel/json';
import type { Language, Words } from '@kernel/words';

/** Which values a parameter takes, and how to say so. */
export interface ValueKind {
  readonly expected: Words;
  readonly accepts: (value: Json) => boolean;
}

/** What is written alike in both languages. */
const alike = (form: string): Words => ({ zh: form, en: form });

const inBoth = (told: (language: Language) => string): Words => ({ zh: told('zh'), en: told('en') });

const isWhole = (value: Json | undefined): value is number => Number.isSafeInteger(value);

export const aBoolean: ValueKind = {
  expected: alike('true | false'),
  accepts: (value) => typeof value === 'boolean',
};

export const aWhole = (min: number, max: number): ValueKind => ({
  expected: { zh: `${String(min)} 至 ${String(max)} 的整数`, en: `integer ${String(min)}..${String(max)}` },
  accepts: (value) => isWhole(value) && value >= min && value <= max,
});

/** A share or percentage as `{ numerator, denominator }`, so that it is compared exactly. */
export const aRatio: ValueKind = {
  expected: {
    zh: '{ numerator: 不小于 0 的整数, denominator: 大于 0 的整数 }',
    en: '{ numerator: integer ≥ 0, denominator: integer > 0 }',
  },
  accepts: (value) => {
    if (!isObject(value) || Object.keys(value).length !== 2) return false;
    const { numerator, denominator } = value;
    return isWhole(numerator) && numerator >= 0 && isWhole(denominator) && denominator > 0;
  },
};

/** A ratio that others get the rest of. */
export const aShare: ValueKind = {
  expected: {
    zh: '{ numerator: 0 至 denominator 的整数, denominator: 大于 0 的整数 }',
    en: '{ numerator: integer 0..denominator, denominator: integer > 0 }',
  },
  accepts: (value) =>
    aRatio.accepts(value) && isObject(value) && Number(value['numerator']) <= Number(value['denominator']),
};

export const aDate: ValueKind = { expected: alike('YYYY-MM-DD'), accepts: isCalendarDate };

const isDayOfYear = (text: string): boolean => isCalendarDate(`2024-${text}`);

/** Days of every year, both included. */
export const aYearlyWindow: ValueKind = {
  expected: alike('MM-DD..MM-DD'),
  accepts: (value) => {
    if (typeof value !== 'string') return false;
    const [from = '', to = '', ...more] = value.split('..');
    return more.length === 0 && isDayOfYear(from) && isDayOfYear(to) && from <= to;
  },
};

export const oneOf = (...words: readonly string[]): ValueKind => ({
  expected: alike(words.join(' | ')),
  accepts: (value) => typeof value === 'string' && words.includes(value),
});

export const aSetOf = (words: readonly string[]): ValueKind => ({
  expected: { zh: `下列各项的集合：${words.join(' | ')}`, en: `a set of ${words.join(' | ')}` },
  accepts: (value) =>
    Array.isArray(value) &&
    new Set(value).size === value.length &&
    value.every((word: Json) => typeof word === 'string' && words.includes(word)),
});

/** Which values stand under which keys; every value of one kind. */
export const aMapOf = (keys: RegExp, kind: ValueKind): ValueKind => ({
  expected: inBoth((language) => `{ ${keys.source}: ${kind.expected[language]} }`),
  accepts: (value) =>
    isObject(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([key, part]) => keys.test(key) && kind.accepts(part)),
});

/** A value under each of these keys and no other, each of its own kind. */
export const aRecordOf = (kinds: Readonly<Record<string, ValueKind>>): ValueKind => ({
  expected: inBoth((language) => {
    const parts = Object.entries(kinds).map(([key, { expected }]) => `${key}: ${expected[language]}`);
    return `{ ${parts.join(', ')} }`;
  }),
  accepts: (value) =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(kinds).length &&
    Object.entries(kinds).every(([key, kind]) => kind.accepts(value[key] ?? null)),
});

/** Weights that sum to 100, of words that somebody weighs: a misspelt one would lose its part to the others. */
export const weightsOf = (words: readonly string[]): ValueKind => ({
  expected: {
    zh: `{ ${words.join(' | ')}: 0 至 100 的整数 }，合计 100`,
    en: `{ ${words.join(' | ')}: integer 0..100 }, together 100`,
  },
  accepts: (value) =>
    aMapOf(new RegExp(`^(${words.join('|')})$`), aWhole(0, 100)).accepts(value) &&
    Object.values(value as Record<string, number>).reduce((sum, weight) => sum + weight, 0) === 100,
});

export const aRange: ValueKind = {
  expected: {
    zh: '{ min: 不小于 0 的整数, max: 不小于 min 的整数 }',
    en: '{ min: integer ≥ 0, max: integer ≥ min }',
  },
  accepts: (value) => {
    if (!isObject(value) || Object.keys(value).length !== 2) return false;
    const { min, max } = value;
    return isWhole(min) && isWhole(max) && min >= 0 && max >= min;
  },
};

/** A list of lines whose columns are the county's own; read by people, not by a rule of this version. */
export const aTable: ValueKind = {
  expected: { zh: '对象的列表', en: 'a list of objects' },
  accepts: (value) => Array.isArray(value) && value.every((line: Json) => isObject(line)),
};
