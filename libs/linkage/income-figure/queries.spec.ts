import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectors } from '@county/modules';
import type { DivisionCode } from '@kernel/division-code';
import {
  county,
  decided,
  income,
  otherVillage,
  parameterView,
  registered,
  town,
} from '@linkage/income/story';
import { divisionId } from '@registry/division/state';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import {
  figureAnswers,
  IncomeDecline,
  IncomeDeclineByDivision,
  IncomeGrowth,
  IncomeGrowthByDivision,
  IncomeRecording,
  IncomeRecordingByDivision,
} from './queries';

const folding = projectors.filter(({ name }) => ['income-figures', 'division'].includes(name));
const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope: county } as const;
const nextTown = '530424103000' as DivisionCode;
const emptyTown = '530424104000' as DivisionCode;

const used = (code: DivisionCode, name: string): Happening => ({
  ...{ stream: `division-${divisionId(code)}`, type: 'DivisionRegistered' },
  data: { code, name, level: 'TOWN', on: '2020-01-01', source: '' },
});
const parameters = [
  decided('income.growthBasis', { per: 'PER_CAPITA', amount: 'GROSS', panel: 'ALL' }),
  decided('income.target.operatingGrowth', { numerator: 20, denominator: 100 }),
  decided('deduction.comparison', 'YOY_CUMULATIVE'),
  decided('coverage.targetCategories', ['ALLEVIATED', 'MONITORED']),
  decided('coverage.includeRiskEliminated', true),
  decided('income.recordingDays', 15),
];
const pair = (n: number, base: number, current: number): readonly Happening[] => [
  income(n, [2024, 1], { b1: base }),
  income(n, [2025, 1], { b1: current }),
];

interface Line {
  readonly division: DivisionCode;
  readonly numerator: number;
  readonly ratioText: string;
}
interface SideBySide {
  readonly items: readonly Line[];
}

describe('figures of incomes side by side', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf(figureAnswers, { viewer: supervisor, today: '2026-01-20' });
  });
  afterEach(() => shelf.close());

  const hold = async (...more: readonly Happening[]): Promise<void> => {
    await shelf.run(
      [...folding, parameterView],
      [
        ...[used(emptyTown, '青龙镇'), used(nextTown, '华溪镇'), used(town, '盘溪镇')],
        ...[...parameters, ...more, ...registered(1), ...registered(2), ...registered(3)],
        ...registered(4, otherVillage),
        ...[...pair(1, 100_000, 130_000), ...pair(2, 100_000, 90_000), ...pair(4, 50_000, 40_000)],
      ],
    );
  };

  const quarter = { division: county, year: 2025, quarter: 1 } as const;
  const ask = <A = SideBySide>(question: object, fields: object = {}): Promise<A> =>
    shelf.ask(Object.assign(question, { ...quarter, ...fields })) as Promise<A>;

  it('tell how incomes grew in each town, and where they fell', async () => {
    await hold();
    const grown = await ask(new IncomeGrowthByDivision(), { item: 'OPERATING' });
    expect(grown.items.map(({ division, ratioText }) => [division, ratioText])).toEqual([
      [town, '10.00'],
      [nextTown, '-20.00'],
      [emptyTown, 'NOT_APPLICABLE'],
    ]);
    const fallen = await ask(new IncomeDeclineByDivision());
    expect(fallen.items.map(({ numerator, ratioText }) => [numerator, ratioText])).toEqual([
      [1, '50.00'],
      [1, '100.00'],
      [0, 'NOT_APPLICABLE'],
    ]);
    const recorded = await ask(new IncomeRecordingByDivision());
    expect(recorded.items.map(({ ratioText }) => ratioText)).toEqual(['66.67', '100.00', 'NOT_APPLICABLE']);
  });

  it.each([
    [IncomeGrowth, IncomeGrowthByDivision, { item: 'OPERATING' }],
    [IncomeDecline, IncomeDeclineByDivision, {}],
    [IncomeRecording, IncomeRecordingByDivision, {}],
  ])('are each what the division is answered when it is asked about: %p', async (one, each, fields) => {
    await hold();
    for (const { division, ...line } of (await ask(new each(), fields)).items)
      expect(await ask<object>(new one(), { ...fields, division })).toMatchObject(line);
  });

  it('are judged by what the place above decided, whatever one below it did', async () => {
    const ofTown = { entryId: 'of the town', scope: town };
    await hold(decided('income.target.operatingGrowth', { numerator: 5, denominator: 100 }, ofTown));
    const own = await ask<object>(new IncomeGrowth(), { item: 'OPERATING', division: town });
    expect(own).toMatchObject({ met: true, parameter: { scope: town } });
    const { items } = await ask(new IncomeGrowthByDivision(), { item: 'OPERATING' });
    expect(items[0]).toMatchObject({ division: town, met: false, parameter: { scope: county } });
  });
});
