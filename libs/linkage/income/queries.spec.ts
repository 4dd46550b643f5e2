import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate, type Quarter } from '@kernel/calendar-date';
import { IncomeDecline, IncomeGrowth, IncomeRecording, figureAnswers } from '@linkage/income-figure/queries';
import { IncomeComparisons, incomeListAnswers, IncomeRecordings } from '@linkage/income-list/queries';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { incomeFigures } from './projector';
import { county, decided, income, otherVillage, parameterView, registered, town, village } from './story';

const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope: county } as const;
const parameters = [
  decided('income.growthBasis', { per: 'PER_CAPITA', amount: 'GROSS', panel: 'ALL' }),
  decided('income.target.operatingGrowth', { numerator: 20, denominator: 100 }),
  decided('income.target.propertyGrowth', { numerator: 18, denominator: 100 }),
  decided('deduction.comparison', 'YOY_CUMULATIVE'),
  decided('coverage.targetCategories', ['ALLEVIATED', 'MONITORED']),
  decided('coverage.includeRiskEliminated', true),
  decided('income.recordingDays', 15),
];

let shelf: Shelf;
beforeEach(() => {
  shelf = new Shelf([...figureAnswers, ...incomeListAnswers], { viewer: supervisor, today: '2026-01-20' });
});
afterEach(() => shelf.close());

const hold = async (happenings: readonly Happening[], settings = parameters) => {
  await shelf.hold(incomeFigures, happenings);
  await shelf.hold(parameterView, settings);
};

/** What the answers hold, as far as these specs look into them one by one. */
interface Answer {
  readonly items: readonly object[];
  readonly next: string | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly ratioText: string;
  readonly basis: object;
  readonly others: readonly Pick<Answer, 'basis' | 'ratioText'>[];
  readonly current: { readonly people: number };
  readonly listRef: { readonly numerator: string };
}

const ask = (question: object, fields: object): Promise<Answer> =>
  shelf.ask(
    Object.assign(question, { division: county, year: 2025, quarter: 1, ...fields }),
  ) as Promise<Answer>;
const growth = (fields: object = {}) => ask(new IncomeGrowth(), { item: 'OPERATING', ...fields });
const decline = (fields: object = {}) => ask(new IncomeDecline(), fields);
const compare = (fields: object = {}) =>
  ask(new IncomeComparisons(), { comparison: 'YOY_CUMULATIVE', ...fields });

/** One household's operating income in the first quarters of two years, in fen. */
const pair = (n: number, base: number, current: number): Happening[] => [
  income(n, [2024, 1], { b1: base }),
  income(n, [2025, 1], { b1: current }),
];

