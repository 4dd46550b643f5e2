import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import { Desk } from '@testing/desk';
import { build, CAPACITY, granaryId, handledGranary, storing, VILLAGE } from './story';

const clerk: Actor = { user: 'clerk', role: 'VILLAGE_INFORMANT', scope: VILLAGE };
const id = granaryId('东仓');
const full = { code: 'GRANARY_NEARLY_FULL', params: { tons: CAPACITY }, pointer: '/tons' };

describe('what is unusual in a command that is accepted', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledGranary()], Date.parse('2025-03-01T04:00:00.000Z'));
    await desk.send(build('东仓'), clerk);
  });
  afterEach(() => desk.close());
  const metadata = async () =>
    (await desk.store.readStream(`granary-${id}`)).map(({ metadata: { warnings } }) => warnings);

  it('is told, and stands on what was written', async () => {
    expect(await desk.send(storing(CAPACITY), clerk, { id })).toMatchObject({ warnings: [full] });
    expect(await metadata()).toEqual([undefined, [full]]);
  });

  it('is told again where the command is sent again, also by a process that remembers nothing', async () => {
    const first = { id, commandId: derivedId('first') };
    await desk.send(storing(CAPACITY), clerk, first);
    expect(await desk.send(storing(CAPACITY), clerk, first)).toMatchObject({
      replayed: true,
      warnings: [full],
    });
    desk.restart();
    expect(await desk.send(storing(CAPACITY), clerk, first)).toMatchObject({
      replayed: true,
      warnings: [full],
    });
  });

  it('is shown before by a dry run, which writes nothing', async () => {
    const shown = await desk.send(storing(CAPACITY), clerk, { id, dryRun: true });
    expect(shown).toMatchObject({ warnings: [full], events: [{ type: 'GrainStored' }] });
    expect(await metadata()).toEqual([undefined]);
  });

  it('is nothing where nothing is unusual, or nothing is decided', async () => {
    expect(await desk.send(storing(1), clerk, { id })).toMatchObject({ warnings: [] });
    await desk.send(storing(CAPACITY - 1), clerk, { id });
    expect(await desk.send(storing(0), clerk, { id })).toMatchObject({ events: [], warnings: [] });
  });
});
