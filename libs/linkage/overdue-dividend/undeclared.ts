import { addDays, calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { explained, refTo, type Explanation, type Input, type ParameterInput } from '@kernel/explanation';
import type { Json } from '@kernel/json';
import type { AgreementEvent } from '@linkage/agreement/events';
import type { DistributionEvent } from '@linkage/distribution/events';
import type { Recorded } from '@projection/fold';
import { declaredIn, paperIn, type DividendPromise } from './promise';

/** What a place decided of a year. */
export interface YearRules {
  /** `dividend.minFrequencyPerYear` */
  readonly required: number;
  /** `dividend.overdueGraceDays` */
  readonly graceDays: number;
}

/** A year of an agreement in which fewer dividends were declared than are asked for. */
export interface Undeclared {
  readonly agreementId: string;
  readonly agreementNo: string | null;
  readonly entityId: string;
  readonly division: string;
  readonly year: number;
  readonly declared: number;
  readonly required: number;
  readonly missing: number;
  /** First day on which it is overdue. */
  readonly overdueFrom: CalendarDate;
  /** Those that were declared. */
  readonly distributionIds: readonly string[];
}

/** A year of an agreement that nobody can judge: the place had decided nothing for it. */
export interface Unjudged {
  readonly agreementId: string;
  readonly entityId: string;
  readonly division: string;
  readonly year: number;
  readonly code: 'PARAMETER_NOT_CONFIGURED';
}

type OfYear = Pick<Undeclared, 'agreementId' | 'year'>;

/** Oldest first. */
export const byYear = (a: OfYear, b: OfYear): number =>
  a.year - b.year || (a.agreementId < b.agreementId ? -1 : 1);

export const yearKey = ({ agreementId, year }: OfYear): string => `${agreementId}/${String(year)}`;

export const yearEnd = (year: number): CalendarDate => calendarDate(`${String(year)}-12-31`);

/** R14: null where enough was declared for the year, or the grace after it still runs. */
export const undeclaredIn = (
  promise: DividendPromise,
  year: number,
  { rules: { required, graceDays }, today }: { readonly rules: YearRules; readonly today: string },
): Undeclared | null => {
  const { id: agreementId, agreementNo, entityId, division } = promise;
  const distributionIds = declaredIn(promise, year);
  const declared = distributionIds.length;
  const missing = Math.max(required - declared, 0);
  const overdueFrom = addDays(yearEnd(year), graceDays + 1);
  if (missing === 0 || overdueFrom > today) return null;
  const of = { agreementId, agreementNo, entityId, division, year };
  return { ...of, declared, required, missing, overdueFrom, distributionIds };
};

/** The streams of the agreement and of what was declared under it for the year. */
export type Happened = Recorded<AgreementEvent | DistributionEvent>;

const WORDS = {
  zh: '协议约定按年分红：在约定付款日仍有效的年度，期末落在该年度的分红次数不得少于规定的每年最少次数；年末及宽限期过后仍不足的，列为逾期。',
  en: 'The agreement promises a dividend each year: for a year on whose agreed payment day it was in force, no fewer distributions whose period ends in the year are declared than the least number a year; what is missing after the end of the year and the grace is overdue.',
};

const WRITTEN: readonly string[] = ['AgreementDrafted', 'AgreementDraftRevised'];
const OVER: readonly string[] = ['AgreementTerminated', 'AgreementExpired'];

interface Told {
  readonly name: string;
  readonly unit: string;
  readonly title: Input['title'];
  readonly value: Json;
}

const told = (of: Told, events: readonly Happened[]): Input => ({ ...of, events: events.map(refTo) });

const inputsOf = (
  promise: DividendPromise,
  { year, distributionIds }: Undeclared,
  events: readonly Happened[],
): readonly Input[] => {
  const paper = paperIn(promise, year);
  const of = (types: readonly string[]) => events.filter(({ type }) => types.includes(type));
  const isPaper = (event: Happened): boolean =>
    paper?.on == null
      ? WRITTEN.includes(event.type)
      : event.type === 'AgreementAmended' && event.data.on === paper.on;
  const declarations = of(['DistributionDeclared']);
  const date = (name: string, value: Json, title: Input['title']) => ({ name, value, title, unit: 'DATE' });
  return [
    told({ name: 'year', value: year, unit: 'YEAR', title: { zh: '年度', en: 'year' } }, []),
    told(
      {
        ...{ name: 'paymentDay', value: paper?.paymentDay ?? null, unit: 'DAY_OF_YEAR' },
        title: { zh: '约定付款日', en: 'agreed payment day' },
      },
      events.filter(isPaper).slice(-1),
    ),
    told(
      date('inForceFrom', promise.from, { zh: '生效日期', en: 'in force from' }),
      of(['AgreementEnteredIntoForce']),
    ),
    told(date('endedOn', promise.until, { zh: '失效日期', en: 'in force no more from' }), of(OVER)),
    told(
      {
        ...{ name: 'declarations', value: distributionIds, unit: 'DISTRIBUTION' },
        title: { zh: '该年度已宣布的分红', en: 'distributions declared for the year' },
      },
      declarations,
    ),
  ];
};

/** Why a year is listed. */
export const explainUndeclared = (
  promise: DividendPromise,
  undeclared: Undeclared,
  {
    events,
    parameters,
  }: { readonly events: readonly Happened[]; readonly parameters: readonly ParameterInput[] },
): Explanation => {
  const { declared, missing } = undeclared;
  const step = { unit: 'TIMES', rounding: 'NONE' } as const;
  return explained({
    ...{ rule: 'R14', words: WORDS, inputs: inputsOf(promise, undeclared, events), parameters },
    steps: [
      {
        ...{ ...step, name: 'declared', formula: 'count(declarations)', value: declared },
        title: { zh: '已宣布次数', en: 'declared' },
      },
      {
        ...{ ...step, name: 'missing', value: missing },
        formula: 'max(dividend.minFrequencyPerYear − declared, 0)',
        title: { zh: '尚缺次数', en: 'missing' },
      },
    ],
    shown: { declared, missing },
  });
};
