import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { aggregates, projectors } from '@county/modules';
import { decided, income, parameterView, registered } from '@linkage/income/story';
import { Shelf } from '@testing/shelf';
import { snapshotRegister } from './projector';
import { SnapshotDifference, snapshotAnswers, SnapshotNote } from './queries';
import { snapshotId } from './state';
import { BULLETIN, COUNTY, countyInformant, published, SNAPSHOT } from './story';

const incomeFigures = projectors.filter(({ name }) => ['income-figures', 'income'].includes(name));

/** Two households with 20 % more operating income, as published; then one is corrected to a decline. */
const happenings = [
  decided('income.growthBasis', { per: 'PER_CAPITA', amount: 'GROSS', panel: 'ALL' }),
  decided('income.target.operatingGrowth', { numerator: 20, denominator: 100 }),
  decided('income.target.propertyGrowth', { numerator: 18, denominator: 100 }),
  decided('deduction.comparison', 'YOY_QUARTER'),
  ...[1, 2].flatMap((n) => registered(n)),
  ...[1, 2].flatMap((n) => [
    income(n, [2024, 1], { b1: 100_000 }),
    income(n, [2025, 1], { b1: 120_000 }),
    income(n, [2024, 2], { b1: 780_000 }),
    income(n, [2025, 2, { known: '2025-07-03' }], { b1: 936_000 }),
  ]),
  {
    ...{ stream: `reportSnapshot-${SNAPSHOT}`, type: published.type },
    data: { ...published.data, kind: 'INCOME_GROWTH' },
  },
  income(2, [2025, 2, { known: '2025-07-20', type: 'IncomeCorrected' }], { b1: 700_000 }),
];

describe('a published snapshot of income', () => {
  it('stays as published, and the correction shows as a difference (3.4, 6)', async () => {
    const shelf = new Shelf(snapshotAnswers, {
      ...{ viewer: countyInformant, today: calendarDate('2025-08-01') },
      aggregates,
    });
    await shelf.run([parameterView, ...incomeFigures, snapshotRegister], happenings);
    const found = await shelf.ask(Object.assign(new SnapshotDifference(), { id: SNAPSHOT }));
    await shelf.close();
    expect(found).toMatchObject({
      then: {
        growth: [{ item: 'OPERATING', met: true }, { item: 'PROPERTY' }],
        decline: { numerator: 0, denominator: 2 },
      },
      now: {
        growth: [{ item: 'OPERATING', met: false }, { item: 'PROPERTY' }],
        decline: { numerator: 1, denominator: 2 },
      },
      figures: [{ path: '/growth/0', then: { met: true }, now: { met: false } }, { path: '/decline' }],
      parameters: [],
      changedCount: 1,
      changed: [
        {
          then: { outcome: 'NOT_DECLINED', currentFen: 936_000 },
          now: { outcome: 'DECLINED', currentFen: 700_000 },
          causes: [{ category: 'householdIncome', type: 'IncomeCorrected', title: '更正收入' }],
          withheld: 0,
        },
      ],
    });
  });
});

describe('the note of a bulletin (3.4, 6)', () => {
  const bulletin = (bulletinNo: string, asOf: string, knownAt: string) => ({
    ...{ stream: `reportSnapshot-${snapshotId(COUNTY, bulletinNo)}`, type: published.type },
    data: { ...published.data, kind: 'INCOME_GROWTH', bulletinNo, asOf, knownAt, on: knownAt },
  });
  const [third, fourth] = ['华乡振通报〔2025〕3号', '华乡振通报〔2026〕1号'];
  const shelf = new Shelf(snapshotAnswers, {
    ...{ viewer: countyInformant, today: calendarDate('2026-02-01') },
    aggregates,
  });
  beforeAll(async () => {
    const later = [bulletin(third, '2025-09-30', '2025-10-20'), bulletin(fourth, '2025-12-31', '2026-01-20')];
    await shelf.run([parameterView, ...incomeFigures, snapshotRegister], [...happenings, ...later]);
  });
  afterAll(() => shelf.close());
  const note = (bulletinNo: string) =>
    shelf.ask(Object.assign(new SnapshotNote(), { id: snapshotId(COUNTY, bulletinNo) }));

  it('tells in the next one which figures of an earlier one are others now', async () => {
    expect(await note(third)).toMatchObject({
      snapshot: { bulletinNo: third },
      since: '2025-07-05',
      corrections: [
        {
          snapshotId: SNAPSHOT,
          ...{ bulletinNo: BULLETIN, asOf: '2025-06-30', parameters: [] },
          figures: [
            { path: '/growth/0', then: { ratioText: '20.00', met: true }, now: { met: false } },
            { path: '/decline', then: { numerator: 0 }, now: { numerator: 1 } },
          ],
        },
      ],
    });
  });

  it('tells it once, and nothing in the first one', async () => {
    expect(await note(fourth)).toMatchObject({ since: '2025-10-20', corrections: [] });
    expect(await note(BULLETIN)).toMatchObject({ since: null, corrections: [] });
  });
});
