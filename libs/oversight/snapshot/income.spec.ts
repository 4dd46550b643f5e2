import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, calendarDate } from '@kernel/calendar-date';
import { aggregates, projectors } from '@county/modules';
import { decided, income, parameterView, registered, targetsDecided } from '@linkage/income/story';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { InvalidCursor } from '@read-store/read-store';
import { snapshotRegister } from './projector';
import { SnapshotDifference, snapshotAnswers, SnapshotEntry, SnapshotList, SnapshotNote } from './queries';
import { snapshotId } from './state';
import { amended, BULLETIN, COUNTY, countyInformant, published, SNAPSHOT } from './story';

const incomeFigures = projectors.filter(({ name }) => ['income-figures', 'income'].includes(name));

/** Two households with 20 % more operating income, as published; then one is corrected to a decline. */
const happenings = [
  decided('income.growthBasis', { per: 'PER_CAPITA', amount: 'GROSS', panel: 'ALL' }),
  decided('income.target.operatingGrowth', { numerator: 20, denominator: 100 }),
  decided('income.target.propertyGrowth', { numerator: 18, denominator: 100 }),
  decided('deduction.comparison', 'YOY_QUARTER'),
  ...targetsDecided(),
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
    const at = `division=${COUNTY}&year=2025&quarter=2&knownAt=2025-07-05`;
    expect(await shelf.ask(Object.assign(new SnapshotEntry(), { id: SNAPSHOT }))).toMatchObject({
      figureRefs: [
        `/incomes/growth?item=OPERATING&${at}`,
        `/incomes/growth?item=PROPERTY&${at}`,
        `/incomes/decline?${at}`,
      ],
      figures: { growth: [{ item: 'OPERATING', met: true }, { item: 'PROPERTY' }] },
    });
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

describe('a growth that a bulletin printed', () => {
  it('names who moved it, with another category than the decline and without a year before', async () => {
    const shelf = new Shelf(snapshotAnswers, {
      ...{ viewer: countyInformant, today: calendarDate('2025-08-01') },
      aggregates,
    });
    const rent = { b1: 936_000, c2: 40_000 };
    const more = [
      ...registered(3),
      ...registered(4, undefined, ['LowIncomeSet']),
      income(4, [2025, 1, { known: '2025-07-21' }], { c2: 500 }),
      ...([1, 2] as const).map((quarter) => income(3, [2025, quarter, { known: '2025-07-21' }], { c2: 500 })),
      income(1, [2025, 2, { known: '2025-07-22', type: 'IncomeCorrected' }], rent),
    ];
    await shelf.run([parameterView, ...incomeFigures, snapshotRegister], [...happenings, ...more]);
    const found = await shelf.ask(Object.assign(new SnapshotDifference(), { id: SNAPSHOT }));
    await shelf.close();
    expect(found).toMatchObject({ changedCount: 3 });
    const { changed } = found as { changed: readonly { then: object | null; causes: readonly object[] }[] };
    expect(changed.filter(({ causes }) => causes.length === 0)).toEqual([]);
    expect(changed.find(({ then }) => then === null)).toMatchObject({
      now: { outcome: null, growth: { PROPERTY: { currentFen: 1_000, baseFen: null } } },
    });
    expect(changed).toContainEqual(
      expect.objectContaining({
        then: expect.objectContaining({
          outcome: 'NOT_DECLINED',
          growth: expect.objectContaining({ PROPERTY: expect.objectContaining({ currentFen: 0 }) }),
        }),
        now: expect.objectContaining({
          outcome: 'NOT_DECLINED',
          growth: expect.objectContaining({ PROPERTY: expect.objectContaining({ currentFen: 40_000 }) }),
        }),
      }),
    );
  });
});

const bulletin = (bulletinNo: string, asOf: string, knownAt: string): Happening => ({
  ...{ stream: `reportSnapshot-${snapshotId(COUNTY, bulletinNo)}`, type: published.type },
  data: { ...published.data, kind: 'INCOME_GROWTH', bulletinNo, asOf, knownAt, on: knownAt },
});

const noted = (shelf: Shelf, bulletinNo: string, paging: Partial<SnapshotNote> = {}) =>
  shelf.ask(Object.assign(new SnapshotNote(), { id: snapshotId(COUNTY, bulletinNo), ...paging }));

/** The note is written of what was known on the tenth of August, on the day after. */
const amendment = (bulletinNo: string): Happening => ({
  ...{ stream: `reportSnapshot-${snapshotId(COUNTY, bulletinNo)}`, ...amended },
  recordedAt: '2025-08-11T02:00:00.000Z',
  metadata: { reason: '户报迟到' },
});

describe('an amended bulletin (3.4, 6; 4.24)', () => {
  const next = '华乡振通报〔2025〕3号';
  const { note, knownAt, on } = amended.data;
  const told = { note, knownAt, on, by: 'county', reason: '户报迟到', recordedOn: on };
  const shelf = new Shelf(snapshotAnswers, {
    ...{ viewer: countyInformant, today: calendarDate('2026-02-01') },
    aggregates,
  });
  beforeAll(async () => {
    const later = [
      amendment(BULLETIN),
      bulletin(next, '2025-09-30', '2025-10-20'),
      bulletin('华乡振通报〔2026〕1号', '2025-12-31', '2026-01-20'),
    ];
    await shelf.run([parameterView, ...incomeFigures, snapshotRegister], [...happenings, ...later]);
  });
  afterAll(() => shelf.close());

  it('stays as it was published, and says by its note which figures are others', async () => {
    expect(await shelf.ask(Object.assign(new SnapshotEntry(), { id: SNAPSHOT }))).toMatchObject({
      ...{ state: 'AMENDED', knownAt: '2025-07-05' },
      figures: { growth: [{ item: 'OPERATING', met: true }, { item: 'PROPERTY' }] },
      amendments: [
        {
          ...told,
          figures: [
            { path: '/growth/0', then: { met: true }, now: { met: false } },
            { path: '/decline', then: { numerator: 0 }, now: { numerator: 1 } },
          ],
        },
      ],
    });
  });

  it('is found among those that were amended', async () => {
    const asked = Object.assign(new SnapshotList(), { state: 'AMENDED' });
    expect(await shelf.ask(asked)).toMatchObject({ items: [{ id: SNAPSHOT, amendments: [told] }] });
  });

  it('is told with its note in the next one, and in no later one', async () => {
    expect(await noted(shelf, next)).toMatchObject({
      corrections: [{ bulletinNo: BULLETIN, figures: [{ path: '/growth/0' }, {}], amendments: [told] }],
    });
    expect(await noted(shelf, '华乡振通报〔2026〕1号')).toMatchObject({ corrections: [] });
  });
});

describe('the note of a bulletin (3.4, 6)', () => {
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
  const note = (bulletinNo: string) => noted(shelf, bulletinNo);

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

describe('the note of a bulletin with more before it than a page looks at', () => {
  const BETWEEN = 501;
  const last = '华乡振通报〔2027〕1号';
  const shelf = new Shelf(snapshotAnswers, {
    ...{ viewer: countyInformant, today: calendarDate('2027-06-01') },
    aggregates,
  });
  /** Bulletins of the first quarter day by day, and then the second quarter of a bulletin before all of them turns out to be another. */
  beforeAll(async () => {
    const days = Array.from({ length: BETWEEN }, (_none, n) => addDays(calendarDate('2025-07-21'), n));
    const between = days.map((day, n) => bulletin(`季报${String(n)}`, '2025-03-31', day));
    const since = addDays(calendarDate('2025-07-21'), BETWEEN);
    const late = income(1, [2025, 2, { known: since, type: 'IncomeCorrected' }], { b1: 1 });
    const all = [...happenings, ...between, late, bulletin(last, '2025-12-31', '2027-01-20')];
    await shelf.run([parameterView, ...incomeFigures, snapshotRegister], all);
  });
  afterAll(() => shelf.close());

  it('leaves none of them out: the oldest stands on the last page', async () => {
    const first = (await noted(shelf, last, { limit: 500 })) as { readonly next: string };
    expect(first).toMatchObject({ since: '2026-12-03', earlier: BETWEEN + 1, corrections: [] });
    const second = await noted(shelf, last, { limit: 500, cursor: first.next });
    expect(second).toMatchObject({
      ...{ since: '2026-12-03', earlier: BETWEEN + 1, next: null },
      corrections: [{ bulletinNo: BULLETIN, figures: [{ path: '/growth/0' }, { path: '/decline' }] }],
    });
  });

  it('refuses a cursor that no page has ended with', async () => {
    await expect(noted(shelf, last, { cursor: 'nowhere' })).rejects.toThrow(InvalidCursor);
  });
});
