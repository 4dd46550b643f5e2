import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { requirePeriod, within, type Period } from './period';

const [first, last] = [calendarDate('2025-03-01'), calendarDate('2025-03-31')];

describe('a period', () => {
  it('holds its first day and its last, and is open where one is not named', () => {
    expect(within({ from: first, to: last })).toEqual({ day: { $gte: first, $lte: last } });
    expect(within({ from: first })).toEqual({ day: { $gte: first } });
    expect(within({ to: last })).toEqual({ day: { $lte: last } });
    expect(within({})).toEqual({});
  });

  it('may be one day, and does not end before it begins', () => {
    const asked = (period: Period) => () => {
      requirePeriod(period);
    };
    expect(asked({ from: first, to: first })).not.toThrow();
    expect(asked({ from: last, to: first })).toThrow(
      expect.objectContaining({ code: 'PERIOD_REVERSED', message: '2025-03-31 > 2025-03-01' }),
    );
    expect(() => within({ from: last, to: first })).toThrow();
  });
});
