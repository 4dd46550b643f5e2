import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IncomeDecline, IncomeGrowth, figureAnswers } from '@linkage/income-figure/queries';
import { IncomeComparisons, incomeListAnswers } from '@linkage/income-list/queries';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { CATEGORIES } from './contribution';
import { incomeFigures } from './projector';
import { county, decided, income, parameterView, registered, targetsDecided, village } from './story';

const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope: county } as const;
const reckoned = [
  decided('income.growthBasis', { per: 'PER_CAPITA', amount: 'GROSS', panel: 'ALL' }),
  decided('income.target.operatingGrowth', { numerator: 20, denominator: 100 }),
  decided('deduction.comparison', 'YOY_CUMULATIVE'),
];

/** One household's operating income in the first quarters of two years, in fen. */
const pair = (n: number, base: number, current: number): readonly Happening[] => [
  income(n, [2024, 1], { b1: base }),
  income(n, [2025, 1], { b1: current }),
];

/** An alleviated household with a fifth more, and one of low income, of no other group, with nine times as much. */
const two = [
  ...[...registered(1), ...pair(1, 100, 120)],
  ...[...registered(2, village, ['LowIncomeSet']), ...pair(2, 100, 900)],
];

let shelf: Shelf;
beforeEach(() => {
  shelf = new Shelf([...figureAnswers, ...incomeListAnswers], {
    viewer: supervisor,
    today: '2026-01-20',
  });
});
afterEach(() => shelf.close());

const hold = async (happenings: readonly Happening[], settings: readonly Happening[] = targetsDecided()) => {
  await shelf.hold(incomeFigures, happenings);
  await shelf.hold(parameterView, [...reckoned, ...settings]);
};
const ask = (question: object, fields: object) =>
  shelf.ask(Object.assign(question, { division: county, year: 2025, quarter: 1, ...fields }));
const growth = (fields: object = {}) => ask(new IncomeGrowth(), { item: 'OPERATING', ...fields });
const decline = (fields: object = {}) => ask(new IncomeDecline(), fields);

describe('the households that growth and decline are about', () => {
  it('are the target groups of the place where none are named, and the answer says which (S4 脱贫人口)', async () => {
    await hold(two);
    const named = {
      categories: ['ALLEVIATED', 'MONITORED'],
      categoriesParameter: { key: 'coverage.targetCategories', value: ['ALLEVIATED', 'MONITORED'] },
      includingParameter: { key: 'coverage.includeRiskEliminated', value: true },
      listRef: { numerator: expect.stringContaining('categories=ALLEVIATED%2CMONITORED') },
    };
    expect(await growth()).toMatchObject({
      ...{ ratioText: '20.00', met: true, current: { households: 1 }, base: { households: 1 } },
      ...named,
    });
    expect(await decline()).toMatchObject({ numerator: 0, denominator: 1, ...named });
  });

  it('are others where they are named, also everybody', async () => {
    await hold(two);
    const everybody = { categories: [...CATEGORIES] };
    expect(await growth(everybody)).toMatchObject({
      ...{ ratioText: '410.00', current: { households: 2 }, ...everybody },
    });
    expect(await decline(everybody)).toMatchObject({ denominator: 2 });
    expect(await growth({ categories: ['LOW_INCOME'] })).toMatchObject({ ratioText: '800.00' });
  });

  it('are the same on the list behind a decline', async () => {
    await hold(two);
    const list = (fields: object = {}) =>
      ask(new IncomeComparisons(), { comparison: 'YOY_CUMULATIVE', ...fields });
    expect(await list()).toMatchObject({ items: [{ householdNo: 'H1' }] });
    expect(await list({ categories: ['LOW_INCOME'] })).toMatchObject({ items: [{ householdNo: 'H2' }] });
  });

  it.each([
    [true, { ratioText: '410.00', current: { households: 2 } }, 2],
    [false, { ratioText: '20.00', current: { households: 1 } }, 1],
  ])(
    'have a monitored one whose risk is eliminated where the place says %s (3.4, 4)',
    async (is, grown, n) => {
      const monitored = registered(2, village, ['MonitoringIdentified']);
      const stream = monitored[0]?.stream ?? '';
      const eliminated = { stream, type: 'RiskEliminated', data: { on: '2024-02-01' } };
      const [categories] = targetsDecided();
      const settings = [categories, decided('coverage.includeRiskEliminated', is)] as Happening[];
      const one = [...registered(1), ...pair(1, 100, 120)];
      await hold([...one, ...monitored, eliminated, ...pair(2, 100, 900)], settings);
      expect(await growth()).toMatchObject(grown);
      expect(await decline()).toMatchObject({ denominator: n });
    },
  );

  it('are not guessed where nobody decided who they are', async () => {
    await hold(two, []);
    await expect(growth()).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    await expect(decline()).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
  });
});
