import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { divisionCode } from '@kernel/division-code';
import { Shelf } from '@testing/shelf';
import {
  coverageBreakdownAnswers,
  CoverageBreakdown,
  CoverageSeries,
} from '@oversight/coverage-breakdown/queries';
import { coverageListAnswers, CoverageHouseholds } from '@oversight/coverage-list/queries';
import { denominatorAnswers, DenominatorMovement } from '@oversight/denominator/queries';
import type { CoverageFigures } from './coverage-figure';
import { coverageAnswers, CoverageFigure, type Question } from './queries';
import {
  divided,
  FIRST_VILLAGE,
  household,
  merged,
  OTHER_VILLAGE,
  PANXI,
  parameters,
  SECOND_VILLAGE,
  somebody,
  successionsIn,
  VIEWS,
} from './story';

const HUAXI = divisionCode('530424103000');
const asking = <Q extends object>(type: new () => Q, fields: object): Q => Object.assign(new type(), fields);

const settled = (no: string, village: DivisionCode, recorded = '2025-01-01') => {
  const when = { on: '2025-01-01', recorded };
  return [
    household(no).registered(village, when),
    household(no).alleviated(when),
    household(no).assessed(when),
  ];
};

/** The first village was merged into the second in May, which was known in June, and that one in October into a village of the next town. */
const happenings = [
  ...parameters(),
  divided(PANXI, 'TOWN', '盘溪镇'),
  divided(HUAXI, 'TOWN', '华溪镇'),
  divided(FIRST_VILLAGE, 'VILLAGE', '大寨村委会'),
  divided(SECOND_VILLAGE, 'VILLAGE', '小龙潭村委会'),
  divided(OTHER_VILLAGE, 'VILLAGE', '华溪村委会'),
  ...settled('a', FIRST_VILLAGE),
  ...settled('b', SECOND_VILLAGE),
  ...settled('c', OTHER_VILLAGE),
  merged(FIRST_VILLAGE, SECOND_VILLAGE, { on: '2025-05-01', recorded: '2025-06-10' }),
  ...settled('late', FIRST_VILLAGE, '2025-08-01'),
  household('late').assessed('2025-10-10', true, false),
  merged(SECOND_VILLAGE, OTHER_VILLAGE, '2025-10-01'),
];

interface Lines {
  readonly items: readonly (CoverageFigures & {
    readonly name: string;
    readonly division: string;
    readonly date: string;
    readonly householdNo: string;
  })[];
}

describe('coverage where villages took the place of villages (3.4, 5)', () => {
  const shelf = new Shelf(
    [...coverageAnswers, ...coverageBreakdownAnswers, ...coverageListAnswers, ...denominatorAnswers],
    { viewer: somebody('SUPERVISOR'), today: '2025-12-31', successions: successionsIn(happenings) },
  );
  beforeAll(() => shelf.run(VIEWS, happenings));
  afterAll(() => shelf.close());

  const at = (asOf: string, knownAt = '2025-12-31'): Pick<Question, 'asOf' | 'knownAt'> => ({
    ...{ asOf: calendarDate(asOf), knownAt: calendarDate(knownAt) },
  });
  const counted = async (division: DivisionCode, days: ReturnType<typeof at>): Promise<number> =>
    ((await shelf.ask(asking(CoverageFigure, { division, ...days }))) as CoverageFigures).double.denominator;
  const listed = async (division: DivisionCode, days: ReturnType<typeof at>): Promise<readonly string[]> => {
    const question = asking(CoverageHouseholds, { division, which: 'DENOMINATOR', ...days });
    return ((await shelf.ask(question)) as Lines).items.map(({ householdNo }) => householdNo);
  };

  it('counts in the village that took the place from that day on, and what is entered of the old one later too', async () => {
    expect(await counted(SECOND_VILLAGE, at('2025-04-30'))).toBe(1);
    expect(await counted(SECOND_VILLAGE, at('2025-05-01'))).toBe(3);
    expect(await counted(OTHER_VILLAGE, at('2025-09-30'))).toBe(1);
    expect(await counted(OTHER_VILLAGE, at('2025-10-01'))).toBe(4);
  });

  it('knows nothing of it before it was recorded', async () => {
    expect(await counted(SECOND_VILLAGE, at('2025-05-31', '2025-06-09'))).toBe(1);
    expect(await counted(SECOND_VILLAGE, at('2025-05-31', '2025-06-10'))).toBe(2);
  });

  it('leaves the town that it has left, and the county as it was', async () => {
    expect([await counted(PANXI, at('2025-09-30')), await counted(HUAXI, at('2025-09-30'))]).toEqual([3, 1]);
    expect([await counted(PANXI, at('2025-10-01')), await counted(HUAXI, at('2025-10-01'))]).toEqual([0, 4]);
    expect(await counted(FIRST_VILLAGE, at('2025-10-01'))).toBe(2);
  });

  it('lists the households that it counts, by the codes they were written under', async () => {
    for (const [division, day] of [
      [SECOND_VILLAGE, '2025-04-30'],
      [SECOND_VILLAGE, '2025-05-01'],
      [HUAXI, '2025-10-01'],
      [PANXI, '2025-10-01'],
    ] as const)
      expect(await listed(division, at(day))).toHaveLength(await counted(division, at(day)));
    expect(await listed(HUAXI, at('2025-10-01'))).toEqual(['a', 'late', 'b', 'c']);
  });

  it('is broken down by what is in use on the day, each with its name of then', async () => {
    const lines = async (division: DivisionCode, day: string) => {
      const question = asking(CoverageBreakdown, { by: 'DIVISION', division, ...at(day) });
      return ((await shelf.ask(question)) as Lines).items.map(({ name, double }) => [
        name,
        double.denominator,
      ]);
    };
    expect(await lines(PANXI, '2025-04-30')).toEqual([
      ['大寨村委会', 2],
      ['小龙潭村委会', 1],
    ]);
    expect(await lines(PANXI, '2025-05-01')).toEqual([['小龙潭村委会', 3]]);
    expect(await lines(PANXI, '2025-10-01')).toEqual([]);
    expect(await lines(HUAXI, '2025-10-01')).toEqual([['华溪村委会', 4]]);
  });

  it('is told over time, each day with what was in it then', async () => {
    const question = asking(CoverageSeries, {
      ...{ division: SECOND_VILLAGE, from: calendarDate('2025-04-15'), every: 'MONTH' },
      ...at('2025-06-01'),
    });
    const { items } = (await shelf.ask(question)) as Lines;
    expect(items.map(({ date, double }) => [date, double.denominator])).toEqual([
      ['2025-04-15', 1],
      ['2025-05-15', 3],
      ['2025-06-01', 3],
    ]);
  });

  it('reports the movements of its denominator with it', async () => {
    const moved = (division: DivisionCode) =>
      shelf.ask(asking(DenominatorMovement, { division, ...at('2025-10-31') }));
    expect(await moved(OTHER_VILLAGE)).toMatchObject({ count: 1, left: 1, figure: { denominator: 3 } });
    expect(await moved(PANXI)).toMatchObject({ count: 0, left: 0 });
  });
});
