import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { Shelf } from '@testing/shelf';
import {
  approved,
  bound,
  chained,
  FIRST_VILLAGE,
  household,
  OTHER_VILLAGE,
  parameters,
  somebody,
  VIEWS,
} from '@oversight/coverage/story';
import { denominatorAnswers, DenominatorMovement } from './queries';

const numbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** Ten eligible, six covered; in November three of the uncovered become unwilling, one leaves the county, one moves. */
const happenings = [
  ...parameters(),
  ...approved('coop', '2025-01-01'),
  ...approved('enterprise', '2025-01-01', { level: 'COUNTY' }),
  ...chained('enterprise', 'coop', '2025-01-02'),
  ...numbers.flatMap((no, n) => [
    household(no).registered(FIRST_VILLAGE, '2025-01-01'),
    household(no).alleviated('2025-01-01'),
    household(no).assessed('2025-01-01'),
    ...(n < 6 ? bound(no, 'coop', '2025-02-01') : []),
  ]),
  household('7').assessed('2025-09-30', true, false),
  household('7').assessed({ on: '2025-10-15', recorded: '2025-10-31' }),
  ...['7', '8', '9'].map((no) => ({
    ...household(no).assessed({ on: '2025-08-01', recorded: '2025-11-20' }, true, false),
    metadata: { actor: 'clerk-1', role: 'VILLAGE_INFORMANT', reason: '本人书面声明' },
  })),
  household('10').vanished('2025-12-01'),
  household('6').moved(OTHER_VILLAGE, '2025-12-02'),
];

/** As it was printed on the day itself. */
const october = { asOf: calendarDate('2025-10-31'), knownAt: calendarDate('2025-10-31') };

interface Report {
  readonly items: readonly { readonly householdNo: string; readonly type: string; readonly shift: object }[];
}

describe('the report of denominator movements (3.4, 1)', () => {
  const shelf = new Shelf(denominatorAnswers, { viewer: somebody('SUPERVISOR'), today: '2025-12-31' });
  beforeAll(() => shelf.run(VIEWS, happenings));
  afterAll(() => shelf.close());
  const report = (fields: Partial<DenominatorMovement> = {}) =>
    shelf.ask(Object.assign(new DenominatorMovement(), fields)) as Promise<Report>;

  it('shows that coverage rose without any work', async () => {
    expect(await report()).toMatchObject({
      ...{ days: 60, count: 5, entered: 0, left: 4 },
      figure: { numerator: 6, denominator: 6, ratioText: '100.00', met: true },
      withoutThem: { numerator: 6, denominator: 10, ratioText: '60.00', met: false },
    });
  });

  it('of a village has those who moved out of it, too', async () => {
    const { items, ...figures } = await report({ division: FIRST_VILLAGE });
    expect(figures).toMatchObject({
      ...{ count: 5, left: 5, figure: { numerator: 5, denominator: 5 } },
      withoutThem: { numerator: 6, denominator: 10 },
    });
    expect(items.at(-1)).toMatchObject({ type: 'HouseholdMoved', after: null, shift: { denominator: -1 } });
    const other = await report({ division: OTHER_VILLAGE });
    expect(other).toMatchObject({ entered: 1, withoutThem: { denominator: 0, ratioText: 'NOT_APPLICABLE' } });
  });

  it('reaches back as far as the place decided, where nobody asks for a span', async () => {
    const silent = new Shelf(denominatorAnswers, { viewer: somebody('SUPERVISOR'), today: '2025-12-31' });
    const undecided = ({ data }: (typeof happenings)[number]) => data?.['key'] !== 'coverage.movementDays';
    await silent.run(VIEWS, happenings.filter(undecided));
    await expect(silent.ask(new DenominatorMovement())).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    expect(await silent.ask(Object.assign(new DenominatorMovement(), { days: 60 }))).toMatchObject({
      days: 60,
    });
    await silent.close();
  });

  it('reaches as far back as asked', async () => {
    expect(await report({ days: 20 })).toMatchObject({ count: 0, figure: { denominator: 6 } });
    expect(await report({ ...october, days: 40 })).toMatchObject({ count: 2 });
  });

  it('has what was entered after the snapshot of a day before it, and not what is true only later', async () => {
    const late = { asOf: october.asOf, days: 10 };
    expect(await report({ ...october, days: 10 })).toMatchObject({
      ...{ count: 1, entered: 1, left: 0 },
      figure: { numerator: 6, denominator: 10 },
      withoutThem: { numerator: 6, denominator: 9 },
    });
    expect(await report({ ...late, knownAt: calendarDate('2025-11-20') })).toMatchObject({
      ...{ count: 4, entered: 1, left: 3 },
      figure: { numerator: 6, denominator: 7, ratioText: '85.71' },
      withoutThem: { numerator: 6, denominator: 9, ratioText: '66.67' },
    });
    const { items } = await report(late);
    expect(items.map(({ type }) => type)).toEqual(Array(4).fill('EligibilityAssessed'));
  });

  it('names person, reason, evidence and effect, by the day a change was entered', async () => {
    const { items } = await report();
    expect(items[0]).toMatchObject({
      ...{ householdNo: '7', type: 'EligibilityAssessed', on: '2025-08-01', recordedOn: '2025-11-20' },
      ...{ actor: 'clerk-1', role: 'VILLAGE_INFORMANT', reason: '本人书面声明', evidence: 'statement-1' },
      before: { willing: true },
      after: { willing: false },
      shift: { numerator: 0, denominator: -1 },
    });
  });

  it('tells why a household was not able only to who may know of its health', async () => {
    const asked = Object.assign(new DenominatorMovement(), { ...october, days: 40 });
    for (const [role, reason] of [
      ['SUPERVISOR', '***'],
      ['AUDITOR', 'REFUSED'],
    ] as const) {
      const own = new Shelf(denominatorAnswers, { viewer: somebody(role), today: '2025-12-31' });
      await own.run(VIEWS, happenings);
      expect(await own.ask(asked)).toMatchObject({ items: [{ reason }, { reason: null }] });
      await own.close();
    }
  });
});
