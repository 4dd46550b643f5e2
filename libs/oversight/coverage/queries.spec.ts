import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { NO_SUCCESSORS } from '@kernel/succession';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import {
  coverageBreakdownAnswers,
  CoverageBreakdown,
  CoverageSeries,
} from '@oversight/coverage-breakdown/queries';
import { coverageListAnswers, CoverageHouseholds } from '@oversight/coverage-list/queries';
import { figuresOf, type Asked, type CoverageFigures } from './coverage-figure';
import { LISTS } from './criteria';
import { coverageAnswers, CoverageFigure } from './queries';
import {
  approved,
  binding,
  bound,
  chained,
  COUNTY,
  divided,
  entity,
  entityId,
  FIRST_VILLAGE,
  household,
  OTHER_VILLAGE,
  PANXI,
  parameters,
  somebody,
  VIEWS,
} from './story';

const asking = <Q extends object>(type: new () => Q, fields: Partial<Q> = {}): Q =>
  Object.assign(new type(), fields);

const answers = [...coverageAnswers, ...coverageBreakdownAnswers, ...coverageListAnswers];
const viewer = somebody('SUPERVISOR');

/** G1: 1 200 eligible, 1 140 of them bound to a cooperative, 1 083 to one that has an enterprise. */
const golden = (): readonly Happening[] => {
  const numbers = Array.from({ length: 1_200 }, (_, n) => String(n).padStart(4, '0'));
  return [
    ...parameters(),
    divided(PANXI, 'TOWN', '盘溪镇'),
    divided('530424103000', 'TOWN', '华溪镇'),
    ...approved('lone', '2025-01-01'),
    ...approved('coop', '2025-01-01'),
    ...approved('enterprise', '2025-01-01', { level: 'CULTIVATED' }),
    ...chained('enterprise', 'coop', '2025-01-02'),
    ...numbers.flatMap((no, n) => [
      household(no).registered(n % 3 === 0 ? OTHER_VILLAGE : FIRST_VILLAGE, '2025-01-01'),
      household(no).alleviated('2025-01-01'),
      household(no).assessed('2025-01-01'),
      ...(n < 1_140 ? bound(no, n < 1_083 ? 'coop' : 'lone', '2025-02-01') : []),
    ]),
  ];
};

