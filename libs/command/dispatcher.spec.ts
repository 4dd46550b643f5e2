import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { Refusal } from '@kernel/refusal';
import { Desk } from '@testing/desk';
import { eventOf } from '@testing/events';
import { DECIDED_WITHIN_MS, type Outcome } from './dispatcher';
import { CommandIdReused, Contended, Forbidden, NotFound, Stale } from './faults';
import { build, CAPACITY, granaryId, handledGranary, lockWith, storing, VILLAGE } from './story';

const NOON = Date.parse('2025-03-01T04:00:00.000Z');
const clerk: Actor = { user: 'clerk', role: 'VILLAGE_INFORMANT', scope: VILLAGE };
const id = granaryId('东仓');
const stream = `granary-${id}`;
const first = { commandId: derivedId('first') };

let desk: Desk;
let meanwhile: () => Promise<unknown>;
let others = 0;

/** Somebody else's grain, straight into the log. */
const anotherStores = (tons: number) => {
  others += 1;
  return desk.store.append(stream, 'any', [eventOf({ stream, type: 'GrainStored', data: { tons } }, others)]);
};
const types = async () => (await desk.store.readStream(stream)).map(({ type }) => type);

beforeEach(() => {
  meanwhile = () => Promise.resolve();
  desk = new Desk([handledGranary(() => meanwhile())], NOON);
});
afterEach(() => desk.close());

describe('a command that is accepted', () => {
  it('writes its events with who, when, why and on whose request', async () => {
    await desk.send(build('东仓'), clerk);
    const envelope = { id, ...first, effectiveDate: calendarDate('2025-02-01'), reason: '秋收' };
    const outcome = await desk.send(storing(5), clerk, { ...envelope, correlationId: 'the harvest' });
    expect(outcome).toMatchObject({ id, category: 'granary', revision: 1, replayed: false });
    const [, event] = await desk.store.readStream(stream);
    expect(event).toMatchObject({
      ...{ type: 'GrainStored', data: { tons: 5 }, position: outcome.position },
      metadata: {
        ...{ actor: 'clerk', role: 'VILLAGE_INFORMANT', actorScope: VILLAGE, division: VILLAGE },
        ...{ effectiveDate: '2025-02-01', recordedAt: '2025-03-01T04:00:00.000Z', reason: '秋收' },
        ...{ command: 'StoreGrain', ...first, correlationId: 'the harvest', causationId: null },
        schemaVersion: 1,
      },
    });
  });

  it('that changes nothing writes nothing', async () => {
    const built = await desk.send(build('东仓'), clerk);
    expect(await desk.send(storing(0), clerk, { id })).toMatchObject({
      ...{ revision: 0, position: built.position, events: [] },
    });
  });
});

describe('a command that takes long to decide', () => {
  const slow = async (times: number): Promise<Outcome> => {
    let now = NOON;
    let left = times;
    await desk.close();
    const handled = handledGranary(() => {
      now += left > 0 ? DECIDED_WITHIN_MS + 1 : DECIDED_WITHIN_MS;
      left -= 1;
      return Promise.resolve();
    });
    desk = new Desk([handled], () => now);
    await desk.send(build('东仓'), clerk);
    return desk.send(storing(5), clerk, { id });
  };

  it('is decided anew: the keys that it knew may be others by now', async () => {
    expect(await slow(2)).toMatchObject({ revision: 1 });
    const [, stored] = await desk.store.readStream(stream);
    const decidedAt = NOON + 2 * (DECIDED_WITHIN_MS + 1);
    expect(stored?.metadata).toMatchObject({ recordedAt: new Date(decidedAt).toISOString() });
  });

  it('is given up where it never is decided in time', async () => {
    await expect(slow(Infinity)).rejects.toThrow(Contended);
    expect(await types()).toEqual(['GranaryBuilt']);
  });
});

describe('a command that is sent again', () => {
  it('is answered with its first result, whatever happened since', async () => {
    await desk.send(build('东仓'), clerk);
    const answer = await desk.send(storing(12), clerk, { id, ...first });
    await desk.send(storing(8), clerk, { id });
    const head = await desk.store.head();
    expect(await desk.send(storing(12), clerk, { id, ...first })).toEqual({ ...answer, replayed: true });
    expect(await desk.store.head()).toBe(head);
  });

  it('may bring to life only once', async () => {
    const answer = await desk.send(build('东仓'), clerk, first);
    expect(await desk.send(build('东仓'), clerk, first)).toEqual({ ...answer, replayed: true });
    await expect(desk.send(build('东仓'), clerk)).rejects.toThrow('GRANARY_EXISTS');
  });

  it('is the same in another order of its fields', async () => {
    await desk.send(build('东仓'), clerk, first);
    const { name, owners, keeperPhone } = build('东仓');
    const turned = Object.assign(Object.create(build('').constructor.prototype as object) as object, {
      ...{ keeperPhone, owners, name },
    });
    expect(await desk.send(turned, clerk, first)).toMatchObject({ replayed: true });
  });

  it.each<[string, object, object]>([
    ['content', storing(6), {}],
    ['kind', lockWith('1'), {}],
    ['day', storing(5), { effectiveDate: calendarDate('2025-02-28') }],
    ['reason', storing(5), { reason: '秋收' }],
  ])('is refused with another %s', async (_what, command, more) => {
    await desk.send(build('东仓'), clerk);
    await desk.send(storing(5), clerk, { id, ...first });
    await expect(desk.send(command, clerk, { id, ...first, ...more })).rejects.toThrow(CommandIdReused);
  });
});