describe('the growth of operating income', () => {
  it('from 7 800.00 to 9 360.00 yuan is exactly 20.00 % and meets the target (R20, G10)', async () => {
    await hold([...registered(1), ...pair(1, 780_000, 936_000)]);
    expect(await growth()).toMatchObject({
      ...{ numerator: 156_000, denominator: 780_000, ratioText: '20.00', met: true },
      ...{ asOf: '2025-03-31', knownAt: '2026-01-20' },
      parameter: { key: 'income.target.operatingGrowth', source: '曲靖市通知' },
      current: { amountFen: 936_000, households: 1, people: 1 },
      base: { amountFen: 780_000, households: 1, people: 1 },
    });
  });

  it('is that of the asker’s own division where none is named, as coverage is', async () => {
    await hold([...registered(1), ...pair(1, 780_000, 936_000)]);
    expect(await growth({ division: undefined })).toEqual(await growth());
    expect(await decline({ division: undefined })).toEqual(await decline());
  });

  it('from 7 800.00 to 9 359.99 yuan prints 20.00 % and does not meet it (R20, G10)', async () => {
    await hold([...registered(1), ...pair(1, 780_000, 935_999)]);
    expect(await growth()).toMatchObject({ ratioText: '20.00', met: false });
  });

  it('is judged on totals and people, not on what is printed per head (R20)', async () => {
    const of = (year: number, b1: number) => income(1, [year, 1, { people: 2 }], { b1 });
    await hold([...registered(1), of(2024, 1_560_001), of(2025, 1_872_002)]);
    expect(await growth()).toMatchObject({
      ...{ numerator: 312_001, denominator: 1_560_001, ratioText: '20.00', met: true },
      ...{ current: { amountFen: 936_001 }, base: { amountFen: 780_001 } },
    });
  });

  it('weighs the people of each year: one fen decides among three and two (R20)', async () => {
    const of = (year: number, b1: number, people: number) => income(1, [year, 1, { people }], { b1 });
    await hold([...registered(1), of(2024, 1_560_000, 2), of(2025, 2_808_000, 3)]);
    expect(await growth()).toMatchObject({ ratioText: '20.00', met: true });
  });

  it('is not met where only the rounding to the fen would make it so (R20)', async () => {
    const of = (year: number, b1: number, people: number) => income(1, [year, 1, { people }], { b1 });
    await hold([...registered(1), of(2024, 1_560_000, 2), of(2025, 2_807_999, 3)]);
    expect(await growth()).toMatchObject({ current: { amountFen: 936_000 }, ratioText: '20.00', met: false });
  });

  it('does not apply to a base of nothing', async () => {
    await hold([...registered(1), ...pair(1, 0, 100), income(2, [2025, 1], { c1: 5 })]);
    expect(await growth()).toMatchObject({ ratioText: 'NOT_APPLICABLE', met: null, denominator: 0 });
    expect(await growth({ year: 2024 })).toMatchObject({ ratioText: 'NOT_APPLICABLE', met: null });
  });

  it('is shown on every basis: per head or total, gross or net, the same panel or all', async () => {
    await hold([
      ...registered(1),
      ...registered(2),
      income(1, [2024, 1, { people: 2 }], { b1: 1_000, e1: 500 }),
      income(1, [2025, 1, { people: 2 }], { b1: 1_500, e1: 600 }),
      income(2, [2025, 1, { people: 1 }], { b1: 4_500 }),
    ]);
    const { ratioText, basis, others } = await growth();
    const all = [{ basis, ratioText }, ...others];
    const shown = all.map((one) => [...(Object.values(one.basis) as string[]), one.ratioText].join(' '));
    expect(shown.sort()).toEqual([
      'PER_CAPITA GROSS ALL 300.00',
      'PER_CAPITA GROSS SAME_PANEL 50.00',
      'PER_CAPITA NET ALL 620.00',
      'PER_CAPITA NET SAME_PANEL 80.00',
      'TOTAL GROSS ALL 500.00',
      'TOTAL GROSS SAME_PANEL 50.00',
      'TOTAL NET ALL 980.00',
      'TOTAL NET SAME_PANEL 80.00',
    ]);
  });

  it('compares the year to date, and only households with every quarter of it', async () => {
    const second = [income(1, [2024, 2], { b1: 100 }), income(1, [2025, 2], { b1: 300 })];
    await hold([...registered(1), ...registered(2), ...pair(1, 100, 100), ...second, ...pair(2, 100, 900)]);
    expect(await growth({ quarter: 2 })).toMatchObject({
      current: { totalFen: 400, households: 1 },
      base: { totalFen: 200, households: 1 },
      ratioText: '100.00',
    });
  });

  it('is asked of a place and of groups', async () => {
    await hold([
      ...registered(1),
      ...registered(2, otherVillage, ['LowIncomeSet', 'AlleviatedRecordSet']),
      ...registered(3, village, []),
      ...[1, 2, 3].flatMap((n) => pair(n, 100 * n, 200 * n)),
    ]);
    const people = async (fields: object) => (await growth(fields)).current.people;
    expect(await people({})).toBe(2);
    expect(await people({ division: town })).toBe(1);
    expect(await people({ categories: ['ALLEVIATED'] })).toBe(2);
    expect(await people({ categories: ['ALLEVIATED', 'LOW_INCOME'] })).toBe(2);
    expect(await people({ categories: ['GENERAL'] })).toBe(1);
    expect(await people({ division: town, categories: ['LOW_INCOME'] })).toBe(0);
  });

  it('of the second quarter keeps the target of its days when it is raised on 1 July (3.4, 10)', async () => {
    const target = 'income.target.operatingGrowth';
    const until = decided(target, { numerator: 20, denominator: 100 }, { effectiveTo: '2025-06-30' });
    const raised = { numerator: 30, denominator: 100 };
    const since = decided(target, raised, { entryId: 'raised', effectiveFrom: '2025-07-01' });
    const third = [2, 3].flatMap((quarter) =>
      [2024, 2025].map((year) =>
        income(1, [year, quarter as Quarter], { b1: year === 2024 ? 1_000 : 1_250 }),
      ),
    );
    await hold(
      [...registered(1), ...pair(1, 1_000, 1_250), ...third],
      [...parameters.filter(({ data }) => data?.['key'] !== target), until, since],
    );
    expect(await growth({ quarter: 2 })).toMatchObject({
      ...{ ratioText: '25.00', met: true, parameter: { value: { numerator: 20, denominator: 100 } } },
    });
    expect(await growth({ quarter: 3 })).toMatchObject({
      ...{ ratioText: '25.00', met: false, parameter: { value: raised } },
    });
  });

  it('has a target for operating and property income only', async () => {
    await hold([...registered(1), income(1, [2024, 1], { c1: 100 }), income(1, [2025, 1], { c1: 118 })]);
    expect(await growth({ item: 'PROPERTY' })).toMatchObject({ ratioText: '18.00', met: true });
    expect(await growth({ item: 'NET' })).toMatchObject({ ratioText: '18.00', met: null, parameter: null });
  });

  it('answers PARAMETER_NOT_CONFIGURED where nobody decided how to reckon it', async () => {
    await hold(registered(1), parameters.slice(1));
    await expect(growth()).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
  });

  it('cannot be asked of a quarter that was not over', async () => {
    await hold(registered(1));
    const code = 'FIGURE_BEFORE_QUARTER_END';
    await expect(growth({ knownAt: calendarDate('2025-03-30') })).rejects.toMatchObject({ code });
  });
});

