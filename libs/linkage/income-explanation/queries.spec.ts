import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import type { Explanation } from '@kernel/explanation';
import { derivedId } from '@kernel/ids';
import type { Json } from '@kernel/json';
import { projectors } from '@county/modules';
import { figureAnswers } from '@linkage/income-figure/queries';
import {
  county,
  decided,
  income,
  otherVillage,
  parameterView,
  registered,
  targetsDecided,
  village,
} from '@linkage/income/story';
import { parameterId } from '@registry/parameter/state';
import type { Happening } from '@testing/events';
import { listed, recomputed } from '@testing/recomputing';
import { Shelf } from '@testing/shelf';
import { IncomeComparisonExplanation, incomeExplanations, IncomeGrowthExplanation } from './queries';

const incomeViews = projectors.filter(({ name }) => name.startsWith('income'));
const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope: county } as const;
const setting = (key: string, value: Json): Happening => ({
  ...decided(key, value),
  stream: `parameter-${parameterId(key)}`,
});
const targets = targetsDecided().map((decision) => {
  const { key, value } = decision.data as { readonly key: string; readonly value: Json };
  return setting(key, value);
});
const basis = (panel: string, per = 'PER_CAPITA') =>
  setting('income.growthBasis', { per, amount: 'GROSS', panel });
const target = setting('income.target.operatingGrowth', { numerator: 20, denominator: 100 });

type Answer = Explanation & {
  readonly lines: {
    readonly items: readonly { householdId: string; events: readonly object[] }[];
    next: string | null;
  };
};

