import type { CalendarDate } from '@kernel/calendar-date';
import { addMonths } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Industry } from '@kernel/linkage';
import type { Ratio } from '@kernel/ratio';
import type { SuccessorMap } from '@kernel/succession';
import { figure, type Figure, type FigureParameter } from '@query/figure';
import type { Measures } from '@projection/tally-steps';
import { ABSENT, countOn, type Criteria, type CoverageListName, type CoverageMode } from './criteria';

/** A coverage question with nothing left open. */
export interface Asked {
  readonly division: DivisionCode;
  /** What had taken the place of what by the day, as far as it was known. */
  readonly successors: SuccessorMap;
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
  readonly industry: Industry | null;
  readonly criteria: Criteria;
  readonly target: Ratio;
  /** Every parameter the answer rests on; the target among them. */
  readonly parameters: readonly FigureParameter[];
  /** As the caller asked for, where it is not the parameter's. */
  readonly categories: readonly string[] | null;
}

/** Households by profile: whatever their industry, and those bound in the industry asked for. */
export interface Counted {
  readonly all: Measures;
  readonly bound: Measures;
}

/** Who is not covered yet, and what is missing. */
interface CoverageGap {
  readonly total: number;
  readonly noCooperative: number;
  /** Bound to a cooperative, but nothing counts while the binding or the cooperative is suspended. */
  readonly suspended: number;
  readonly noEnterprise: number;
}

/** Counted as covered, but bound by weaker forms only; direct linkage; a chain within one industry. */
interface CoverageApart {
  readonly weakOnly: number;
  readonly direct: number;
  readonly sameIndustry: number;
}

export interface CoverageFigures {
  readonly appraised: CoverageMode;
  readonly single: Figure;
  readonly double: Figure;
  readonly gap: CoverageGap;
  readonly apart: CoverageApart;
  readonly notEligible: number;
  readonly parameters: readonly FigureParameter[];
  readonly listRef: CoverageLists;
  /** Where it is explained why the figures are what they are. */
  readonly explainRef: string;
}

const NUMBERS = {
  gap: 'GAP',
  noCooperative: 'GAP_NO_COOPERATIVE',
  suspended: 'GAP_SUSPENDED',
  noEnterprise: 'GAP_NO_ENTERPRISE',
  weakOnly: 'WEAK_ONLY',
  direct: 'DIRECT',
  sameIndustry: 'SAME_INDUSTRY',
  notEligible: 'NOT_ELIGIBLE',
} as const satisfies Readonly<Record<string, CoverageListName>>;

/** The lists behind the plain numbers; null where there is none, as of households not bound in an industry. */
type CoverageLists = Readonly<Record<keyof typeof NUMBERS, string | null>>;

export const TARGET_KEY = 'coverage.target';

const fieldsOf = (
  { division, asOf, knownAt, categories, criteria }: Asked,
  industry: Industry | null,
): string =>
  [
    `division=${division}&asOf=${asOf}&knownAt=${knownAt}&mode=${criteria.mode}`,
    ...(categories === null ? [] : [`categories=${categories.join(',')}`]),
    ...(industry === null ? [] : [`industry=${industry}`]),
  ].join('&');

/** Path of a list behind a figure. */
export const listPath = (asked: Asked, which: CoverageListName): string => {
  const whatever = which === 'DENOMINATOR' || which === 'NOT_ELIGIBLE';
  return `/coverage/households?which=${which}&${fieldsOf(asked, whatever ? null : asked.industry)}`;
};

const listsOf = (asked: Asked): CoverageLists => {
  const path = (list: CoverageListName): string | null =>
    asked.industry !== null && ABSENT.includes(list) ? null : listPath(asked, list);
  return Object.fromEntries(
    Object.entries(NUMBERS).map(([number, list]) => [number, path(list)]),
  ) as CoverageLists;
};

/** The target that the place set, to judge a figure by. */
export const targetOf = ({ parameters, target: threshold }: Asked): Parameters<typeof figure>[1] => {
  const parameter = parameters.find(({ key }) => key === TARGET_KEY);
  return parameter === undefined ? null : { threshold, parameter };
};

/** R01 on integers: 1 999/2 000 prints as 99.95 and is not met. */
export const figuresOf = (asked: Asked, { all, bound }: Counted): CoverageFigures => {
  const { criteria, parameters } = asked;
  const count = (list: CoverageListName) => countOn(list, bound, criteria);
  const denominator = countOn('DENOMINATOR', all, criteria);
  const one = (list: 'SINGLE' | 'DOUBLE') =>
    figure({ numerator: count(list), denominator }, targetOf(asked), {
      ...{ asOf: asked.asOf, knownAt: asked.knownAt },
      listRef: { numerator: listPath(asked, list), denominator: listPath(asked, 'DENOMINATOR') },
    });
  const [single, double] = [one('SINGLE'), one('DOUBLE')];
  const suspended = count('GAP_SUSPENDED');
  const noCooperative = denominator - single.numerator - suspended;
  const noEnterprise = count('GAP_NO_ENTERPRISE');
  const appraised = criteria.mode;
  const total = denominator - (appraised === 'DOUBLE' ? double : single).numerator;
  return {
    ...{ appraised, single, double, gap: { total, noCooperative, suspended, noEnterprise } },
    apart: { weakOnly: count('WEAK_ONLY'), direct: count('DIRECT'), sameIndustry: count('SAME_INDUSTRY') },
    notEligible: countOn('NOT_ELIGIBLE', all, criteria),
    parameters,
    listRef: listsOf(asked),
    explainRef: `/coverage/explain?${fieldsOf(asked, asked.industry)}`,
  };
};

/** The figure that is appraised. */
export const appraisedOf = (figures: CoverageFigures): Figure =>
  figures.appraised === 'DOUBLE' ? figures.double : figures.single;

/** Households still to be covered so that the target is reached. */
export const missingFor = ({ numerator, denominator }: Ratio, target: Ratio): number => {
  const [needed, per] = [BigInt(denominator) * BigInt(target.numerator), BigInt(target.denominator)];
  return Math.max(0, Number((needed + per - 1n) / per) - numerator);
};

/** Whole months from a day to a deadline; 0 when it is nearer or over. */
export const wholeMonths = (from: CalendarDate, until: CalendarDate): number => {
  let months = 0;
  while (addMonths(from, months + 1) <= until) months += 1;
  return months;
};

/** R02: 117 households and 6 whole months left make 20 a month; null where no whole month is left. */
export const neededPerMonth = (gap: number, months: number): number | null =>
  months === 0 ? null : Math.ceil(gap / months);

const MONTHS = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const;
export type SeriesStride = keyof typeof MONTHS;

/** From the first day in equal strides to the last day, which is always one of them. */
export const datesBetween = (
  from: CalendarDate,
  to: CalendarDate,
  stride: SeriesStride,
): readonly CalendarDate[] => {
  const dates: CalendarDate[] = [];
  for (let n = 0, day = from; day < to; n += 1, day = addMonths(from, n * MONTHS[stride])) dates.push(day);
  return [...dates, to];
};
