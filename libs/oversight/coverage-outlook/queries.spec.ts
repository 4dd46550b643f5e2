import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { Shelf } from '@testing/shelf';
import {
  approved,
  bound,
  chained,
  entityId,
  FIRST_VILLAGE,
  household,
  parameters,
  somebody,
  VIEWS,
} from '@oversight/coverage/story';
import { CoverageGain, coverageOutlookAnswers, CoverageProgress } from './queries';

const numbers = Array.from({ length: 120 }, (_, n) => String(n).padStart(3, '0'));

/** Of 120 households 3 are covered, 57 wait for an enterprise in one cooperative, 5 of them in another too; 60 have none. */
const happenings = [
  ...parameters({ 'coverage.deadline': '2025-12-31' }),
  ...['covered', 'waiting', 'small'].flatMap((name) => approved(name, '2025-01-01')),
  ...approved('enterprise', '2025-01-01', { level: 'COUNTY' }),
  ...chained('enterprise', 'covered', '2025-01-02'),
  ...numbers.flatMap((no, n) => [
    household(no).registered(FIRST_VILLAGE, '2025-01-01'),
    household(no).alleviated('2025-01-01'),
    household(no).assessed('2025-01-01'),
    ...(n < 3 ? bound(no, 'covered', '2025-02-01') : []),
    ...(n >= 3 && n < 60 ? bound(no, 'waiting', '2025-02-01') : []),
    ...(n < 8 ? bound(no, 'small', { when: '2025-02-01', industry: 'TOBACCO' }) : []),
  ]),
];

describe('what is still to be done', () => {
  const shelf = new Shelf(coverageOutlookAnswers, { viewer: somebody('SUPERVISOR'), today: '2025-06-30' });
  beforeAll(() => shelf.run(VIEWS, happenings));
  afterAll(() => shelf.close());
  const progress = (asOf: string) =>
    shelf.ask(
      Object.assign(new CoverageProgress(), {
        asOf: calendarDate(asOf),
        knownAt: calendarDate('2025-12-31'),
      }),
    );

  it('is 20 households a month for a gap of 117 and 6 months left (R02)', async () => {
    expect(await progress('2025-06-30')).toMatchObject({
      ...{ missing: 117, wholeMonthsLeft: 6, neededPerMonth: 20 },
      deadline: { key: 'coverage.deadline', value: '2025-12-31' },
    });
  });

  it('has no monthly pace once no whole month is left', async () => {
    expect(await progress('2025-12-01')).toMatchObject({ wholeMonthsLeft: 0, neededPerMonth: null });
  });

  it('begins with the cooperative whose binding gains most households (R01)', async () => {
    const gains = await shelf.ask(new CoverageGain());
    expect(gains).toMatchObject({
      items: [
        { cooperativeId: entityId('waiting'), name: 'waiting', division: FIRST_VILLAGE, households: 57 },
        { cooperativeId: entityId('small'), households: 5 },
      ],
      ...{ asOf: '2025-06-30', knownAt: '2025-06-30' },
      parameters: expect.arrayContaining([expect.objectContaining({ key: 'coverage.minLeadingLevel' })]),
      listRef: { gained: expect.stringContaining('which=GAP_NO_ENTERPRISE') },
    });
  });
});
