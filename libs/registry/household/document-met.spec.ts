import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { meetingsId } from '@command/meetings';
import { Refusal } from '@kernel/refusal';
import { divisionId } from '@registry/division/state';
import { parameterId } from '@registry/parameter/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledHousehold } from './aggregate';
import { ChangeHead } from './commands';
import {
  documentNo,
  HOUSEHOLD,
  HOUSEHOLD_NO,
  NEIGHBOUR,
  NEXT_VILLAGE,
  on,
  register,
  somebody,
  VILLAGE,
} from './story';

const KEY = 'privacy.documentsMetPerDay';
const COUNTY = '530424000000' as typeof VILLAGE;
const clerk = { ...somebody('VILLAGE_INFORMANT', 'next-clerk'), scope: NEXT_VILLAGE };
const again = (index = 1, householdNo = '5304241020002') =>
  register({
    householdNo,
    villageCode: NEXT_VILLAGE,
    group: undefined as never,
    documentNo: documentNo(index),
  });

describe('a document that another household has', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledHousehold], Date.parse('2025-03-01T04:00:00.000Z'));
    const used = (code: typeof VILLAGE) => ({
      ...{ stream: `division-${divisionId(code)}`, type: 'DivisionRegistered' },
      data: { code, name: '某村', level: 'VILLAGE', on: '2020-01-01', source: '' },
    });
    await desk.happened(used(VILLAGE), used(NEXT_VILLAGE), {
      ...{ stream: `parameter-${parameterId(KEY)}`, type: 'PolicyParameterSet' },
      data: {
        ...{ entryId: 'p1', key: KEY, scope: COUNTY, value: 2, clause: null },
        ...{ effectiveFrom: '2020-01-01', effectiveTo: null },
        ...{ sourceDocument: '县政府办文件', approvedBy: '县政府' },
      },
    });
    await desk.send(register(), somebody('VILLAGE_INFORMANT'));
  });
  afterEach(() => desk.close());

  const refusal = async (sent: Promise<unknown>): Promise<unknown> => {
    const error = await sent.then(
      () => null,
      (caught: unknown) => caught,
    );
    return error instanceof Refusal ? error.unmet : error;
  };
  const met = async (user = clerk.user) =>
    (await desk.store.readStream(`meeting-${meetingsId(user, on)}`)).map(({ data }) => data);

  it('is told to be registered elsewhere, and not where, to who may not look it up there', async () => {
    const told = [{ code: 'DOCUMENT_REGISTERED_ELSEWHERE', params: {}, pointer: '/documentNo' }];
    expect(await refusal(desk.send(again(), clerk))).toEqual(told);
    await desk.send(again(2), clerk);
    const change = command(ChangeHead, { headName: '李示例', documentNo: documentNo(1) });
    expect(await refusal(desk.send(change, clerk, { id: NEIGHBOUR }))).toEqual(told);
  });

  it('is told with its household to who may look it up', async () => {
    const informant = { ...somebody('COUNTY_INFORMANT'), scope: COUNTY };
    expect(await refusal(desk.send(again(), informant))).toMatchObject([
      { code: 'DOCUMENT_ALREADY_REGISTERED', params: { householdId: HOUSEHOLD, householdNo: HOUSEHOLD_NO } },
    ]);
  });

  it('is on record as met by who tried, before that is told, and once for each request', async () => {
    const commandId = '00000000-0000-5000-8000-00000000c0de';
    for (let time = 1; time <= 2; time += 1) await refusal(desk.send(again(), clerk, { commandId }));
    expect(await met()).toEqual([
      {
        ...{ kind: 'document', holder: HOUSEHOLD, holderDivision: VILLAGE },
        ...{ division: NEXT_VILLAGE, metBy: clerk.user },
      },
    ]);
    const [event] = await desk.store.readStream(`meeting-${meetingsId(clerk.user, on)}`);
    expect(event?.metadata).toMatchObject({ actor: clerk.user, role: 'VILLAGE_INFORMANT' });
  });

  it('is neither told nor put on record by a dry run', async () => {
    expect((await desk.send(again(), clerk, { dryRun: true })).events).toHaveLength(1);
    expect(await met()).toEqual([]);
  });

  it('is told so often on one day to one person, whatever post it is', async () => {
    for (let time = 1; time <= 2; time += 1) await refusal(desk.send(again(), clerk));
    const town = { ...clerk, role: 'TOWN_INFORMANT' } as const;
    for (const index of [1, 2])
      expect(await refusal(desk.send(again(index), town))).toMatchObject([
        { code: 'DOCUMENTS_MET_TOO_OFTEN', params: { most: 2 } },
      ]);
    const another = { ...clerk, user: 'another' };
    expect((await desk.send(again(2), another)).id).toBe(NEIGHBOUR);
  });

  it('is told without end to who may look it up, for each time is on record', async () => {
    const informant = somebody('VILLAGE_INFORMANT');
    for (let time = 1; time <= 3; time += 1)
      expect(await refusal(desk.send(register({ householdNo: '3' }), informant))).toMatchObject([
        { code: 'DOCUMENT_ALREADY_REGISTERED' },
      ]);
    expect(await met(informant.user)).toHaveLength(3);
  });
});
