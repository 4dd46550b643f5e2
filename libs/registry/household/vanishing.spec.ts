import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionId } from '@registry/division/state';
import { command, specify } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledHousehold } from './aggregate';
import { MarkHouseholdVanished, VoidVanishing } from './commands';
import type { HouseholdEvent } from './events';
import {
  documentNo,
  HOUSEHOLD,
  known,
  NEIGHBOUR,
  NEXT_VILLAGE,
  on,
  register,
  registered,
  somebody,
  stillThere,
  vanished,
  VILLAGE,
} from './story';

const { given } = specify<HouseholdEvent>(handledHousehold, known);
const mark = (cause: MarkHouseholdVanished['cause']) => command(MarkHouseholdVanished, { cause });
const voiding = new VoidVanishing();
const mistaken = given(registered, vanished).knowing({ reason: '误记邻户' });

describe('a household that was believed to have vanished', () => {
  it('lives as before, from the day on from which it was believed to, for a reason', () => {
    mistaken.when(voiding).then(stillThere);
    mistaken.knowing({ reason: null }).when(voiding).thenRefused('REASON_REQUIRED');
    const later = calendarDate('2025-03-05');
    mistaken
      .knowing({ effectiveDate: later, today: later })
      .when(voiding)
      .thenRefused('VOIDED_FROM_FIRST_DAY');
    expect(given(registered, vanished, stillThere).state()).toEqual(given(registered).state());
  });

  it('is one that did', () => {
    given(registered).knowing({ reason: '误记' }).when(voiding).thenRefused('HOUSEHOLD_NOT_VANISHED');
  });

  it('vanished for one cause: another is not taken for the same, and is marked when that is taken back', () => {
    mistaken.when(mark('MOVED_AWAY')).thenNothing();
    expect(mistaken.when(mark('DECEASED')).refusal().unmet).toMatchObject([
      { code: 'HOUSEHOLD_VANISHED_OTHERWISE', params: { cause: 'MOVED_AWAY', on } },
    ]);
    given(registered, vanished, stillThere)
      .knowing({ reason: '缘由有误' })
      .when(mark('DECEASED'))
      .then({ type: 'HouseholdVanished', data: { cause: 'DECEASED', on } });
  });

  it('did so where it lived: not before it moved there', () => {
    const moved: HouseholdEvent = {
      type: 'HouseholdMoved',
      data: { from: VILLAGE, to: NEXT_VILLAGE, on: calendarDate('2025-03-02') },
    };
    const dated = { effectiveDate: on, today: calendarDate('2025-03-09'), reason: '外迁' };
    given(registered, moved).knowing(dated).when(mark('MOVED_AWAY')).thenRefused('BEFORE_LAST_CHANGE');
    given(registered, moved, vanished).knowing(dated).when(voiding).thenRefused('BEFORE_LAST_CHANGE');
  });

  it('is the affair of who marks it', () => {
    expect(VoidVanishing.sentBy).toEqual(MarkHouseholdVanished.sentBy);
  });
});

describe('a document of a household that was believed to have vanished', () => {
  const [clerk, town] = [somebody('VILLAGE_INFORMANT'), somebody('TOWN_INFORMANT')];
  const at = { id: HOUSEHOLD, reason: '误记邻户' };
  const neighbour = () => register({ householdNo: '5304241020002', documentNo: documentNo(1) });
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledHousehold], Date.parse('2025-03-01T04:00:00.000Z'));
    await desk.happened({
      stream: `division-${divisionId(VILLAGE)}`,
      type: 'DivisionRegistered',
      data: { code: VILLAGE, name: '某村', level: 'VILLAGE', on: '2020-01-01', source: '' },
    });
    await desk.send(register(), clerk);
    await desk.send(mark('MOVED_AWAY'), town, at);
  });
  afterEach(() => desk.close());

  it('is its own again, and nobody else’s', async () => {
    await desk.send(voiding, town, at);
    await expect(desk.send(neighbour(), clerk)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
  });

  it('that another household has by now keeps it from living again', async () => {
    expect((await desk.send(neighbour(), clerk)).id).toBe(NEIGHBOUR);
    await expect(desk.send(voiding, town, at)).rejects.toMatchObject({
      unmet: [{ code: 'DOCUMENT_ALREADY_REGISTERED', params: { householdId: NEIGHBOUR } }],
    });
    await desk.send(mark('MOVED_AWAY'), town, { ...at, id: NEIGHBOUR });
    expect((await desk.send(voiding, town, at)).events).toMatchObject([stillThere]);
  });
});