describe('coverage (R01, G1)', () => {
  const shelf = new Shelf(answers, { viewer, today: '2025-06-30' });
  beforeAll(() => shelf.run(VIEWS, golden()), 60_000);
  afterAll(() => shelf.close());
  const figures = (fields: Partial<CoverageFigure> = {}) =>
    shelf.ask(asking(CoverageFigure, fields)) as Promise<CoverageFigures>;

  it('of 1 200 eligible with 1 140 single and 1 083 double is 95.00 % and 90.25 %, gap 60 + 57', async () => {
    const found = await figures();
    expect(found).toMatchObject({
      appraised: 'DOUBLE',
      single: { numerator: 1_140, denominator: 1_200, ratioText: '95.00', met: false },
      double: { numerator: 1_083, denominator: 1_200, ratioText: '90.25', met: false },
      gap: { total: 117, noCooperative: 60, suspended: 0, noEnterprise: 57 },
      apart: { weakOnly: 0, direct: 0, sameIndustry: 1_083 },
    });
    expect(found.double).toMatchObject({
      ...{ asOf: '2025-06-30', knownAt: '2025-06-30' },
      parameter: { key: 'coverage.target', source: '华政办发〔2022〕1号' },
    });
    expect(found.parameters).toHaveLength(8);
  });

  it('does not exist before the households were there, and nobody knew of it before it was recorded', async () => {
    expect((await figures({ asOf: calendarDate('2024-12-31') })).double).toMatchObject({
      ...{ denominator: 0, ratioText: 'NOT_APPLICABLE', met: null },
    });
    const early = await figures({ asOf: calendarDate('2025-01-31'), knownAt: calendarDate('2025-01-31') });
    expect([early.single.numerator, early.single.denominator]).toEqual([0, 1_200]);
  });

  it('has a list behind each figure, with as many households as the figure counts', async () => {
    const { double, single, gap } = await figures();
    const counts = new Map<string, number>();
    for (const which of LISTS) {
      let seen = 0;
      for (let cursor: string | null | undefined; cursor !== null;) {
        const more = cursor === undefined ? {} : { cursor };
        const page = (await shelf.ask(asking(CoverageHouseholds, { which, limit: 500, ...more }))) as Listed;
        seen += page.items.length;
        counts.set(which, page.count);
        cursor = page.next;
      }
      expect(seen).toBe(counts.get(which));
    }
    expect(Object.fromEntries(counts)).toMatchObject({
      ...{ NUMERATOR: double.numerator, DOUBLE: double.numerator, SINGLE: single.numerator },
      ...{ DENOMINATOR: double.denominator, GAP: gap.total, NOT_ELIGIBLE: 0, WEAK_ONLY: 0 },
      ...{ GAP_NO_COOPERATIVE: gap.noCooperative, GAP_NO_ENTERPRISE: gap.noEnterprise, GAP_SUSPENDED: 0 },
    });
  });

  it('names the list behind each plain number, and none of those who are not bound in an industry', async () => {
    const { listRef } = await figures();
    const at = 'division=530424000000&asOf=2025-06-30&knownAt=2025-06-30&mode=DOUBLE';
    expect(listRef).toEqual({
      gap: `/coverage/households?which=GAP&${at}`,
      noCooperative: `/coverage/households?which=GAP_NO_COOPERATIVE&${at}`,
      suspended: `/coverage/households?which=GAP_SUSPENDED&${at}`,
      noEnterprise: `/coverage/households?which=GAP_NO_ENTERPRISE&${at}`,
      weakOnly: `/coverage/households?which=WEAK_ONLY&${at}`,
      direct: `/coverage/households?which=DIRECT&${at}`,
      sameIndustry: `/coverage/households?which=SAME_INDUSTRY&${at}`,
      notEligible: `/coverage/households?which=NOT_ELIGIBLE&${at}`,
    });
    expect((await figures({ industry: 'FRUIT' })).listRef).toMatchObject({
      ...{ gap: null, noCooperative: null, noEnterprise: expect.stringContaining('&industry=FRUIT') },
    });
  });

  it('names where it is explained, under the same criteria', async () => {
    const at = 'division=530424000000&asOf=2025-06-30&knownAt=2025-06-30&mode=DOUBLE';
    expect((await figures()).explainRef).toBe(`/coverage/explain?${at}`);
    expect((await figures({ industry: 'FRUIT', categories: ['MONITORED'] })).explainRef).toBe(
      `/coverage/explain?${at}&categories=MONITORED&industry=FRUIT`,
    );
  });

  it('lists the households of one cooperative', async () => {
    const question = { which: 'SINGLE', cooperativeIds: entityId('lone'), limit: 500 } as const;
    expect(((await shelf.ask(asking(CoverageHouseholds, question))) as Listed).items).toHaveLength(57);
  });

  it('is broken down by division, category and industry', async () => {
    const lines = async (by: CoverageBreakdown['by']) =>
      ((await shelf.ask(asking(CoverageBreakdown, { by }))) as { items: (CoverageFigures & Line)[] }).items;
    expect(
      (await lines('DIVISION')).map(({ name, double }) => [name, double.numerator, double.denominator]),
    ).toEqual([
      ['盘溪镇', 722, 800],
      ['华溪镇', 361, 400],
    ]);
    const alleviated = (await lines('CATEGORY')).map(({ category, double }) => [
      category,
      double.denominator,
    ]);
    expect(alleviated).toEqual([
      ['ALLEVIATED', 1_200],
      ['MONITORED', 0],
      ['LOW_INCOME', 0],
      ['GENERAL', 0],
    ]);
    expect(
      (await lines('INDUSTRY')).map(({ industry, double }) => [
        industry,
        double.numerator,
        double.denominator,
      ]),
    ).toEqual([['FRUIT', 1_083, 1_200]]);
  });

  it('is told over time, each day by its own figures', async () => {
    const question = asking(CoverageSeries, {
      from: calendarDate('2025-01-15'),
      every: 'MONTH',
      asOf: calendarDate('2025-03-01'),
    });
    const { items } = (await shelf.ask(question)) as { items: (CoverageFigures & { date: string })[] };
    expect(items.map(({ date, single }) => [date, single.numerator])).toEqual([
      ['2025-01-15', 0],
      ['2025-02-15', 1_140],
      ['2025-03-01', 1_140],
    ]);
  });

  it('is refused outside the division of the asker', async () => {
    await expect(figures({ division: divisionCode('530402000000') })).rejects.toThrow('lies outside');
  });

  it('has no list of those who are not bound in an industry', async () => {
    const question = asking(CoverageHouseholds, { which: 'GAP', industry: 'FRUIT' });
    await expect(shelf.ask(question)).rejects.toThrow('no list by industry');
  });
});

