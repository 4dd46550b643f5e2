import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionId } from '@registry/division/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { handledHousehold } from './aggregate';
import { ChangeHead, MarkHouseholdVanished, MoveHousehold, RegisterHousehold } from './commands';
import { documentNo, HOUSEHOLD, NEIGHBOUR, NEXT_VILLAGE, register, somebody, VILLAGE } from './story';

const village = (code: typeof VILLAGE, on: string): Happening => ({
  stream: `division-${divisionId(code)}`,
  type: 'DivisionRegistered',
  data: { code, name: '大寨村委会', level: 'VILLAGE', on, source: '统计用区划代码' },
});
const clerk = somebody('VILLAGE_INFORMANT');
const town = somebody('TOWN_INFORMANT');
const neighbour = (changed: Partial<RegisterHousehold> = {}) =>
  register({ householdNo: '5304241020002', documentNo: documentNo(2), ...changed });
const changeHead = (index: number) =>
  command(ChangeHead, { headName: '李示例', documentNo: documentNo(index), phone: '13800000000' });

describe('a household on the real write path', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledHousehold], Date.parse('2025-03-01T04:00:00.000Z'));
    await desk.happened(village(VILLAGE, '2020-01-01'), village(NEXT_VILLAGE, '2025-03-02'));
  });
  afterEach(() => desk.close());

  it('has the id of its number and a head whom the log cannot read', async () => {
    const { id, events } = await desk.send(register({ phone: '13800000000', bankCard: '6222000000' }), clerk);
    expect(id).toBe(HOUSEHOLD);
    const { head } = events[0]?.data as unknown as { head: Record<string, string> };
    expect(Object.keys(head)).toEqual(['headName', 'documentNo', 'phone', 'bankCard']);
    for (const clear of ['王示例', documentNo(1), '13800000000', '6222000000'])
      expect(JSON.stringify(events)).not.toContain(clear);
  });

  it('is registered in a village that is in use on the day', async () => {
    const elsewhere = register({ villageCode: NEXT_VILLAGE, group: `${NEXT_VILLAGE}-01` });
    const everywhere = { ...clerk, scope: '530424102000' as typeof VILLAGE };
    await expect(desk.send(elsewhere, everywhere)).rejects.toThrow('VILLAGE_NOT_IN_USE');
    await desk.send(register(), clerk);
    const move = desk.send(command(MoveHousehold, { to: NEXT_VILLAGE }), town, { id: HOUSEHOLD });
    await expect(move).rejects.toThrow('VILLAGE_NOT_IN_USE');
  });

  it('cannot be headed by the head of another, in whatever form the document comes', async () => {
    await desk.send(register(), clerk);
    const same = neighbour({ documentNo: documentNo(1) });
    await expect(desk.send(same, clerk)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    const certificate = neighbour({ documentNo: `${documentNo(1)}11` });
    await expect(desk.send(certificate, clerk)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    await desk.send(neighbour(), clerk);
    const taking = desk.send(changeHead(2), clerk, { id: HOUSEHOLD });
    await expect(taking).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
  });

  it('is registered once', async () => {
    await desk.send(register(), clerk);
    await expect(desk.send(register(), clerk)).rejects.toThrow('HOUSEHOLD_EXISTS');
  });

  it('lets an earlier head go: who left one household may head another, and not two', async () => {
    await desk.send(register(), clerk);
    await desk.send(changeHead(3), clerk, { id: HOUSEHOLD });
    const leaver = neighbour({ documentNo: documentNo(1) });
    expect((await desk.send(leaver, clerk)).id).toBe(NEIGHBOUR);
    const back = desk.send(changeHead(1), clerk, { id: HOUSEHOLD });
    await expect(back).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
  });

  it('may keep its head and correct the rest', async () => {
    await desk.send(register(), clerk);
    const { events } = await desk.send(changeHead(1), clerk, { id: HOUSEHOLD });
    expect(events).toMatchObject([{ type: 'HeadChanged' }]);
  });

  it('seals nobody while its personal data are about to be erased, and keeps no new key', async () => {
    const erasure = (type: string, data: NonNullable<Happening['data']>): Happening => ({
      ...{ stream: `erasure-${HOUSEHOLD}`, type, data },
    });
    await desk.send(register(), clerk);
    await desk.happened(
      erasure('ErasureRequested', { subjectId: HOUSEHOLD, villageCode: VILLAGE, requestedBy: 'head' }),
      erasure('ErasureApproved', { dueOn: '2025-03-16' }),
    );
    const change = () => desk.send(changeHead(3), clerk, { id: HOUSEHOLD });
    await expect(change()).rejects.toThrow('ERASURE_UNDER_WAY');
    await desk.happened(erasure('ErasureCarriedOut', { subjectId: HOUSEHOLD, on: '2025-03-16' }));
    await desk.vault.destroy(HOUSEHOLD);
    await expect(change()).rejects.toThrow('ERASURE_UNDER_WAY');
    expect(await desk.keeps(HOUSEHOLD)).toBe(false);
    await desk.happened(erasure('ErasureCertified', { subjectId: HOUSEHOLD, keyDestroyed: null }));
    expect((await change()).events).toMatchObject([{ type: 'HeadChanged' }]);
  });

  it('lets its head go when it is no more', async () => {
    await desk.send(register(), clerk);
    const gone = command(MarkHouseholdVanished, { cause: 'MERGED' });
    await desk.send(gone, town, { id: HOUSEHOLD, reason: '并户' });
    expect((await desk.send(neighbour({ documentNo: documentNo(1) }), clerk)).id).toBe(NEIGHBOUR);
  });

  it('is not registered by who has no part in it, nor for another village', async () => {
    await expect(desk.send(register(), somebody('SUPERVISOR'))).rejects.toThrow('may not send');
    const other = { ...clerk, scope: NEXT_VILLAGE };
    await expect(desk.send(register(), other)).rejects.toThrow('lies outside');
  });
});