describe('a command id', () => {
  it('is refused for another aggregate too', async () => {
    await desk.send(build('东仓'), clerk, first);
    await expect(desk.send(build('西仓'), clerk, first)).rejects.toThrow(CommandIdReused);
    expect(await desk.store.readStream(`granary-${granaryId('西仓')}`)).toEqual([]);
  });

  it('is used up by a command that had nothing to do, and not by one that was refused', async () => {
    await desk.send(build('东仓'), clerk);
    await desk.send(storing(0), clerk, { id, ...first });
    await expect(desk.send(storing(1), clerk, { id, ...first })).rejects.toThrow(CommandIdReused);
    const second = { commandId: derivedId('second') };
    await expect(desk.send(storing(CAPACITY + 1), clerk, { id, ...second })).rejects.toThrow('GRANARY_FULL');
    expect(await desk.send(storing(1), clerk, { id, ...second })).toMatchObject({ revision: 1 });
  });
});

describe('a stream that was seen before', () => {
  const readings = (): (() => number) => {
    const readStream = desk.store.readStream.bind(desk.store);
    let times = 0;
    desk.store.readStream = (...asked) => {
      times += asked[0] === stream ? 1 : 0;
      return readStream(...asked);
    };
    return () => times;
  };

  it('is not read again for commands that nobody came before', async () => {
    await desk.send(build('东仓'), clerk);
    const read = readings();
    await desk.send(storing(5), clerk, { id });
    await desk.send(storing(5), clerk, { id, expectedRevision: 1 });
    expect(read()).toBe(0);
    expect((await desk.store.readStream(stream)).map(({ revision }) => revision)).toEqual([0, 1, 2]);
  });

  it('is decided on with what others have appended since, where that forbids a command', async () => {
    await desk.send(build('东仓'), clerk);
    await anotherStores(CAPACITY);
    await expect(desk.send(storing(1), clerk, { id })).rejects.toThrow('GRANARY_FULL');
  });

  it('and where that allows it', async () => {
    await desk.send(build('东仓'), clerk);
    await desk.send(storing(CAPACITY), clerk, { id });
    await anotherStores(-5);
    expect(await desk.send(storing(5), clerk, { id })).toMatchObject({ revision: 3 });
    await anotherStores(-1);
    expect(await desk.send(storing(1), clerk, { id, expectedRevision: 4 })).toMatchObject({ revision: 5 });
  });

  it('and where nothing is to be done', async () => {
    await desk.send(build('东仓'), clerk);
    await anotherStores(1);
    expect(await desk.send(storing(0), clerk, { id })).toMatchObject({ revision: 1, events: [] });
  });

  it('is shown as it is now by a dry run', async () => {
    await desk.send(build('东仓'), clerk);
    await anotherStores(7);
    const outcome = await desk.send(storing(5), clerk, { id, dryRun: true });
    expect(outcome.preview).toMatchObject({ before: { tons: 7 }, after: { tons: 12 } });
  });
});

