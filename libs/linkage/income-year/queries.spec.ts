import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { derivedId } from '@kernel/ids';
import { Shelf } from '@testing/shelf';
import { yearly } from '@linkage/income/queries';
import { county, decided, income, incomeBook, parameterView } from '@linkage/income/story';
import { HouseholdIncomeYear, incomeYearAnswers } from './queries';

const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope: county } as const;
const householdId = derivedId('spec', 'household', 1);

/** R37 for four people: wages, operating, property and transfer income less expense, spread over the year. */
const sheets = [
  income(1, [2024, 4, { people: 3 }], { a1: 500_000, e1: 100_000 }),
  income(1, [2025, 1, { people: 4 }], { a1: 1_860_000, e1: 973_000 }),
  income(1, [2025, 2, { people: 4 }], { b1: 2_145_000 }),
  income(1, [2025, 3, { people: 4 }], { c1: 126_000 }),
  income(1, [2025, 4, { people: 4 }], { d1: 487_000 }),
];

describe('the year of an income (R37)', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf(incomeYearAnswers, { viewer: supervisor, today: '2026-01-20' });
  });
  afterEach(() => shelf.close());

  const ask = async (window: string | null, year = 2025, told = sheets) => {
    await shelf.hold(incomeBook, told);
    await shelf.hold(parameterView, window === null ? [] : [decided('income.yearWindow', window)]);
    const id = yearly.householdIncomeId(householdId, year);
    return shelf.ask(Object.assign(new HouseholdIncomeYear(), { id }));
  };

  it('is the calendar year where the place says so: 36 450.00 net, 9 112.50 per head', async () => {
    expect(await ask('CALENDAR')).toMatchObject({
      quarters: ['2025Q1', '2025Q2', '2025Q3', '2025Q4'],
      ...{ missing: [], asOf: '2025-12-31', populationCount: 4 },
      ...{ netFen: 3_645_000, netPerCapitaFen: 911_250, parameter: { value: 'CALENDAR' } },
    });
  });

  it('runs from October to September where the place follows the national collection', async () => {
    expect(await ask('OCT_SEP')).toMatchObject({
      quarters: ['2024Q4', '2025Q1', '2025Q2', '2025Q3'],
      ...{ missing: [], asOf: '2025-09-30', netFen: 3_558_000, netPerCapitaFen: 889_500 },
    });
  });

  it('names the quarters that are not recorded', async () => {
    const first = income(1, [2026, 1, { people: 4 }], { a1: 13_000 });
    expect(await ask('OCT_SEP', 2026, [...sheets, first])).toMatchObject({
      ...{ missing: ['2026Q2', '2026Q3'], netFen: 500_000, populationCount: 4 },
    });
  });

  it('is not answered before somebody decided, and of nobody', async () => {
    await expect(ask(null)).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    const other = Object.assign(new HouseholdIncomeYear(), { id: derivedId('x') });
    await expect(shelf.ask(other)).rejects.toThrow();
  });
});
