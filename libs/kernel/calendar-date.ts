/** `YYYY-MM-DD`, a day in Asia/Shanghai. Text order is time order. */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' };

const DAY_MS = 86_400_000;
/** Asia/Shanghai has been UTC+8 without summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000;

const pad = (value: number, width: number) => String(value).padStart(width, '0');

const fromDays = (days: number): CalendarDate => {
  // Civil-from-days (proleptic Gregorian), so that no clock object is needed in pure code.
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CalendarDate;
};

const toDays = (date: CalendarDate): number => {
  const [year, month, day] = partsOf(date);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** Text order is time order only while a year has four digits: what is reckoned beyond stays at the border. */
const FIRST_DAY = '0000-01-01' as CalendarDate;
const LAST_DAY = '9999-12-31' as CalendarDate;
/** In days since 1970. */
const [FIRST, LAST] = [-719_528, 2_932_896];

export const partsOf = (date: CalendarDate): readonly [year: number, month: number, day: number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];

export const isCalendarDate = (text: unknown): text is CalendarDate =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  fromDays(toDays(text as CalendarDate)) === text;

export const calendarDate = (text: string): CalendarDate => {
  if (!isCalendarDate(text)) throw new RangeError(`not a calendar date: ${text}`);
  return text;
};

/** The day it is in Asia/Shanghai at an instant given in milliseconds since 1970. */
export const dateInShanghai = (epochMs: number): CalendarDate =>
  fromDays(Math.floor((epochMs + SHANGHAI_MS) / DAY_MS));

/** The day in Asia/Shanghai of an ISO 8601 instant in UTC (`…Z`), as `recordedAt` is written. */
export const recordedDate = (isoInstant: string): CalendarDate => {
  const hour = Number(isoInstant.slice(11, 13));
  const utcDay = calendarDate(isoInstant.slice(0, 10));
  return hour >= 16 ? addDays(utcDay, 1) : utcDay;
};

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  fromDays(Math.min(Math.max(toDays(date) + days, FIRST), LAST));

export const daysBetween = (from: CalendarDate, to: CalendarDate): number => toDays(to) - toDays(from);

/** The same day `months` later, or the month's last day where that month is shorter. */
export const addMonths = (date: CalendarDate, months: number): CalendarDate => {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  if (index >= 10_000 * 12) return LAST_DAY;
  if (index < 0) return FIRST_DAY;
  const first = `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}-01` as CalendarDate;
  return addDays(first, Math.min(day, daysInMonth(first)) - 1);
};

export const daysInMonth = (date: CalendarDate): number => {
  const [year, month] = partsOf(date);
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

export const laterOf = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);

/** The latest of a day and of others, where they are known. */
export const lastOf = (day: CalendarDate, ...others: readonly (CalendarDate | null)[]): CalendarDate =>
  others.reduce<CalendarDate>((last, other) => (other === null ? last : laterOf(last, other)), day);

export const monthOf = (date: CalendarDate): string => date.slice(0, 7);

export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4));

export type Quarter = 1 | 2 | 3 | 4;

export const quarterOf = (date: CalendarDate): Quarter => Math.ceil(Number(date.slice(5, 7)) / 3) as Quarter;

export const quarterEnd = (year: number, quarter: Quarter): CalendarDate =>
  `${pad(year, 4)}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1] ?? ''}` as CalendarDate;