describe('a conflict', () => {
  it('is decided again on what is now so', async () => {
    await desk.send(build('东仓'), clerk);
    let rounds = 0;
    meanwhile = async () => ((rounds += 1) === 1 ? anotherStores(1) : null);
    await desk.send(storing(CAPACITY - 1), clerk, { id });
    expect(await types()).toEqual(['GranaryBuilt', 'GrainStored', 'GrainStored']);
    expect(rounds).toBe(2);
  });

  it('is refused by the rule where the other was faster', async () => {
    await desk.send(build('东仓'), clerk);
    let rounds = 0;
    meanwhile = async () => ((rounds += 1) === 1 ? anotherStores(1) : null);
    await expect(desk.send(storing(CAPACITY), clerk, { id })).rejects.toThrow('GRANARY_FULL');
    expect(await types()).toEqual(['GranaryBuilt', 'GrainStored']);
  });

  it('is told to a caller who named the revision', async () => {
    await desk.send(build('东仓'), clerk);
    meanwhile = () => anotherStores(1);
    const sent = desk.send(storing(1), clerk, { id, expectedRevision: 0 });
    await expect(sent).rejects.toEqual(new Stale(0, 1));
    expect(await types()).toEqual(['GranaryBuilt', 'GrainStored']);
  });

  it('that never ends is given up, with nothing written', async () => {
    await desk.send(build('东仓'), clerk);
    meanwhile = () => anotherStores(0);
    const before = others;
    await expect(desk.send(storing(1), clerk, { id })).rejects.toThrow(Contended);
    expect(await types()).toHaveLength(1 + others - before);
  });

  it('about a key is no conflict about the aggregate', async () => {
    await desk.send(build('东仓'), clerk);
    await desk.send(build('西仓'), clerk);
    const both = ['东仓', '西仓'].map((name) =>
      desk.send(lockWith('7'), clerk, { id: granaryId(name), expectedRevision: 0 }),
    );
    const settled = await Promise.allSettled(both);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const reasons = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(reasons).toMatchObject([{ unmet: [{ code: 'PADLOCK_TAKEN' }] }]);
  });

  it('about a key is lost by who saw it free and came later', async () => {
    await desk.send(build('东仓'), clerk);
    await desk.send(build('西仓'), clerk);
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      await desk.send(lockWith('7'), clerk, { id: granaryId('西仓') });
    };
    await expect(desk.send(lockWith('7'), clerk, { id })).rejects.toThrow('PADLOCK_TAKEN');
    expect(await types()).toEqual(['GranaryBuilt']);
  });

  it('of 32 who would create the same is won by one, and the others hear that it is there', async () => {
    const settled = await Promise.allSettled(
      Array.from({ length: 32 }, () => desk.send(build('东仓'), clerk)),
    );
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused.map((reason) => (reason instanceof Refusal ? reason.code : reason))).toEqual(
      Array.from({ length: 31 }, () => 'GRANARY_EXISTS'),
    );
    expect(await types()).toEqual(['GranaryBuilt']);
  });

  it('of 32 writers is settled: each lands or is refused by the rule', async () => {
    await desk.send(build('东仓'), clerk);
    const sent = Array.from({ length: 32 }, () => desk.send(storing(1), clerk, { id }));
    const settled = await Promise.allSettled(sent);
    const landed = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.revision] : []));
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(landed.sort((a, b) => a - b)).toEqual(Array.from({ length: CAPACITY }, (_none, n) => n + 1));
    expect(refused.map((reason) => (reason instanceof Refusal ? reason.code : reason))).toEqual(
      Array.from({ length: 32 - CAPACITY }, () => 'GRANARY_FULL'),
    );
    expect(await types()).toHaveLength(1 + CAPACITY);
  });
});

describe('a revision that the caller names', () => {
  it('must be the current one', async () => {
    await desk.send(build('东仓'), clerk);
    await desk.send(storing(1), clerk, { id });
    const stale = desk.send(storing(1), clerk, { id, expectedRevision: 0 });
    await expect(stale).rejects.toEqual(new Stale(0, 1));
    expect(await desk.send(storing(1), clerk, { id, expectedRevision: 1 })).toMatchObject({ revision: 2 });
  });
});

describe('a dry run', () => {
  const dry = { dryRun: true };
  const untouched = async (act: () => Promise<Outcome>): Promise<Outcome> => {
    const head = await desk.store.head();
    const outcome = await act();
    expect(await desk.store.head()).toBe(head);
    return outcome;
  };

  it('shows what would come to life, and keeps neither an event nor a key', async () => {
    const outcome = await untouched(() => desk.send(build('东仓'), clerk, dry));
    expect(outcome).toMatchObject({
      ...{ id, revision: -1, events: [{ type: 'GranaryBuilt' }] },
      preview: { before: { village: null }, after: { village: VILLAGE } },
    });
    expect(await desk.keeps(id)).toBe(false);
    await desk.send(build('东仓'), clerk);
    expect(await desk.keeps(id)).toBe(true);
  });

  it('is refused where the decision tells what is told on record only, to who may ask', async () => {
    await desk.close();
    const { handlings, ...granaries } = handledGranary();
    const secret = handlings.map((one) => ({ ...one, onRecord: true as const }));
    desk = new Desk([{ ...granaries, handlings: secret }], NOON);
    await expect(desk.send(build('东仓'), clerk, dry)).rejects.toThrow('DRY_RUN_NOT_POSSIBLE');
    await desk.send(build('东仓'), clerk);
    const neighbour = { ...clerk, scope: divisionCode('530424102202') };
    await expect(desk.send(storing(1), neighbour, { id, ...dry })).rejects.toThrow(Forbidden);
    await expect(desk.send(storing(1), clerk, { id, ...dry })).rejects.toThrow('DRY_RUN_NOT_POSSIBLE');
  });

  it('takes no key from others', async () => {
    await desk.send(build('东仓'), clerk);
    await desk.send(build('西仓'), clerk);
    await untouched(() => desk.send(lockWith('7'), clerk, { id, ...dry }));
    await desk.send(lockWith('7'), clerk, { id: granaryId('西仓') });
    await expect(desk.send(lockWith('7'), clerk, { id, ...dry })).rejects.toThrow('PADLOCK_TAKEN');
  });

  it('is refused as the command itself would be, and does not use up its id', async () => {
    await desk.send(build('东仓'), clerk);
    await expect(desk.send(storing(CAPACITY + 1), clerk, { id, ...dry })).rejects.toThrow('GRANARY_FULL');
    await untouched(() => desk.send(storing(1), clerk, { id, ...first, ...dry }));
    expect(await desk.send(storing(2), clerk, { id, ...first })).toMatchObject({ replayed: false });
  });
});