describe('the share of households whose operating income declined', () => {
  const four = [1, 2, 3, 4].flatMap((n) => registered(n));
  const happened = [
    ...four,
    ...pair(1, 200, 199),
    ...pair(2, 200, 200),
    ...pair(3, 0, 0),
    income(4, [2024, 1], { b1: 1 }),
  ];

  it('counts who has both values; equal is no decline, missing is listed and not counted (R22)', async () => {
    await hold(happened);
    const found = await decline();
    expect(found).toMatchObject({ numerator: 1, denominator: 3, ratioText: '33.33', missing: 1 });
    expect(found).toMatchObject({ comparison: 'YOY_CUMULATIVE', parameter: { value: 'YOY_CUMULATIVE' } });
    expect(found.listRef.numerator).toContain('outcome=DECLINED');
  });

  it('has the households with both values behind it', async () => {
    await hold(happened);
    const { items } = await compare({ outcome: ['DECLINED'] });
    expect(items).toMatchObject([{ householdNo: 'H1', baseFen: 200, currentFen: 199, outcome: 'DECLINED' }]);
    expect((await compare({ outcome: ['MISSING'] })).items).toMatchObject([
      { householdNo: 'H4', currentFen: null },
    ]);
    expect((await compare()).items).toHaveLength(4);
  });

  it('is listed page by page', async () => {
    await hold(happened);
    const seen: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await compare({ limit: 1, cursor });
      seen.push(...page.items);
      cursor = page.next;
    }
    expect(seen).toEqual((await compare()).items);
  });

  it('may be asked against the quarter before or the same quarter alone', async () => {
    const more = [income(1, [2024, 2], { b1: 10 }), income(1, [2025, 2], { b1: 20 })];
    await hold([...registered(1), ...pair(1, 200, 100), ...more]);
    const of = async (comparison: string) => {
      const { numerator, denominator } = await decline({ quarter: 2, comparison });
      return [numerator, denominator];
    };
    expect(await of('YOY_CUMULATIVE')).toEqual([1, 1]);
    expect(await of('YOY_QUARTER')).toEqual([0, 1]);
    expect(await of('PREV_QUARTER')).toEqual([1, 1]);
  });

  it('leaves apart who was split from the first day of the one to the last of the other: not the same people earned the two', async () => {
    const splitOn = (n: number, on: string): Happening => {
      const [first] = registered(n);
      return { stream: first?.stream ?? '', type: 'HouseholdSplit', data: { on } };
    };
    const [before, within] = [splitOn(2, '2024-01-01'), splitOn(1, '2024-02-01')];
    await hold([...happened, before, within, splitOn(3, '2025-04-01')]);
    expect(await decline()).toMatchObject({ numerator: 0, denominator: 2, missing: 1, notComparable: 1 });
    const { items } = await compare({ outcome: ['NOT_COMPARABLE'] });
    expect(items).toMatchObject([{ householdNo: 'H1', baseFen: 200, currentFen: 199 }]);
    const { basis, current } = await growth();
    const panel = (await growth()).others.find((one) => Object.values(one.basis).includes('SAME_PANEL'));
    expect([basis, current.people, panel?.ratioText]).toEqual([
      { per: 'PER_CAPITA', amount: 'GROSS', panel: 'ALL' },
      ...[3, '0.00'],
    ]);
  });

  it('does not miss a household that is gone', async () => {
    const [first] = registered(4);
    const gone = { stream: first?.stream ?? '', type: 'HouseholdVanished', data: { on: '2024-12-01' } };
    await hold([...happened, gone]);
    expect(await decline()).toMatchObject({ denominator: 3, missing: 0 });
  });
});

