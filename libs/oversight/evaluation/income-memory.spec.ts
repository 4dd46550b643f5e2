import { describe, expect, it } from '@jest/globals';
import { calendarDate, type Quarter } from '@kernel/calendar-date';
import type { IncomeEvent } from '@linkage/income/events';
import { rememberIncome, type IncomeMemory } from './income-memory';

const RECORDED = calendarDate('2025-04-10');

const told = (type: IncomeEvent['type'], quarter: Quarter): IncomeEvent =>
  ({
    type,
    data: { householdId: 'h1', year: 2025, quarter, items: { a1: 100 }, populationCount: 4 },
  }) as unknown as IncomeEvent;

describe('what an evaluation knows of the incomes of a household', () => {
  it('is no sheet that was taken back', () => {
    const events = [told('IncomeRecorded', 1), told('IncomeRecorded', 2), told('IncomeVoided', 1)];
    const memory = events.reduce<IncomeMemory | undefined>(
      (before, event) => rememberIncome(before, event, RECORDED),
      undefined,
    );
    expect(memory).toEqual({
      id: 'h1:2025',
      quarters: { 2: { netFen: 100, populationCount: 4, recordedOn: RECORDED } },
    });
  });
});
