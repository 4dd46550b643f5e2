import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { veilOver } from '@privacy/veil';
import type { Actor } from '@kernel/actor';
import type { Views } from '@query/answering';
import { HOUSEHOLD, NEIGHBOUR, NEXT_VILLAGE, registered, VILLAGE } from '@registry/household/story';
import { Desk } from '@testing/desk';
import { personalReadDisclosure } from './queries';
import { personalReadId } from './state';

const READ = personalReadId('first');

const IN_POST = { actor: 'clerk', role: 'VILLAGE_INFORMANT', actorScope: VILLAGE, post: 'post-1' };
const viewer = { user: 'clerk', role: 'VILLAGE_INFORMANT', scope: VILLAGE, post: 'post-1' } as const;

describe('disclosing what was asked for', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([], Date.UTC(2025, 2, 1, 4));
    const seal = (name: string) => desk.vault.seal(HOUSEHOLD, { headName: name, phone: '13800000001' });
    const household = `household-${HOUSEHOLD}`;
    await desk.happened(
      { stream: household, ...registered, data: { ...registered.data, head: await seal('王示例') } },
      { stream: household, type: 'HeadChanged', data: { head: await seal('李示例') } },
      { stream: household, type: 'RiskEliminated' },
      {
        ...{
          stream: `personalRead-${READ}`,
          type: 'PersonalDataRead',
          recordedAt: '2025-03-01T02:00:00.000Z',
          metadata: IN_POST,
        },
        data: {
          ...{ subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, villageCode: VILLAGE },
          ...{ fields: ['headName', 'bankCard'], purpose: 'PAYMENT', readBy: 'clerk' },
        },
      },
    );
  });
  afterEach(() => desk.close());

  const disclosed = (now: string, id = READ, asking: Partial<Actor> = {}): Promise<object> => {
    const log = { store: desk.store, upcast: (event: never) => event, aggregates: [] };
    const views = { log, now, viewer: { ...viewer, ...asking } } as unknown as Views;
    return personalReadDisclosure.of({ id }, views, (subject, sealed) => desk.vault.open(subject, sealed));
  };

  it('shows the fields on record of the head there is now, and null for what nobody gave', async () => {
    expect(await disclosed('2025-03-01T02:00:01.000Z')).toEqual({ headName: '李示例', bankCard: null });
  });

  it('shows what there was when the reading was put on record: of a head who came since, nothing was read', async () => {
    const head = await desk.vault.seal(HOUSEHOLD, { headName: '赵示例', phone: '13800000002' });
    await desk.happened({ stream: `household-${HOUSEHOLD}`, type: 'HeadChanged', data: { head } });
    expect(await disclosed('2025-03-01T02:00:01.000Z')).toEqual({ headName: '李示例', bankCard: null });
  });

  it.each([
    { user: 'other' },
    { role: 'RESIDENT_TEAM' },
    { scope: NEXT_VILLAGE },
    { post: 'post-2' },
  ] as const)('is not repeated to anybody else, nor in another post: %j', async (asking) => {
    await expect(disclosed('2025-03-01T02:00:01.000Z', READ, asking)).rejects.toMatchObject({
      code: 'READING_OF_ANOTHER_POST',
    });
  });

  it('shows a mark where they were erased', async () => {
    await desk.vault.destroy(HOUSEHOLD);
    expect(await disclosed('2025-03-01T02:00:01.000Z')).toEqual({ headName: '已删除', bankCard: null });
  });

  it('is refused where the data key is damaged: that is not for ever, as an erasure is', async () => {
    await desk.damage(HOUSEHOLD);
    await expect(disclosed('2025-03-01T02:00:01.000Z')).rejects.toMatchObject({ name: 'KeysDamaged' });
  });

  it('lasts five minutes', async () => {
    expect(await disclosed('2025-03-01T02:05:00.000Z')).toMatchObject({ headName: '李示例' });
    const late = disclosed('2025-03-01T02:05:00.001Z');
    await expect(late).rejects.toMatchObject({ code: 'READING_IS_OVER' });
  });

  it('shows nothing that is not on record', async () => {
    await expect(disclosed('2025-03-01T02:00:01.000Z', personalReadId('other'))).rejects.toThrow(
      'no personal read',
    );
  });
});

describe('disclosing who was found', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([], Date.UTC(2025, 2, 1, 4));
    await desk.happened({
      ...{
        stream: `personalRead-${READ}`,
        type: 'HouseholdLookedUp',
        recordedAt: '2025-03-01T02:00:00.000Z',
        metadata: IN_POST,
      },
      data: {
        found: [HOUSEHOLD, NEIGHBOUR, 'too new'].map((householdId) => ({
          householdId,
          villageCode: VILLAGE,
        })),
      },
    });
  });
  afterEach(() => desk.close());

  const told = async (now: string): Promise<object> => {
    const log = { store: desk.store, upcast: (event: never) => event, aggregates: [] };
    const rows = [
      { id: HOUSEHOLD, division: VILLAGE, householdNo: '1' },
      { id: NEIGHBOUR, division: NEXT_VILLAGE, householdNo: '2' },
    ];
    const sealed = await desk.vault.seal('head', { headName: '王示例', phone: '13800000001' });
    const heads = rows.map(({ id, division }) => ({ id, division, subject: 'head', sealed }));
    const getMany = (collection: string) => Promise.resolve(collection === 'households' ? rows : heads);
    const of = () => ({ getMany, get: () => Promise.resolve(null) });
    const views = {
      log,
      now,
      of,
      viewer,
      veil: veilOver(desk.vault),
      successions: () => Promise.resolve([]),
    } as unknown as Views;
    return personalReadDisclosure.of({ id: READ }, views, () => Promise.reject(new Error('opened')));
  };

  it('shows what the register shows of each, unless it is too new for that or lives elsewhere by now', async () => {
    expect(await told('2025-03-01T02:00:01.000Z')).toEqual({
      found: [
        {
          ...{ householdId: HOUSEHOLD, register: { id: HOUSEHOLD, division: VILLAGE, householdNo: '1' } },
          householdNo: '1',
          head: { headName: '王**', documentNo: null, phone: '*******0001' },
        },
        { householdId: NEIGHBOUR, householdNo: null, register: null, head: null },
        { householdId: 'too new', householdNo: null, register: null, head: null },
      ],
    });
  });

  it('lasts five minutes too', async () => {
    await expect(told('2025-03-01T02:05:00.001Z')).rejects.toMatchObject({ code: 'READING_IS_OVER' });
  });
});
