import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import type { Aggregate, Event } from '@kernel/decider';
import { divisionCode, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { require } from '@kernel/refusal';
import { Desk } from '@testing/desk';
import { command } from '@testing/decider';
import { enveloped, type Envelope } from './envelope';
import { Forbidden } from './faults';
import { handled } from './handling';
import { dispatchSeveral } from './several';

const COUNTY = divisionCode('530424000000');
const NEXT_DOOR = divisionCode('411423000000');
const clerk: Actor = { user: 'clerk', role: 'COUNTY_INFORMANT', scope: COUNTY };

class PutDown {
  static readonly title = '记下';
  static readonly sentBy = ['COUNTY_INFORMANT'] as const;
  name = '';
  place: DivisionCode = COUNTY;
}
class PutDownSeveral {
  static readonly title = '成批记下';
  static readonly sentBy = PutDown.sentBy;
  notes: PutDown[] = [];
}

type Note = Event<'PutDown', { name: string; place: string }>;
const note: Aggregate<DivisionCode | null, Note> = {
  ...{ category: 'note', initial: null, events: { PutDown: 1 }, scope: (place) => place },
  evolve: (_none, { data }) => data.place as DivisionCode,
};
const handledNote = handled(note, {}, (handle) => [
  handle({
    command: PutDown,
    creates: ({ name }) => derivedId('note', name),
    place: ({ place }) => place,
    decide: ({ name, place }, known) => {
      require(known === null, 'NOTE_EXISTS', { name }, '/name');
      require(name !== 'bad', 'NOTE_BAD', {}, '/name');
      return [{ type: 'PutDown', data: { name, place } }];
    },
  }),
]);

describe('several commands in one request', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk([handledNote], Date.parse('2025-03-01T04:00:00.000Z'));
  });
  afterEach(() => desk.close());

  const notes = (...names: readonly string[]): readonly PutDown[] =>
    names.map((name) => command(PutDown, { name }));
  const send = (parts: readonly PutDown[], more: Partial<Envelope> = {}) => {
    const asked = enveloped(command(PutDownSeveral, { notes: [...parts] }), {
      ...{ commandId: derivedId('request', 1), actor: clerk },
      ...more,
    });
    return dispatchSeveral(desk.dispatcher, { list: 'notes' }, asked);
  };
  const written = async (name: string) =>
    (await desk.store.readStream(`note-${derivedId('note', name)}`)).length;

  it('are answered one by one, in their order', async () => {
    const outcomes = await send(notes('a', 'b'));
    expect(outcomes.map(({ id, revision }) => [id, revision])).toEqual([
      [derivedId('note', 'a'), 0],
      [derivedId('note', 'b'), 0],
    ]);
    expect([await written('a'), await written('b')]).toEqual([1, 1]);
  });

  it('are refused together with what each is refused for, and none is written', async () => {
    await send(notes('there'), { commandId: derivedId('request', 0) });
    await expect(send(notes('a', 'bad', 'there'))).rejects.toMatchObject({
      unmet: [
        { code: 'NOTE_BAD', pointer: '/notes/1/name' },
        { code: 'NOTE_EXISTS', params: { name: 'there' }, pointer: '/notes/2/name' },
      ],
    });
    expect(await written('a')).toBe(0);
  });

  it('are refused where two concern the same thing: what the first does, the trial of the second does not know', async () => {
    await expect(send(notes('a', 'b', 'a'))).rejects.toMatchObject({
      unmet: [{ code: 'NAMED_TWICE', pointer: '/notes/2' }],
    });
    expect(await written('a')).toBe(0);
  });

  it('are judged by the division of each before anything is written or told of another', async () => {
    const elsewhere = command(PutDown, { name: 'c', place: NEXT_DOOR });
    await expect(send([...notes('a', 'bad'), elsewhere])).rejects.toBeInstanceOf(Forbidden);
    expect(await written('a')).toBe(0);
  });

  it('are written once, however often the request is repeated', async () => {
    await send(notes('a', 'b'));
    const again = await send(notes('a', 'b'));
    expect(again.map(({ replayed }) => replayed)).toEqual([true, true]);
    expect([await written('a'), await written('b')]).toEqual([1, 1]);
  });

  it('may follow from what the request lists, and be refused where it lists it', async () => {
    const named = (list: readonly string[]) =>
      dispatchSeveral(
        desk.dispatcher,
        { list: 'names', parts: () => notes(...list) },
        enveloped(command(PutDownSeveral, {}), { commandId: derivedId('request', 2), actor: clerk }),
      );
    await expect(named(['a', 'bad'])).rejects.toMatchObject({
      unmet: [{ code: 'NOTE_BAD', pointer: '/names/1/name' }],
    });
    expect(await named(['a', 'b'])).toHaveLength(2);
  });

  it('have a dry run that shows each and writes nothing', async () => {
    const outcomes = await send(notes('a', 'b'), { dryRun: true });
    expect(outcomes.map(({ preview }) => preview)).toEqual([
      { before: null, after: COUNTY },
      { before: null, after: COUNTY },
    ]);
    expect(await written('a')).toBe(0);
  });
});
