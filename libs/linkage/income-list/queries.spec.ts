import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectors } from '@county/modules';
import { IncomeGrowth, figureAnswers } from '@linkage/income-figure/queries';
import {
  county,
  decided,
  income,
  otherVillage,
  parameterView,
  registered,
  targetsDecided,
  town,
  village,
} from '@linkage/income/story';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { IncomeGrowthHouseholds, incomeListAnswers } from './queries';

const incomeFigures = projectors.filter(({ name }) => name === 'income-figures');
const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope: county } as const;
const basis = (panel: 'ALL' | 'SAME_PANEL') =>
  decided('income.growthBasis', { per: 'PER_CAPITA', amount: 'GROSS', panel });
const target = decided('income.target.propertyGrowth', { numerator: 18, denominator: 100 });

/** Dividends of 4.00 and 5.00 yuan beside far more operating income; the second household has no year before. */
const two: readonly Happening[] = [
  ...[1, 2].flatMap((n) => registered(n)),
  income(1, [2024, 1, { people: 3 }], { b1: 90_000, c1: 400 }),
  income(1, [2025, 1, { people: 4 }], { b1: 80_000, c1: 500 }),
  income(2, [2025, 1, { people: 2 }], { b1: 70_000, c1: 700 }),
];

interface Line {
  readonly householdNo: string;
  readonly division: string;
  readonly currentFen: number | null;
  readonly currentPeople: number | null;
  readonly baseFen: number | null;
}
interface List {
  readonly items: readonly Line[];
  readonly next: string | null;
}
interface Side {
  readonly totalFen: number;
  readonly households: number;
}

let shelf: Shelf;
beforeEach(() => {
  shelf = new Shelf([...figureAnswers, ...incomeListAnswers], {
    viewer: supervisor,
    today: '2026-01-20',
  });
});
afterEach(() => shelf.close());

const hold = (...happenings: readonly Happening[]) =>
  shelf.run([...incomeFigures, parameterView], [...targetsDecided(), ...happenings]);
const quarter = { division: county, year: 2025, quarter: 1, item: 'PROPERTY' } as const;
const list = (fields: object = {}) =>
  shelf.ask(Object.assign(new IncomeGrowthHouseholds(), { ...quarter, ...fields })) as Promise<List>;
const figure = (fields: object = {}) =>
  shelf.ask(Object.assign(new IncomeGrowth(), { ...quarter, ...fields })) as Promise<{
    readonly current: Side;
    readonly base: Side;
    readonly listRef: { readonly numerator: string; readonly denominator: string };
  }>;
const numbers = ({ items }: List) => items.map(({ householdNo }) => householdNo).sort();

describe('the list behind the growth of an income', () => {
  it('has what grew of each household, and who has no year before, as the figure counts them', async () => {
    await hold(basis('ALL'), target, ...two);
    const { items } = await list();
    expect([...items].sort((a, b) => (a.householdNo < b.householdNo ? -1 : 1))).toMatchObject([
      {
        ...{ householdNo: 'H1', division: village, groups: ['ALLEVIATED'] },
        ...{ currentFen: 500, currentPeople: 4, baseFen: 400, basePeople: 3 },
      },
      { householdNo: 'H2', currentFen: 700, currentPeople: 2, baseFen: null, basePeople: null },
    ]);
    expect(await figure()).toMatchObject({
      current: { totalFen: 1_200, households: 2, people: 6 },
      base: { totalFen: 400, households: 1, people: 3 },
    });
  });

  it('is another for the numerator than for the denominator, and of the item that was asked', async () => {
    await hold(basis('ALL'), target, ...two);
    const { listRef } = await figure();
    expect(listRef.numerator).toMatch(/^\/incomes\/growth\/households\?.*item=PROPERTY$/);
    expect(listRef.denominator).toBe(`${listRef.numerator}&growthSide=BASE`);
    expect([
      numbers(await list({ growthSide: 'BASE' })),
      numbers(await list({ growthSide: 'CURRENT' })),
    ]).toEqual([['H1'], ['H1', 'H2']]);
    expect((await list({ item: 'OPERATING', growthSide: 'BASE' })).items).toMatchObject([
      { baseFen: 90_000 },
    ]);
  });

  it('has on the same panel only those with both years, and nobody who was split in between', async () => {
    const split = {
      stream: registered(1)[0]?.stream ?? '',
      type: 'HouseholdSplit',
      data: { on: '2024-05-01' },
    };
    const third = [...registered(3), income(3, [2024, 1], { c1: 1 }), income(3, [2025, 1], { c1: 2 })];
    await hold(basis('SAME_PANEL'), target, ...two, ...third, split);
    expect(numbers(await list())).toEqual(['H3']);
    expect(await figure()).toMatchObject({ current: { households: 1 }, base: { households: 1 } });
  });

  it('has a household that moved on each side where it lived', async () => {
    const stream = registered(1)[0]?.stream ?? '';
    const moved = { stream, type: 'HouseholdMoved', data: { to: otherVillage, on: '2024-06-01' } };
    await hold(basis('ALL'), target, ...two, moved);
    const of = async (division: string) => (await list({ division })).items;
    expect(await of(otherVillage)).toMatchObject([{ householdNo: 'H1', currentFen: 500, baseFen: null }]);
    expect((await of(town)).find(({ householdNo }) => householdNo === 'H1')).toMatchObject({
      ...{ currentFen: null, baseFen: 400, division: village },
    });
    expect(await figure({ division: town })).toMatchObject({
      current: { totalFen: 700, households: 1 },
      base: { totalFen: 400, households: 1 },
    });
  });

  it('is given page by page', async () => {
    await hold(basis('ALL'), target, ...two);
    const first = await list({ limit: 1 });
    const second = await list({ limit: 1, cursor: first.next });
    expect([numbers(first).length, second.next]).toEqual([1, null]);
    expect([...numbers(first), ...numbers(second)].sort()).toEqual(['H1', 'H2']);
  });

  it('is not given where nobody decided how a growth is reckoned', async () => {
    await hold(target, ...two);
    await expect(list()).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
  });
});
