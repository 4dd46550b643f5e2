import { yearOf, type CalendarDate } from '@kernel/calendar-date';
import { paysDividends, type DistributionMode } from '@kernel/linkage';
import type { AgreementEvent, AgreementTerms } from '@linkage/agreement/events';

/** What the paper says from a day on of how and when it pays. */
export type Paper = {
  /** Null for the paper as concluded. */
  readonly on: CalendarDate | null;
  readonly mode: DistributionMode;
  /** `MM-DD` of each year. */
  readonly paymentDay: string;
  /** Last day in force. */
  readonly endDate: CalendarDate;
};

/** One distribution that stands, and the year that its period ends in. */
export type Declaration = { readonly distributionId: string; readonly year: number };

/** What an agreement promises its households each year, and what was declared under it. */
export type DividendPromise = {
  readonly id: string;
  /** Home village of the entity. */
  readonly division: string;
  readonly entityId: string;
  readonly agreementNo: string | null;
  /** In the order of their days. */
  readonly papers: readonly Paper[];
  readonly from: CalendarDate | null;
  /** First day no longer in force; null while nothing has ended it. */
  readonly until: CalendarDate | null;
  readonly declarations: readonly Declaration[];
};

const paperOf = (
  { distributionMode: mode, paymentDay, endDate }: AgreementTerms,
  on: CalendarDate | null,
) => ({
  ...{ on, mode, paymentDay, endDate },
});

type Data<Type extends AgreementEvent['type']> = Extract<AgreementEvent, { readonly type: Type }>['data'];
type Changes = {
  readonly [Type in AgreementEvent['type']]?: (
    promise: DividendPromise,
    data: Data<Type>,
  ) => Partial<DividendPromise>;
};

const changes: Changes = {
  AgreementDraftRevised: (_before, { terms }) => ({ papers: [paperOf(terms, null)] }),
  AgreementConcluded: (_before, { agreementNo }) => ({ agreementNo }),
  AgreementNoCorrected: (_before, { agreementNo }) => ({ agreementNo }),
  AgreementEnteredIntoForce: (_before, { on }) => ({ from: on }),
  AgreementAmended: ({ papers }, { terms, on }) => ({ papers: [...papers, paperOf(terms, on)] }),
  AgreementEntitySucceeded: (_before, { successorId: entityId, entityVillage: division }) => ({
    ...{ entityId, division },
  }),
  AgreementTerminated: (_before, { on }) => ({ until: on }),
  AgreementExpired: (_before, { on }) => ({ until: on }),
};

export const promiseAfter = (
  id: string,
  before: DividendPromise | undefined,
  event: AgreementEvent,
): DividendPromise | undefined => {
  if (event.type === 'AgreementDrafted') {
    const { entityId, entityVillage: division, terms } = event.data;
    const nothing = { agreementNo: null, from: null, until: null, declarations: [] };
    return { id, division, entityId, papers: [paperOf(terms, null)], ...nothing };
  }
  return before && { ...before, ...changes[event.type]?.(before, event.data as never) };
};

const dayIn = (year: number, { paymentDay }: Paper): CalendarDate =>
  `${String(year)}-${paymentDay}` as CalendarDate;

/** The paper as it stood on the day of the year that it names for the payment. */
export const paperIn = ({ papers }: DividendPromise, year: number): Paper | undefined =>
  papers.findLast((paper) => paper.on === null || paper.on <= dayIn(year, paper));

/** R14 「每年按约定」: in force on the day of the year that it names, an agreement that pays dividends owed one in that year. */
const owesIn = (promise: DividendPromise, year: number): boolean => {
  const { from, until } = promise;
  const paper = paperIn(promise, year);
  if (paper === undefined || from === null || !paysDividends(paper.mode)) return false;
  const day = dayIn(year, paper);
  return from <= day && day <= paper.endDate && (until === null || day < until);
};

/** Years that are over by that day and in which it owed a dividend. */
export const yearsOwed = (promise: DividendPromise, today: CalendarDate): readonly number[] => {
  if (promise.from === null) return [];
  const first = yearOf(promise.from);
  const years = Array.from({ length: Math.max(yearOf(today) - first, 0) }, (_, index) => first + index);
  return years.filter((year) => owesIn(promise, year));
};

export const declaredIn = ({ declarations }: DividendPromise, year: number): readonly string[] =>
  declarations.filter((one) => one.year === year).map(({ distributionId }) => distributionId);
