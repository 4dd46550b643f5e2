import { addDays, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { agreementEvents, type AgreementEvent } from '@linkage/agreement/events';

/** From when to when an agreement was in force: all that decides which years are evaluated. */
export type AgreementSpan = {
  readonly entityId: string;
  /** Home village of the entity. */
  readonly division: DivisionCode;
  readonly from: CalendarDate | null;
  /** First day no longer in force; null while nothing has ended it. */
  readonly until: CalendarDate | null;
  /** Last day by the paper. */
  readonly endDate: CalendarDate;
  /** First year for which this entity is judged by it: another was for those before. Null where none was. */
  readonly judgedFrom: number | null;
};

type Data<Type extends AgreementEvent['type']> = Extract<AgreementEvent, { readonly type: Type }>['data'];
type Changes = {
  readonly [Type in AgreementEvent['type']]?: (data: Data<Type>) => Partial<AgreementSpan>;
};

const changes: Changes = {
  AgreementDraftRevised: ({ terms }) => ({ endDate: terms.endDate }),
  AgreementEnteredIntoForce: ({ on }) => ({ from: on }),
  AgreementAmended: ({ terms }) => ({ endDate: terms.endDate }),
  AgreementEntitySucceeded: ({ successorId: entityId, entityVillage: division, evaluatedThrough }) => ({
    ...{ entityId, division },
    ...(evaluatedThrough === null ? {} : { judgedFrom: evaluatedThrough + 1 }),
  }),
  AgreementTerminated: ({ on }) => ({ until: on }),
  AgreementExpired: ({ on }) => ({ until: on }),
};

export const spanAfter = (span: AgreementSpan | null, event: AgreementEvent): AgreementSpan | null => {
  if (event.type === 'AgreementDrafted') {
    const { entityId, entityVillage, terms } = event.data;
    const whose = { entityId, division: entityVillage, judgedFrom: null };
    return { ...whose, from: null, until: null, endDate: terms.endDate };
  }
  return span === null ? null : { ...span, ...changes[event.type]?.(event.data as never) };
};

const lastDay = ({ until, endDate }: AgreementSpan): CalendarDate =>
  until === null ? endDate : addDays(until, -1);

const isJudgedFor = ({ judgedFrom }: AgreementSpan, year: number): boolean =>
  judgedFrom === null || judgedFrom <= year;

/** The last day on which it was in force of a year for which the entity is judged, null where it was not on any. */
export const lastDayIn = (span: AgreementSpan, year: number): CalendarDate | null => {
  if (!isJudgedFor(span, year)) return null;
  const end = endOfYear(year);
  const last = lastDay(span) < end ? lastDay(span) : end;
  const isInForce = span.from !== null && span.from <= last && yearOf(last) === year;
  return isInForce ? last : null;
};

/** Every year of which it was in force on any day and for which the entity is judged; the term by the paper where nothing has ended it. */
export const yearsOf = (span: AgreementSpan | null): readonly number[] => {
  if (span?.from == null || span.from > lastDay(span)) return [];
  const first = yearOf(span.from);
  const years = Array.from({ length: yearOf(lastDay(span)) - first + 1 }, (_, index) => first + index);
  return years.filter((year) => isJudgedFor(span, year));
};

/** R17: the first of the year's agreements came into force within the year. */
export const isPartial = (spans: readonly AgreementSpan[], year: number): boolean =>
  spans.length > 0 && spans.every(({ from }) => from !== null && from > firstOfYear(year));

export const firstOfYear = (year: number): CalendarDate => `${String(year)}-01-01` as CalendarDate;

export const endOfYear = (year: number): CalendarDate => `${String(year)}-12-31` as CalendarDate;

/** The agreement's stream, folded to its span only. */
export const agreementSpan: Aggregate<AgreementSpan | null, AgreementEvent> = {
  category: 'agreement',
  initial: null,
  evolve: spanAfter,
  events: agreementEvents,
  scope: (span) => span?.division ?? null,
};
