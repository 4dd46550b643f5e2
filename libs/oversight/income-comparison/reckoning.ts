import { quarterOf, recordedDate, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import type { Bearing, Between, Moment } from '@query/comparison/moment';

/** What incomes listen to in the story of a household: its place, its groups, its end. */
const PLACING = new Set([
  ...['HouseholdRegistered', 'HouseholdMoved', 'HouseholdSplit'],
  ...['HouseholdVanished', 'HouseholdVanishingVoided'],
  ...['AlleviatedRecordSet', 'AlleviatedRecordVoided', 'LowIncomeSet', 'LowIncomeCleared'],
  ...['MonitoringIdentified', 'MonitoringReopened', 'MonitoringVoided', 'RiskEliminated'],
]);

const SHEETS = new Set(['IncomeRecorded', 'IncomeCorrected', 'IncomeVoided']);

const isKnownBy = ({ metadata: { recordedAt } }: RecordedEvent, day: CalendarDate): boolean =>
  typeof recordedAt === 'string' && recordedDate(recordedAt) <= day;

const isTrueBy = ({ metadata: { effectiveDate } }: RecordedEvent, day: CalendarDate): boolean =>
  typeof effectiveDate === 'string' && effectiveDate <= day;

/** A sheet of a quarter that a comparison of that day looks at: this year's up to then, last year's up to then or, of a first quarter, the one before. */
const isComparedBy = ({ data: { year, quarter } }: RecordedEvent, asOf: CalendarDate): boolean => {
  if (typeof year !== 'number' || typeof quarter !== 'number') return false;
  const isBefore = yearOf(asOf) === 1 + year && quarterOf(asOf) === 1 && quarter === 4;
  const isOfEither = yearOf(asOf) === year || yearOf(asOf) === 1 + year;
  return isBefore || (isOfEither && quarter <= quarterOf(asOf));
};

const isReckoned = (event: RecordedEvent, { asOf, knownAt }: Moment): boolean => {
  if (!isKnownBy(event, knownAt)) return false;
  if (SHEETS.has(event.type)) return isComparedBy(event, asOf);
  return PLACING.has(event.type) && isTrueBy(event, asOf);
};

/** One household's income was reckoned with it at one of the moments and without it at the other. */
export const bearsOnIncome =
  ({ from, to }: Between): Bearing['isCause'] =>
  (event) =>
    isReckoned(event, from) !== isReckoned(event, to);