interface Listed {
  readonly items: readonly object[];
  readonly next: string | null;
  readonly count: number;
}

interface Line {
  readonly name: string;
  readonly category: string;
  readonly industry: string;
}

const asked = (more: Partial<Asked['criteria']> = {}): Asked => ({
  successors: NO_SUCCESSORS,
  ...{
    division: COUNTY,
    asOf: calendarDate('2025-12-31'),
    knownAt: calendarDate('2026-01-05'),
    industry: null,
  },
  criteria: {
    categories: ['ALLEVIATED', 'MONITORED'],
    ...{
      includeRiskEliminated: true,
      requireEligibility: true,
      mode: 'DOUBLE',
      minLeadingLevel: 'CULTIVATED',
    },
    ...{ countDirectHE: false, weakForms: ['SOCIALIZED_SERVICE', 'TECHNICAL_SERVICE', 'MARKET_MATCHMAKING'] },
    ...more,
  },
  target: { numerator: 1, denominator: 1 },
  parameters: [
    {
      ...{ key: 'coverage.target', value: { numerator: 1, denominator: 1 } },
      ...{ scope: '530424000000', source: 'S0' },
    },
  ],
  categories: null,
});

const counted = (all: Readonly<Record<string, number>>, more: Partial<Asked['criteria']> = {}) =>
  figuresOf(asked(more), { all, bound: all });

describe('the reading of R01', () => {
  it('does not take 1 999/2 000 for full coverage, whatever it prints', () => {
    const { double } = counted({ 'A--CWF11-': 1_999, 'A--CW----': 1 });
    expect(double).toMatchObject({ ratioText: '99.95', met: false });
    expect(counted({ 'A--CWF11-': 2_000 }).double).toMatchObject({ ratioText: '100.00', met: true });
  });

  it('counts a household of several groups once, and only those of the target', () => {
    expect(counted({ 'AMLCWF11-': 3, '--LCWF11-': 5, '---CWF11-': 7 }).double).toMatchObject({
      ...{ numerator: 3, denominator: 3 },
    });
    const wider = { categories: ['ALLEVIATED', 'LOW_INCOME'] as const };
    expect(counted({ 'AMLCWF11-': 3, '--LCWF11-': 5, '---CWF11-': 7 }, wider).double.numerator).toBe(8);
  });

  it('keeps a household whose risk is eliminated where the parameter says so, or where it is alleviated (3.4, 4)', () => {
    const marks = { '-E-CWF11-': 4, 'AE-CWF11-': 2 };
    expect(counted(marks).double.denominator).toBe(6);
    expect(counted(marks, { includeRiskEliminated: false }).double.denominator).toBe(2);
  });

  it('leaves out those without conditions or will, unless eligibility is not asked for', () => {
    const marks = { 'A--CW----': 1, 'A---W----': 2, 'A--C-----': 4, 'A--------': 8 };
    expect(counted(marks)).toMatchObject({ notEligible: 14, double: { denominator: 1 } });
    expect(counted(marks, { requireEligibility: false }).double.denominator).toBe(15);
  });

  it('asks for the least level of the enterprise', () => {
    const marks = { 'A--CWF00-': 1, 'A--CWF11-': 2, 'A--CWF3--': 4 };
    expect(counted(marks).double.numerator).toBe(7);
    expect(counted(marks, { minLeadingLevel: 'COUNTY' })).toMatchObject({
      ...{ double: { numerator: 6 }, gap: { noEnterprise: 1 }, apart: { sameIndustry: 2 } },
    });
  });

  it('counts direct linkage only where the parameter says so, and shows it apart either way', () => {
    const marks = { 'A--CW---1': 1, 'A--CW---x': 2 };
    expect(counted(marks)).toMatchObject({ single: { numerator: 0 }, apart: { direct: 3 } });
    expect(counted(marks, { countDirectHE: true })).toMatchObject({
      ...{ single: { numerator: 3 }, double: { numerator: 1 } },
    });
  });

  it('counts weaker forms and shows them apart (glossary 1.6)', () => {
    const marks = { 'A--CWF11-': 1, 'A--CW411-': 2, 'A--CW711-': 4 };
    expect(counted(marks)).toMatchObject({ double: { numerator: 7 }, apart: { weakOnly: 6 } });
    expect(counted(marks, { weakForms: ['TECHNICAL_SERVICE'] }).apart.weakOnly).toBe(2);
  });

  it('counts nobody as bound who is suspended, and tells that from having no cooperative (R01, d)', () => {
    const marks = { 'A--CWF11-': 1, 'A--CWF---': 2, 'A--CWS---': 4, 'A--CW----': 8, 'A--CWS--1': 16 };
    const gap = { total: 30, noCooperative: 8, suspended: 20, noEnterprise: 2 };
    expect(counted(marks)).toMatchObject({ single: { numerator: 3 }, double: { numerator: 1 }, gap });
    expect(counted(marks, { countDirectHE: true }).gap).toEqual({ ...gap, total: 14, suspended: 4 });
    expect(counted(marks, { mode: 'SINGLE' }).gap).toEqual({ ...gap, total: 28 });
  });

  it('names the list behind each side', () => {
    expect(counted({}).double.listRef.numerator).toBe(
      '/coverage/households?which=DOUBLE&division=530424000000&asOf=2025-12-31&knownAt=2026-01-05&mode=DOUBLE',
    );
  });
});

