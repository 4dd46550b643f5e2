import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { Desk } from '@testing/desk';
import { eventOf } from '@testing/events';
import { CommandIdReused } from './faults';
import { build, granaryId, handledGranary, lockWith, storing, VILLAGE } from './story';

const clerk: Actor = { user: 'clerk', role: 'VILLAGE_INFORMANT', scope: VILLAGE };
const id = granaryId('东仓');
const stream = `granary-${id}`;
const first = { commandId: derivedId('first') };

describe('a command id that another process answered, or this one before it was started again', () => {
  let desk: Desk;
  const types = async () => (await desk.store.readStream(stream)).map(({ type }) => type);

  beforeEach(async () => {
    desk = new Desk([handledGranary(() => Promise.resolve())], Date.parse('2025-03-01T04:00:00.000Z'));
    await desk.send(build('东仓'), clerk, { commandId: derivedId('building') });
    await desk.send(storing(5), clerk, { id, ...first });
    desk.restart();
  });
  afterEach(() => desk.close());

  it('answers the first result, whatever happened since', async () => {
    const stored = { stream, type: 'GrainStored', data: { tons: 1 } };
    await desk.store.append(stream, 'any', [eventOf(stored, 1)]);
    const again = await desk.send(storing(5), clerk, { id, ...first });
    expect(again).toMatchObject({ revision: 1, events: [{ data: { tons: 5 } }], replayed: true });
    expect(await types()).toEqual(['GranaryBuilt', 'GrainStored', 'GrainStored']);
  });

  it.each<[string, object, object]>([
    ['content', storing(6), {}],
    ['kind', lockWith('1'), {}],
    ['day', storing(5), { effectiveDate: calendarDate('2025-02-28') }],
    ['reason', storing(5), { reason: '秋收' }],
  ])('is refused with another %s', async (_what, command, more) => {
    await expect(desk.send(command, clerk, { id, ...first, ...more })).rejects.toThrow(CommandIdReused);
    expect(await types()).toEqual(['GranaryBuilt', 'GrainStored']);
  });

  it('is refused for what was brought to life with another content', async () => {
    const other = Object.assign(build('东仓'), { keeperPhone: '13800000009' });
    await expect(desk.send(other, clerk, { commandId: derivedId('building') })).rejects.toThrow(
      CommandIdReused,
    );
  });

  it('is not known where nothing of it stands in the stream: of another aggregate, or of a command that wrote nothing', async () => {
    await desk.send(build('西仓'), clerk, first);
    const second = { id, commandId: derivedId('second') };
    await desk.send(storing(0), clerk, second);
    desk.restart();
    expect(await desk.send(storing(1), clerk, second)).toMatchObject({ revision: 2, replayed: false });
  });
});
