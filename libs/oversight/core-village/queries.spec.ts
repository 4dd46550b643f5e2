import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { Shelf } from '@testing/shelf';
import {
  approved,
  bound,
  entity,
  FIRST_VILLAGE,
  household,
  merged,
  OTHER_VILLAGE,
  parameters,
  SECOND_VILLAGE,
  somebody,
  successionsIn,
  VIEWS,
} from '@oversight/coverage/story';
import { coreVillageAnswers, CoreVillageCoverage } from './queries';

const numbers = Array.from({ length: 40 }, (_, n) => String(n).padStart(3, '0'));

/** Forty willing target households in the home village of an entity, thirty-six bound to this or another one. */
const happenings = [
  ...parameters(),
  ...approved('coop', '2025-01-01', { village: FIRST_VILLAGE }),
  ...approved('farm', '2025-01-01', { village: OTHER_VILLAGE }),
  entity('candidate').registered(SECOND_VILLAGE, '2025-01-01'),
  ...numbers.flatMap((no, n) => [
    household(no).registered(FIRST_VILLAGE, '2025-01-01'),
    household(no).alleviated('2025-01-01'),
    household(no).assessed('2025-01-01', n % 2 === 0),
    ...(n < 30 ? bound(no, 'coop', '2025-02-01') : []),
    ...(n >= 30 && n < 36 ? bound(no, 'farm', { when: '2025-02-01', relation: 'HE' }) : []),
  ]),
  household('unwilling').registered(FIRST_VILLAGE, '2025-01-01'),
  household('unwilling').alleviated('2025-01-01'),
  merged(FIRST_VILLAGE, SECOND_VILLAGE, { on: '2025-09-01', recorded: '2025-09-01' }),
];

interface Line {
  readonly village: string;
  readonly entities: number;
}

describe('coverage of core villages (R02c)', () => {
  const successions = successionsIn(happenings);
  const viewer = somebody('SUPERVISOR');
  const shelf = new Shelf(coreVillageAnswers, { viewer, today: '2025-09-30', successions });
  beforeAll(() => shelf.run(VIEWS, happenings));
  afterAll(() => shelf.close());
  const before = { asOf: calendarDate('2025-06-30'), knownAt: calendarDate('2025-06-30') };
  const lines = async (fields: Partial<CoreVillageCoverage> = before) =>
    ((await shelf.ask(Object.assign(new CoreVillageCoverage(), fields))) as { items: readonly Line[] }).items;

  it('of 36 in 40 willing households bound to any entity is 90.00 % and not met', async () => {
    expect((await lines())[0]).toMatchObject({
      ...{ village: FIRST_VILLAGE, entities: 1 },
      ...{ numerator: 36, denominator: 40, ratioText: '90.00', met: false },
    });
  });

  it('asks only for villages that are home to an entity in good standing', async () => {
    expect((await lines()).map(({ village }) => village)).toEqual([FIRST_VILLAGE, OTHER_VILLAGE]);
    expect((await lines())[1]).toMatchObject({ ratioText: 'NOT_APPLICABLE', met: null });
  });

  it('follows a village to the one that took its place', async () => {
    const after = await lines({ asOf: calendarDate('2025-09-01'), knownAt: calendarDate('2025-09-01') });
    expect(after.find(({ village }) => village === SECOND_VILLAGE)).toMatchObject({
      numerator: 36,
      denominator: 40,
    });
  });

  it('does not follow it out of the division asked about, and counts whose village has left', async () => {
    const after = { asOf: calendarDate('2025-09-01'), knownAt: calendarDate('2025-09-01') };
    const asked = (division: DivisionCode) =>
      shelf.ask(Object.assign(new CoreVillageCoverage(), { ...after, division }));
    expect(await asked(FIRST_VILLAGE)).toMatchObject({ items: [], elsewhere: 1 });
    expect(await asked(OTHER_VILLAGE)).toMatchObject({ items: [{ village: OTHER_VILLAGE }], elsewhere: 0 });
  });
});