describe('a coverage question', () => {
  const small = [
    ...parameters(),
    household('h').registered(FIRST_VILLAGE, '2025-01-01'),
    household('h').alleviated('2025-01-01'),
  ];
  const shelfOf = async (happenings: readonly Happening[]) => {
    const shelf = new Shelf(answers, { viewer, today: '2025-06-30' });
    await shelf.run(VIEWS, happenings);
    return shelf;
  };

  it('is not answered while a parameter is not set', async () => {
    const shelf = await shelfOf(parameters().slice(1));
    await expect(shelf.ask(asking(CoverageFigure))).rejects.toMatchObject({
      code: 'PARAMETER_NOT_CONFIGURED',
    });
    const asked = asking(CoverageFigure, { categories: ['ALLEVIATED'] });
    expect(await shelf.ask(asked)).toMatchObject({ double: { ratioText: 'NOT_APPLICABLE' } });
    await shelf.close();
  });

  it('is not answered where the parameter calls forms weak that cannot be told apart', async () => {
    const shelf = await shelfOf(parameters({ 'coverage.weakForms': ['LAND_TRANSFER'] }));
    await expect(shelf.ask(asking(CoverageFigure))).rejects.toMatchObject({ code: 'WEAK_FORM_NOT_TRACKED' });
    await shelf.close();
  });

  it('lists who is in the gap because a binding or a cooperative is suspended, also in its industry', async () => {
    const one = (no: string) => [
      household(no).registered(FIRST_VILLAGE, '2025-01-01'),
      household(no).alleviated('2025-01-01'),
      household(no).assessed('2025-01-01'),
    ];
    const shelf = await shelfOf([
      ...parameters(),
      ...approved('coop', '2025-01-01'),
      ...approved('stopped', '2025-01-01'),
      ...['h1', 'h2', 'h3'].flatMap(one),
      ...bound('h1', 'coop', '2025-02-01'),
      ...bound('h2', 'stopped', '2025-02-01'),
      binding('h1', 'coop').suspended('2025-03-01'),
      entity('stopped').suspended('2025-03-01'),
    ]);
    const on = async (
      which: 'GAP_SUSPENDED' | 'GAP_NO_COOPERATIVE',
      more: Partial<CoverageHouseholds> = {},
    ) => (await shelf.ask(asking(CoverageHouseholds, { which, ...more }))) as Listed;
    const lines = [{ householdNo: 'h1', cooperative: 'SUSPENDED' }, { householdNo: 'h2' }];
    expect(await on('GAP_SUSPENDED')).toMatchObject({ count: 2, items: lines });
    expect(await on('GAP_SUSPENDED', { industry: 'FRUIT' })).toMatchObject({ count: 2, items: lines });
    expect(await on('GAP_NO_COOPERATIVE')).toMatchObject({ count: 1, items: [{ householdNo: 'h3' }] });
    await shelf.close();
  });

  it('follows a correction only from the day it was known', async () => {
    const assessed = household('h').assessed('2025-01-01');
    const late = binding('h', 'coop').ended({ on: '2025-03-01', recorded: '2025-05-10' });
    const shelf = await shelfOf([
      ...small,
      assessed,
      ...approved('coop', '2025-01-01'),
      ...bound('h', 'coop', '2025-02-01'),
      late,
    ]);
    const single = async (knownAt: string) => {
      const question = { asOf: calendarDate('2025-04-30'), knownAt: calendarDate(knownAt) };
      return ((await shelf.ask(asking(CoverageFigure, question))) as CoverageFigures).single.numerator;
    };
    expect([await single('2025-05-09'), await single('2025-05-10')]).toEqual([1, 0]);
    await shelf.close();
  });
});