describe('why an income grew or fell', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf([...figureAnswers, ...incomeExplanations], {
      viewer: supervisor,
      today: '2026-01-20',
    });
  });
  afterEach(() => shelf.close());

  const hold = (...happenings: readonly Happening[]) =>
    shelf.run([...incomeViews, parameterView], [...targets, ...happenings]);
  const quarter = { division: county, year: 2025, quarter: 1 } as const;
  const growth = async (fields: object = {}) => {
    const asked = Object.assign(new IncomeGrowthExplanation(), { ...quarter, item: 'OPERATING', ...fields });
    return (await shelf.ask(asked)) as Answer;
  };
  const compared = async (n: number, fields: object = {}) => {
    const householdId = derivedId('spec', 'household', n);
    const asked = { ...quarter, householdId, comparison: 'YOY_CUMULATIVE', ...fields };
    return (await shelf.ask(Object.assign(new IncomeComparisonExplanation(), asked))) as Explanation;
  };
  const pair = (n: number, base: number, current: number): readonly Happening[] => [
    ...registered(n),
    income(n, [2024, 1], { b1: base }),
    income(n, [2025, 1], { b1: current }),
  ];

  it('reckons 7 800.00 → 9 360.00 yuan as exactly 20.00 %, met (R20)', async () => {
    await hold(basis('ALL'), target, ...pair(1, 780_000, 936_000));
    const answer = await growth();
    expect(answer).toMatchObject({ rule: 'R20', result: { ratioText: '20.00', met: true }, agrees: true });
    expect(answer.parameters.map(({ key, version }) => [key, version])).toEqual([
      ['income.growthBasis', 1],
      ['income.target.operatingGrowth', 1],
      ['coverage.targetCategories', 1],
      ['coverage.includeRiskEliminated', 1],
    ]);
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('counts and lists the target groups of the place; of one household it tells whatever group it is in', async () => {
    const lowIncomeOnly = [...registered(2, village, ['LowIncomeSet']), ...pair(2, 100, 90).slice(-2)];
    await hold(basis('ALL'), target, ...pair(1, 100, 120), ...lowIncomeOnly);
    const answer = await growth();
    expect(answer).toMatchObject({ result: { ratioText: '20.00' }, agrees: true });
    expect(answer.lines.items).toMatchObject([{ householdNo: 'H1' }]);
    expect(recomputed(answer)).toEqual(listed(answer));
    expect(await growth({ categories: ['LOW_INCOME'] })).toMatchObject({
      result: { ratioText: '-10.00' },
      agrees: true,
    });
    expect(await compared(2)).toMatchObject({ result: { outcome: 'DECLINED' }, agrees: true });
  });

  it('explains the figure of the asker’s own division where none is named', async () => {
    await hold(basis('ALL'), target, ...pair(1, 780_000, 936_000));
    expect(await growth({ division: undefined })).toEqual(await growth());
  });

  it('reckons one fen less as printed the same and not met', async () => {
    await hold(basis('ALL'), target, ...pair(1, 780_000, 935_999));
    const answer = await growth();
    expect(answer).toMatchObject({ result: { ratioText: '20.00', met: false }, agrees: true });
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it.each([
    ['ALL', 'PER_CAPITA'],
    ['ALL', 'TOTAL'],
    ['SAME_PANEL', 'PER_CAPITA'],
    ['SAME_PANEL', 'TOTAL'],
  ])('agrees with the figure on the basis %s, %s where a household has only one year', async (panel, per) => {
    const newcomer = [...registered(2), income(2, [2025, 1, { people: 3 }], { b1: 700, e1: 900 })];
    await hold(basis(panel, per), target, ...pair(1, 300, 401), ...newcomer);
    const answer = await growth();
    expect(answer.agrees).toBe(true);
    expect(recomputed(answer)).toEqual(listed(answer));
    expect(answer.lines.items).toHaveLength(panel === 'ALL' ? 2 : 1);
  });

  it('does not apply to a loss or to nobody', async () => {
    await hold(basis('ALL'), target, ...registered(1), income(1, [2025, 1], { b1: 5 }));
    const nobodyBefore = await growth();
    expect(nobodyBefore).toMatchObject({ result: { baseFen: null, ratioText: 'NOT_APPLICABLE', met: null } });
    expect(recomputed(nobodyBefore)).toEqual(listed(nobodyBefore));
    const loss = income(1, [2024, 1], { b1: 5, e1: 9 });
    await shelf.run([], [loss]);
    const known = await growth({ item: 'NET_OPERATING' });
    expect(recomputed(known)).toEqual(listed(known));
  });

  it('counts what was known then: the sheet before its correction, with its event', async () => {
    const corrected = { known: '2025-12-01', type: 'IncomeCorrected' } as const;
    await hold(basis('ALL'), target, ...pair(1, 100, 120), income(1, [2025, 1, corrected], { b1: 90 }));
    const [then, now] = [await growth({ knownAt: '2025-11-30' }), await growth()];
    expect([then.result['ratioText'], now.result['ratioText']]).toEqual(['20.00', '-10.00']);
    expect(JSON.stringify(then.lines)).not.toContain('IncomeCorrected');
    expect(JSON.stringify(now.lines)).toContain('IncomeCorrected');
    for (const answer of [then, now]) expect(recomputed(answer)).toEqual(listed(answer));
    const [before, after] = [await compared(1, { knownAt: '2025-11-30' }), await compared(1)];
    expect([before.result['outcome'], after.result['outcome']]).toEqual(['NOT_DECLINED', 'DECLINED']);
  });

  it('gives the households page by page', async () => {
    await hold(basis('ALL'), target, ...pair(1, 1, 2), ...pair(2, 1, 2), ...pair(3, 1, 2));
    const first = await growth({ limit: 2 });
    const second = await growth({ limit: 2, cursor: first.lines.next });
    expect([first.lines.items.length, second.lines.items.length, second.lines.next]).toEqual([2, 1, null]);
    expect(first.lines.items[0]?.events).toMatchObject([
      { type: 'HouseholdRegistered' },
      { type: 'AlleviatedRecordSet' },
      { type: 'IncomeRecorded' },
      { type: 'IncomeRecorded' },
    ]);
  });

  it('tells a missing quarter and an equal one', async () => {
    const gone = [...registered(2), income(2, [2024, 1], { b1: 5 })];
    await hold(...pair(1, 100, 100), ...gone);
    const [equal, missing] = [await compared(1), await compared(2)];
    expect(equal).toMatchObject({ rule: 'R22', result: { outcome: 'NOT_DECLINED' }, agrees: true });
    expect(missing).toMatchObject({ result: { currentFen: null, outcome: 'MISSING' }, agrees: true });
    for (const answer of [equal, missing]) expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('says of a sheet that counts what was withdrawn since, and not once it is corrected', async () => {
    const { stream } = income(1, [2025, 1], {});
    const suggestionId = derivedId('spec', 'suggestion');
    const of = (type: string, data: object): Happening => ({
      ...{ stream, type, recordedAt: '2025-04-20T04:00:00.000Z' },
      data: { suggestionId, on: '2025-04-20', ...data },
    });
    const householdId = derivedId('spec', 'household', 1);
    const purchase = { householdId, year: 2025, quarter: 1, villageCode: village, item: 'b1', amountFen: 40 };
    const booked = of('IncomeSuggested', { ...purchase, source: 'householdBinding-b' });
    const withdrawn = { amountFen: 40, leftFen: 0, cause: 'BENEFIT_VOIDED' };
    await hold(
      ...pair(1, 100, 120),
      ...[booked, of('SuggestionAccepted', {}), of('SuggestionWithdrawn', withdrawn)],
      income(1, [2025, 1, { known: calendarDate('2025-05-02'), type: 'IncomeCorrected' }], { b1: 80 }),
    );
    const toCorrect = async (knownAt: string) => {
      const answer = await compared(1, { knownAt });
      expect(recomputed(answer)).toEqual(listed(answer));
      return answer.inputs.find(({ name }) => name === 'toCorrect.q2025Q1');
    };
    expect(await toCorrect('2025-05-01')).toMatchObject({
      value: { b1: 40 },
      events: [{ type: 'SuggestionWithdrawn' }],
    });
    expect(await toCorrect('2025-05-02')).toBeUndefined();
  });

  it('does not compare across a split, and says when that was', async () => {
    const [first] = registered(1);
    const split = { stream: first?.stream ?? '', type: 'HouseholdSplit', data: { on: '2024-05-01' } };
    await hold(...pair(1, 100, 120), split);
    const answer = await compared(1);
    expect(answer).toMatchObject({ result: { outcome: 'NOT_COMPARABLE', currentFen: 120 }, agrees: true });
    expect(answer.inputs.at(-1)).toMatchObject({
      name: 'splitOn',
      value: '2024-05-01',
      events: [{ type: 'HouseholdSplit' }],
    });
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('lists on the same panel nobody whom it does not count, across a split', async () => {
    const [first] = registered(1);
    const split = { stream: first?.stream ?? '', type: 'HouseholdSplit', data: { on: '2024-05-01' } };
    await hold(basis('SAME_PANEL'), target, ...pair(1, 100, 120), ...pair(2, 100, 130), split);
    const answer = await growth();
    expect(answer).toMatchObject({ result: { ratioText: '30.00' }, agrees: true });
    expect(answer.lines.items).toMatchObject([{ householdNo: 'H2' }]);
  });

  it('leaves out who lives elsewhere', async () => {
    await hold(basis('ALL'), target, ...pair(1, 100, 150), ...registered(2, otherVillage));
    const answer = await growth({ division: otherVillage });
    expect(answer.lines.items).toEqual([]);
    await expect(compared(1, { division: otherVillage })).rejects.toThrow('no income comparison');
    expect((await growth({ division: village })).lines.items).toHaveLength(1);
  });
});
