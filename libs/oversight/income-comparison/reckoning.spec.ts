import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { recorded } from '@testing/events';
import { bearsOnIncome } from './reckoning';

const moment = (asOf: string, knownAt: string) => ({
  asOf: calendarDate(asOf),
  knownAt: calendarDate(knownAt),
});
const sheet = (type: string, year: number, quarter: number, recordedDay: string) => ({
  ...{ stream: 'householdIncome-1', type, data: { year, quarter } },
  ...{ effectiveDate: recordedDay, recordedAt: `${recordedDay}T02:00:00.000Z` },
});
const placed = (type: string, effectiveDate: string, recordedDay: string) => ({
  ...{ stream: 'household-1', type, effectiveDate, recordedAt: `${recordedDay}T02:00:00.000Z` },
});

describe('what one household’s income was reckoned with at one moment only', () => {
  const learning = bearsOnIncome({
    from: moment('2025-06-30', '2025-07-05'),
    to: moment('2025-06-30', '2025-08-01'),
  });
  const goingOn = bearsOnIncome({
    from: moment('2025-03-31', '2025-08-01'),
    to: moment('2025-06-30', '2025-08-01'),
  });

  it.each([
    ['a correction learnt between', learning, sheet('IncomeCorrected', 2025, 2, '2025-07-20'), true],
    ['of last year', learning, sheet('IncomeCorrected', 2024, 1, '2025-07-20'), true],
    ['of a quarter still to come', learning, sheet('IncomeRecorded', 2025, 3, '2025-07-20'), false],
    ['of the year before last', learning, sheet('IncomeCorrected', 2023, 2, '2025-07-20'), false],
    ['known at both', learning, sheet('IncomeRecorded', 2025, 2, '2025-07-03'), false],
    ['known at neither', learning, sheet('IncomeCorrected', 2025, 2, '2025-08-02'), false],
    ['a move learnt between', learning, placed('HouseholdMoved', '2025-06-01', '2025-07-20'), true],
    ['a move true only later', learning, placed('HouseholdMoved', '2025-07-01', '2025-07-20'), false],
    [
      'a risk eliminated, learnt between',
      learning,
      placed('RiskEliminated', '2025-06-01', '2025-07-20'),
      true,
    ],
    ['a quarter that is compared only now', goingOn, sheet('IncomeRecorded', 2025, 2, '2025-07-03'), true],
    ['a quarter compared only before', goingOn, sheet('IncomeRecorded', 2024, 4, '2025-01-03'), true],
    ['a quarter compared both times', goingOn, sheet('IncomeRecorded', 2025, 1, '2025-04-03'), false],
  ] as const)('%s', (_what, isCause, event, is) => {
    expect(recorded([event]).map(isCause)).toEqual([is]);
  });
});
