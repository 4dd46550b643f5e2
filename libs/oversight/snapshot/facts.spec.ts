import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import { parameters } from '@oversight/coverage/story';
import { handledSnapshot } from './aggregate';
import { PublishSnapshot } from './commands';
import { COUNTY, countyInformant } from './story';

const NEXT_DOOR = divisionCode('411423000000');
const DECIDED = calendarDate('2022-01-01');

/** The county decided on the first of January 2022 how coverage is counted. */
describe('the figures of a bulletin', () => {
  let desk: Desk;
  const publish = (more: Partial<PublishSnapshot>, scope = COUNTY) => {
    const days = { asOf: DECIDED, knownAt: DECIDED };
    const asked = { kind: 'COVERAGE', division: scope, bulletinNo: '1号', ...days, ...more } as const;
    return desk.send(command(PublishSnapshot, asked), { ...countyInformant, scope });
  };

  beforeAll(async () => {
    desk = new Desk([handledSnapshot], Date.parse('2025-03-01T04:00:00.000Z'));
    await desk.happened(...parameters());
  });
  afterAll(() => desk.close());

  it('cannot be reckoned by what was known before anybody had decided how', async () => {
    const before = calendarDate('2021-12-31');
    await expect(publish({ asOf: before, knownAt: before })).rejects.toMatchObject({
      unmet: [{ code: 'SNAPSHOT_NOT_COMPUTABLE', params: { asOf: before, knownAt: before } }],
    });
  });

  it('can by what was known from that day on, in the place and of the kind that was decided', async () => {
    await expect(publish({}, NEXT_DOOR)).rejects.toThrow('SNAPSHOT_NOT_COMPUTABLE');
    const incomes = { kind: 'INCOME_GROWTH', asOf: calendarDate('2024-12-31') } as const;
    const knownAt = calendarDate('2025-02-28');
    await expect(publish({ ...incomes, knownAt })).rejects.toThrow('SNAPSHOT_NOT_COMPUTABLE');
    const { events } = await publish({});
    expect(events).toMatchObject([{ type: 'ReportSnapshotPublished' }]);
  });
});