describe('a figure after a later correction', () => {
  const published = calendarDate('2025-05-01');
  const correction = income(1, [2025, 1, { type: 'IncomeCorrected', known: '2025-06-15' }], { b1: 1_300 });

  it('is, as known before, what was published (3.4, 6)', async () => {
    await hold([...registered(1), ...pair(1, 1_000, 900), correction]);
    expect(await growth({ knownAt: published })).toMatchObject({ ratioText: '-10.00', met: false });
    expect(await growth()).toMatchObject({ ratioText: '30.00', met: true });
    expect(await decline({ knownAt: published })).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await decline()).toMatchObject({ numerator: 0, denominator: 1 });
    expect((await compare({ knownAt: published })).items).toMatchObject([
      { currentFen: 900, outcome: 'DECLINED' },
    ]);
    expect((await compare()).items).toMatchObject([{ currentFen: 1_300, outcome: 'NOT_DECLINED' }]);
  });
});

describe('the recording of a quarter', () => {
  const five = [1, 2, 3, 4].flatMap((n) => registered(n)).concat(registered(5, village, ['LowIncomeSet']));
  const late = income(3, [2025, 1, { known: '2025-04-16' }], { b1: 1 });
  const happened = [
    ...five,
    income(1, [2025, 1], {}),
    income(2, [2025, 1], {}),
    late,
    income(5, [2025, 1], {}),
  ];
  const recording = (fields: object = {}) => ask(new IncomeRecording(), fields);

  it('counts target households of the register, and apart those recorded in time (R23)', async () => {
    await hold(happened);
    expect(await recording()).toMatchObject({
      ...{ numerator: 3, denominator: 4, ratioText: '75.00', met: false, lastDay: '2025-04-15' },
      inTime: { numerator: 2, denominator: 4, ratioText: '50.00' },
    });
    const open = await recording({ knownAt: calendarDate('2025-04-12') });
    expect(open).toMatchObject({ numerator: 2, denominator: 4, inTime: null });
  });

  it('of 2 088 among 2 100 is 99.43 %, and the 12 others are named (R23)', async () => {
    const county = Array.from({ length: 2_100 }, (_, n) => registered(n + 1)).flat();
    const recorded = Array.from({ length: 2_088 }, (_, n) => income(n + 1, [2025, 2], { b1: 100 }));
    await shelf.run([incomeFigures, parameterView], [...parameters, ...county, ...recorded]);
    expect(await recording({ quarter: 2 })).toMatchObject({
      ...{ numerator: 2_088, denominator: 2_100, ratioText: '99.43', met: false },
    });
    const { items } = await ask(new IncomeRecordings(), { quarter: 2, isRecorded: false, limit: 100 });
    const named = items.map((one) => (one as { householdNo: string }).householdNo).sort();
    expect(named).toEqual(Array.from({ length: 12 }, (_, n) => `H${2_089 + n}`));
  });

  it('counts a monitored household whose risk is eliminated where the place does, and where it is 脱贫户 (3.4, 4)', async () => {
    const eliminated = (n: number, groups: string[]) => {
      const [first, ...more] = registered(n, village, groups);
      const stream = first?.stream ?? '';
      const data = { on: '2025-02-01' };
      return [
        first,
        ...more,
        { stream, type: 'RiskEliminated', data, recordedAt: '2025-02-02T04:00:00.000Z' },
      ];
    };
    const monitored = [
      ...eliminated(6, ['MonitoringIdentified']),
      ...eliminated(7, ['AlleviatedRecordSet', 'MonitoringIdentified']),
      ...registered(8, village, ['MonitoringIdentified']),
    ] as Happening[];
    const without = parameters.filter(({ stream }) => stream !== 'parameter-coverage.includeRiskEliminated');
    const namedNow = async () =>
      (await ask(new IncomeRecordings(), {})).items.map(
        (one) => (one as { householdNo: string }).householdNo,
      );
    await hold(monitored, [...without, decided('coverage.includeRiskEliminated', false)]);
    expect(await recording()).toMatchObject({ numerator: 0, denominator: 2 });
    expect((await namedNow()).sort()).toEqual(['H7', 'H8']);
    expect(await recording({ year: 2024, quarter: 4 })).toMatchObject({ denominator: 3 });
    await shelf.close();
    shelf = new Shelf([...figureAnswers, ...incomeListAnswers], { viewer: supervisor, today: '2026-01-20' });
    await hold(monitored);
    expect(await recording()).toMatchObject({ denominator: 3 });
    expect((await namedNow()).sort()).toEqual(['H6', 'H7', 'H8']);
  });

  it('names who is missing', async () => {
    await hold(happened);
    const { items } = await ask(new IncomeRecordings(), { isRecorded: false });
    expect(items).toMatchObject([{ householdNo: 'H4', isRecorded: false, groups: ['ALLEVIATED'] }]);
    expect((await ask(new IncomeRecordings(), {})).items).toHaveLength(4);
  });

  it('counts a household where it lives on the last day of the quarter, and in the groups of that day', async () => {
    const stream = registered(1)[0]?.stream ?? '';
    const recordedAt = '2025-02-02T04:00:00.000Z';
    const moved = {
      stream,
      type: 'HouseholdMoved',
      data: { to: otherVillage, on: '2025-02-01' },
      recordedAt,
    };
    const cleared = registered(5, village, ['LowIncomeSet'])[0]?.stream ?? '';
    const left = { stream: cleared, type: 'LowIncomeCleared', data: { on: '2025-04-01' }, recordedAt };
    await hold([...happened, moved, left]);
    expect(await recording({ division: town })).toMatchObject({ numerator: 2, denominator: 3 });
    expect(await recording({ division: otherVillage })).toMatchObject({
      numerator: 1,
      denominator: 1,
      met: true,
    });
    expect(await recording({ categories: ['LOW_INCOME'] })).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await recording({ categories: ['LOW_INCOME'], quarter: 2 })).toMatchObject({
      denominator: 0,
      met: null,
    });
  });

  it('leaves out whose record of alleviation was a mistake, of whichever day the records are', async () => {
    const stream = registered(4)[0]?.stream ?? '';
    const records = ['2023-01-01', '2024-05-01'];
    const again = { stream, type: 'AlleviatedRecordSet', data: { on: '2024-05-01' } };
    const voided = { stream, type: 'AlleviatedRecordVoided', data: { records, on: '2023-01-01' } };
    await hold([...happened, again, { ...voided, recordedAt: '2025-05-02T04:00:00.000Z' }]);
    expect(await recording()).toMatchObject({ numerator: 3, denominator: 3, met: true });
    expect(await recording({ knownAt: calendarDate('2025-05-01') })).toMatchObject({ denominator: 4 });
  });
});
