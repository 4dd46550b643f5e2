import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  calendarDate,
  dateInShanghai,
  daysBetween,
  daysInMonth,
  isCalendarDate,
  lastOf,
  monthOf,
  partsOf,
  quarterEnd,
  quarterOf,
  recordedDate,
  yearOf,
} from './calendar-date';

const DAY = 86_400_000;
const FIRST = Date.UTC(1970, 0, 1) / DAY;
const LAST = Date.UTC(2100, 11, 31) / DAY;
const oracle = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const d = calendarDate;

describe('a calendar date', () => {
  it('counts every day from 1970 to 2100 as the calendar does', () => {
    const counted: string[] = [];
    for (let date = d('1970-01-01'); yearOf(date) <= 2100; date = addDays(date, 1)) counted.push(date);
    expect(counted).toEqual(Array.from({ length: LAST - FIRST + 1 }, (_, i) => oracle(FIRST + i)));
  });

  it('is the last of several, as far as they are known', () => {
    expect(lastOf(d('2025-03-01'))).toBe('2025-03-01');
    expect(lastOf(d('2025-03-01'), null, d('2025-03-02'), d('2025-02-28'))).toBe('2025-03-02');
  });

  it('knows the days between any two and comes back', () => {
    const days = fc.integer({ min: FIRST, max: LAST });
    fc.assert(
      fc.property(days, days, (from, to) => {
        const [a, b] = [d(oracle(from)), d(oracle(to))];
        expect(daysBetween(a, b)).toBe(to - from);
        expect(addDays(a, to - from)).toBe(b);
        expect(a < b).toBe(from < to);
      }),
    );
  });

  it.each(['2024-02-29', '2000-02-29', '1999-12-31', '2100-02-28'])('is %s', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '2100-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-01-00',
    '24-01-01',
    '2024-1-1',
    '2024-01-01T00:00:00Z',
  ])('is not %s', (text) => {
    expect(isCalendarDate(text)).toBe(false);
    expect(() => d(text)).toThrow(RangeError);
  });

  it('is not a number or nothing', () => {
    expect([20_240_101, null, undefined].map(isCalendarDate)).toEqual([false, false, false]);
  });

  it('has a year, a month and a quarter', () => {
    expect(partsOf(d('2025-09-30'))).toEqual([2025, 9, 30]);
    expect(monthOf(d('2025-09-30'))).toBe('2025-09');
    expect(
      ['2025-01-01', '2025-03-31', '2025-04-01', '2025-12-31'].map((text) => quarterOf(d(text))),
    ).toEqual([1, 1, 2, 4]);
    expect(([1, 2, 3, 4] as const).map((quarter) => quarterEnd(2025, quarter))).toEqual([
      '2025-03-31',
      '2025-06-30',
      '2025-09-30',
      '2025-12-31',
    ]);
  });
});

describe('the day in Asia/Shanghai', () => {
  it('begins at 16:00 UTC', () => {
    expect(recordedDate('2025-12-31T15:59:59.999Z')).toBe('2025-12-31');
    expect(recordedDate('2025-12-31T16:00:00.000Z')).toBe('2026-01-01');
    expect(recordedDate('2024-02-28T23:59:59.999Z')).toBe('2024-02-29');
  });

  it('is the same by milliseconds and by text, as the time zone itself has it', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2100, 11, 31) }), (instant) => {
        expect(dateInShanghai(instant)).toBe(zone.format(instant));
        expect(recordedDate(new Date(instant).toISOString())).toBe(dateInShanghai(instant));
      }),
    );
  });
});

describe('the borders of the calendar', () => {
  it('are never crossed, for the order of texts would no longer be the order of days', () => {
    expect(addDays(d('9999-12-31'), 1)).toBe('9999-12-31');
    expect(addDays(d('9999-12-01'), 30)).toBe('9999-12-31');
    expect(addDays(d('9999-12-01'), 29)).toBe('9999-12-30');
    expect(addDays(d('0000-01-01'), -1)).toBe('0000-01-01');
    expect(addDays(d('0000-01-02'), -1)).toBe('0000-01-01');
    expect(addMonths(d('9999-07-31'), 6)).toBe('9999-12-31');
    expect(addMonths(d('9999-06-30'), 6)).toBe('9999-12-30');
    expect(addMonths(d('0000-06-30'), -6)).toBe('0000-01-01');
  });
});

describe('some months later', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-03-31', 1, '2025-04-30'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-05-15', -6, '2024-11-15'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-10', 36, '2028-01-10'],
    ['2025-12-01', 0, '2025-12-01'],
  ])('than %s by %d is %s', (date, months, later) => {
    expect(addMonths(d(date), months)).toBe(later);
  });

  it('keeps the day, or takes the last of a shorter month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: FIRST, max: LAST }),
        fc.integer({ min: -240, max: 240 }),
        (day, months) => {
          const date = d(oracle(day));
          const later = addMonths(date, months);
          const [year, month, dayOfMonth] = partsOf(date);
          const [laterYear, laterMonth, laterDay] = partsOf(later);
          expect(isCalendarDate(later)).toBe(true);
          expect(laterYear * 12 + laterMonth).toBe(year * 12 + month + months);
          expect(laterDay).toBe(Math.min(dayOfMonth, daysInMonth(later)));
        },
      ),
    );
  });

  it('knows the length of each month', () => {
    for (let month = 0; month < 131 * 12; month += 1) {
      const first = oracle(Date.UTC(1970, month, 1) / DAY);
      expect(daysInMonth(d(first))).toBe(new Date(Date.UTC(1970, month + 1, 0)).getUTCDate());
    }
  });
});
