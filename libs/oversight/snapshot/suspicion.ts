import { quarterOf, recordedDate, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';

/** A bulletin's figures: true by one day, as known by another, and compared with what is known on a third. */
export interface Span {
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
  readonly today: CalendarDate;
}

export type IsCause = (event: RecordedEvent) => boolean;

/** Where one household's causes stand, and which events there are such. */
export interface Suspicion {
  readonly streams: readonly string[];
  readonly isCause: IsCause;
}

export const NOTHING: Suspicion = { streams: [], isCause: () => false };

const recordedOn = ({ metadata: { recordedAt } }: RecordedEvent): CalendarDate | null =>
  typeof recordedAt === 'string' ? recordedDate(recordedAt) : null;

const isTrueBy = ({ metadata: { effectiveDate } }: RecordedEvent, asOf: CalendarDate): boolean =>
  typeof effectiveDate === 'string' && effectiveDate <= asOf;

/** Recorded after the bulletin's day of knowledge and by the day of asking. */
export const isSince = (event: RecordedEvent, { knownAt, today }: Span): boolean => {
  const day = recordedOn(event);
  return day !== null && day > knownAt && day <= today;
};

/** What incomes listen to in the story of a household: its place, its groups, its end. */
const PLACING = new Set([
  ...['HouseholdRegistered', 'HouseholdMoved', 'HouseholdVanished', 'AlleviatedRecordSet'],
  ...['MonitoringIdentified', 'LowIncomeSet', 'LowIncomeCleared'],
]);

const SHEETS = new Set(['IncomeRecorded', 'IncomeCorrected']);

/** A sheet of a quarter that a comparison of that day looks at: this year's up to then, last year's up to then or, of a first quarter, the one before. */
const isComparedBy = ({ data: { year, quarter } }: RecordedEvent, asOf: CalendarDate): boolean => {
  if (typeof year !== 'number' || typeof quarter !== 'number') return false;
  const isBefore = yearOf(asOf) === 1 + year && quarterOf(asOf) === 1 && quarter === 4;
  return isBefore || (yearOf(asOf) - year <= 1 && quarter <= quarterOf(asOf));
};

/** Whether it can have changed what was published of one household's income. */
export const bearsOnIncome = (event: RecordedEvent, span: Span): boolean => {
  if (!isSince(event, span)) return false;
  if (SHEETS.has(event.type)) return isComparedBy(event, span.asOf);
  return PLACING.has(event.type) && isTrueBy(event, span.asOf);
};
