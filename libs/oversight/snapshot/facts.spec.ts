import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledParameter } from '@registry/parameter/aggregate';
import { ApprovePolicyParameter, ProposePolicyParameter } from '@registry/parameter/commands';
import { CATALOGUE } from '@registry/parameter/catalogue';
import { readBy } from '@registry/parameter/used-by';
import { handledSnapshot } from './aggregate';
import { PublishSnapshot } from './commands';
import { COUNTY, countyInformant } from './story';

const scope = COUNTY;
const admin: Actor = { user: 'admin', role: 'ADMIN', scope };
const signer: Actor = { user: 'signer', role: 'COUNTY_SIGNER', scope };
const days = { asOf: calendarDate('2024-12-31'), knownAt: calendarDate('2025-02-28') };

/** On the first of March the county decides how coverage is counted; the figures are of the year before. */
describe('the figures of a bulletin', () => {
  let desk: Desk;
  let today = '01';
  const publishing = (more: Partial<PublishSnapshot>): PublishSnapshot =>
    command(PublishSnapshot, { kind: 'COVERAGE', division: COUNTY, bulletinNo: '1号', ...days, ...more });

  beforeAll(async () => {
    desk = new Desk([handledParameter, handledSnapshot], () => Date.parse(`2025-03-${today}T04:00:00.000Z`));
    for (const key of readBy('R01')) {
      const terms = { value: CATALOGUE[key].offered, effectiveFrom: calendarDate('2023-01-01') };
      const proposal = command(ProposePolicyParameter, { key, scope, ...terms, sourceDocument: '县办法' });
      const { events } = await desk.send(proposal, admin);
      const entryId = events[0]?.data['entryId'] as string;
      await desk.send(command(ApprovePolicyParameter, { key, entryId }), signer);
    }
    today = '02';
  });
  afterAll(() => desk.close());

  it('cannot be reckoned by what was known before anybody had decided how', async () => {
    await expect(desk.send(publishing({}), countyInformant)).rejects.toMatchObject({
      unmet: [{ code: 'SNAPSHOT_NOT_COMPUTABLE', params: { key: readBy('R01') } }],
    });
  });

  it('can by what was known from that day on, in the place and of the kind that was decided', async () => {
    const knownAt = calendarDate('2025-03-01');
    const elsewhere = publishing({ knownAt, division: divisionCode('411423000000') });
    const neighbour = { ...countyInformant, scope: divisionCode('411423000000') };
    await expect(desk.send(elsewhere, neighbour)).rejects.toThrow('SNAPSHOT_NOT_COMPUTABLE');
    const incomes = publishing({ knownAt, kind: 'INCOME_GROWTH' });
    await expect(desk.send(incomes, countyInformant)).rejects.toThrow('SNAPSHOT_NOT_COMPUTABLE');
    const { events } = await desk.send(publishing({ knownAt }), countyInformant);
    expect(events).toMatchObject([{ type: 'ReportSnapshotPublished' }]);
  });
});