describe('who may send', () => {
  const owner: Actor = { user: 'owner', role: 'ENTITY_MANAGER', scope: VILLAGE, subjectId: 'owner-1' };
  const forbidden = (code: string) => expect.objectContaining({ code }) as unknown;
  beforeEach(() => desk.send(build('东仓', ['owner-1']), clerk));

  it('is a role that the command names, in the division of the aggregate', async () => {
    const auditor = desk.send(storing(1), { ...clerk, role: 'AUDITOR' }, { id });
    await expect(auditor).rejects.toEqual(forbidden('ROLE_NOT_ALLOWED'));
    const neighbour = { ...clerk, scope: divisionCode('530424102202') };
    await expect(desk.send(storing(1), neighbour, { id })).rejects.toEqual(forbidden('OUT_OF_SCOPE'));
    await expect(desk.send(build('西仓'), neighbour)).rejects.toThrow(Forbidden);
    const town = { ...clerk, role: 'TOWN_INFORMANT', scope: divisionCode('530424102000') } as const;
    expect(await desk.send(storing(1), town, { id })).toMatchObject({ revision: 1 });
  });

  it('is judged before anything is told of the aggregate: its revision, or why it cannot be done', async () => {
    let looked = 0;
    meanwhile = () => Promise.resolve((looked += 1));
    const neighbour = { ...clerk, scope: divisionCode('530424102202') };
    const stale = desk.send(storing(1), neighbour, { id, expectedRevision: 7 });
    await expect(stale).rejects.toEqual(forbidden('OUT_OF_SCOPE'));
    const other = { ...owner, subjectId: 'owner-2' };
    await expect(desk.send(storing(1), other, { id })).rejects.toEqual(forbidden('NOT_YOUR_SUBJECT'));
    expect(looked).toBe(0);
  });

  it('is who speaks for the subject concerned, and nobody who speaks for another', async () => {
    expect(await desk.send(storing(1), owner, { id })).toMatchObject({ revision: 1 });
    const other = { ...owner, subjectId: 'owner-2' };
    await expect(desk.send(storing(1), other, { id })).rejects.toEqual(forbidden('NOT_YOUR_SUBJECT'));
    await expect(desk.send(lockWith('1'), owner, { id })).rejects.toEqual(forbidden('NOT_YOUR_SUBJECT'));
  });

  it('learns no more of what is another’s than of what is not there', async () => {
    const other = { ...owner, subjectId: 'owner-2' };
    const answers = [id, granaryId('西仓')].map((one) => desk.send(storing(1), other, { id: one }));
    for (const answer of answers)
      await expect(answer).rejects.toEqual(
        expect.objectContaining({ code: 'NOT_YOUR_SUBJECT', message: 'not a concern of owner-2' }),
      );
  });

  it('is the system in any case', async () => {
    const system = { user: 'clock', role: 'SYSTEM', scope: divisionCode('411423000000') } as const;
    await desk.send(storing(1), system, { id });
    expect((await desk.store.readStream(stream)).at(-1)?.metadata).toMatchObject({
      ...{ actor: 'clock', role: 'SYSTEM', actorScope: null, division: VILLAGE },
    });
  });

  it('is told of what does not exist only with a role that may ask', async () => {
    const nowhere = { id: granaryId('无') };
    await expect(desk.send(storing(1), clerk, nowhere)).rejects.toThrow(NotFound);
    const auditor = desk.send(storing(1), { ...clerk, role: 'AUDITOR' }, nowhere);
    await expect(auditor).rejects.toThrow(Forbidden);
  });
});

describe('a command that cannot be carried', () => {
  it('is a fault of the program', async () => {
    await expect(desk.send({ tons: 1 }, clerk, { id })).rejects.toThrow('nobody handles Object');
    await expect(desk.send(storing(1), clerk)).rejects.toThrow('sent to nobody');
  });
});
