import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionId } from '@registry/division/state';
import { command, specify } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledHousehold } from './aggregate';
import { AddMember, ChangeHead, CorrectHead, RegisterHousehold } from './commands';
import type { HouseholdEvent } from './events';
import {
  add,
  documentNo,
  HOUSEHOLD,
  known,
  listed,
  NEIGHBOUR,
  on,
  register,
  registered,
  somebody,
  SPOUSE,
  vanished,
  VILLAGE,
} from './story';

const { given } = specify<HouseholdEvent>(handledHousehold, known);
const living = given(registered, listed(SPOUSE, 'SPOUSE')).knowing({ reason: '换电话' });
const phone = command(CorrectHead, { phone: '13800000002' });

describe('correcting a head', () => {
  const corrected: HouseholdEvent = {
    type: 'HeadCorrected',
    data: { head: known.head, personId: known.personId, ...known.index, on },
  };

  it('is an event of its own: the same person stays the head, and everybody else what they are', () => {
    living.when(phone).then(corrected);
    const before = given(registered, listed(SPOUSE, 'SPOUSE')).state() as object;
    expect(given(registered, listed(SPOUSE, 'SPOUSE'), corrected).state()).toEqual({
      ...before,
      formerDocuments: [known.index.documentFingerprint],
    });
  });

  it('is nothing where nothing changes', () => {
    living.knowing({ isAsBefore: true }).when(phone).thenNothing();
  });

  it('has a reason, and a household that lives', () => {
    living.knowing({ reason: null }).when(phone).thenRefused('REASON_REQUIRED');
    given(registered, vanished).knowing({ reason: '换电话' }).when(phone).thenRefused('HOUSEHOLD_VANISHED');
  });

  it('tries a document that is told: whether it is one, and nobody else’s', () => {
    const document = (number: string) => command(CorrectHead, { documentNo: number });
    living.when(document('1')).thenRefused('DOCUMENT_NO_INVALID');
    living
      .knowing({ isListed: true })
      .when(document(documentNo(1)))
      .thenRefused('MEMBER_ALREADY_LISTED');
    const taken = { documentHolder: { householdId: NEIGHBOUR, villageCode: VILLAGE } };
    living
      .knowing({ ...taken, actor: somebody('VILLAGE_INFORMANT') })
      .when(document(documentNo(1)))
      .thenRefused('DOCUMENT_ALREADY_REGISTERED');
    living
      .knowing({ metElsewhere: 3, mostMet: 3 })
      .when(document(documentNo(1)))
      .thenRefused('DOCUMENTS_MET_TOO_OFTEN');
  });

  it('is sent by who changes heads', () => {
    expect(CorrectHead.sentBy).toEqual(ChangeHead.sentBy);
  });
});

describe('a head corrected on the real write path', () => {
  const clerk = somebody('VILLAGE_INFORMANT');
  const clear = {
    ...{ headName: '王示例', documentNo: documentNo(1), phone: '13800000001', bankCard: '6222000000' },
  };
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledHousehold], Date.parse('2025-03-01T04:00:00.000Z'));
    await desk.happened({
      stream: `division-${divisionId(VILLAGE)}`,
      type: 'DivisionRegistered',
      data: { code: VILLAGE, name: '某村', level: 'VILLAGE', on: '2020-01-01', source: '' },
    });
    await desk.send(register(clear), clerk);
  });
  afterEach(() => desk.close());

  const correct = (changed: Partial<CorrectHead>, dryRun = false) =>
    desk.send(command(CorrectHead, changed), clerk, { id: HOUSEHOLD, reason: '核实', dryRun });
  const recorded = () => desk.store.readStream(`household-${HOUSEHOLD}`);
  const opened = async () => {
    const data = (await recorded()).at(-1)?.data ?? {};
    return desk.vault.open(data['personId'] as string, data['head'] as Readonly<Record<string, string>>);
  };

  it('keeps what is left out, and forgets what is null', async () => {
    const { events } = await correct({ phone: '13800000002' });
    expect(events).toMatchObject([{ type: 'HeadCorrected' }]);
    expect(await opened()).toEqual({ ...clear, phone: '13800000002' });
    await correct({ headName: '王事例', bankCard: null });
    const { bankCard: _gone, ...rest } = clear;
    expect(await opened()).toEqual({ ...rest, headName: '王事例', phone: '13800000002' });
    expect(new Set((await recorded()).map(({ data }) => data['personId'])).size).toBe(1);
  });

  it('writes nothing where the same number is typed otherwise, and seals another as it is issued', async () => {
    const grouped = (number: string) => ` ${number.slice(0, 6)} ${number.slice(6)} `;
    expect((await correct({ documentNo: grouped(clear.documentNo) })).events).toEqual([]);
    await correct({ documentNo: grouped(documentNo(7)) });
    expect(await opened()).toEqual({ ...clear, documentNo: documentNo(7) });
  });

  it('writes nothing when it is said again, and a dry run does not tell whether it was said', async () => {
    await correct({ phone: '13800000002' });
    expect((await correct({ phone: '13800000002' })).events).toEqual([]);
    expect(await recorded()).toHaveLength(2);
    for (const phone of ['13800000002', '13800000003'])
      expect((await correct({ phone }, true)).events).toMatchObject([{ type: 'HeadCorrected' }]);
  });

  it('is found by the document that is right, and lets the wrong one go', async () => {
    await correct({ documentNo: documentNo(7) });
    const other = (index: number, no: string): RegisterHousehold =>
      register({ householdNo: no, documentNo: documentNo(index) });
    await expect(desk.send(other(7, '5304241020008'), clerk)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    expect((await desk.send(other(1, '5304241020002'), clerk)).id).toBe(NEIGHBOUR);
  });

  it('is not given the document of a member', async () => {
    await desk.send(Object.assign(new AddMember(), add()), clerk, { id: HOUSEHOLD });
    await expect(correct({ documentNo: documentNo(11) })).rejects.toThrow('MEMBER_ALREADY_LISTED');
  });

  it('has an own key from then on, where it was sealed under the household’s', async () => {
    const old = '00000000-0000-5000-8000-0000000000f1';
    const head = await desk.vault.seal(old, clear);
    const data = { householdNo: '9', villageCode: VILLAGE, documentFingerprint: 'f', head };
    await desk.happened({ stream: `household-${old}`, type: 'HouseholdRegistered', data });
    const { events } = await desk.send(command(CorrectHead, { phone: '13800000009' }), clerk, {
      ...{ id: old, reason: '核实' },
    });
    const { personId, head: sealed } = events[0]?.data as { personId: string; head: Record<string, string> };
    expect(personId).not.toBe(old);
    expect(await desk.vault.open(personId, sealed)).toEqual({ ...clear, phone: '13800000009' });
  });

  it('keeps phone and card when it is told as the next head again, unless others are given', async () => {
    const again = { headName: '王事例', documentNo: documentNo(1) };
    const change = (changed: Partial<ChangeHead>) =>
      desk.send(command(ChangeHead, { ...again, ...changed }), clerk, { id: HOUSEHOLD });
    await change({});
    expect(await opened()).toEqual({ ...clear, headName: '王事例' });
    expect((await recorded()).at(-1)?.data['phoneFingerprint']).toBe(
      (await recorded())[0]?.data['phoneFingerprint'],
    );
    await change({ phone: '13800000003' });
    expect(await opened()).toEqual({ ...clear, headName: '王事例', phone: '13800000003' });
    await correct({ bankCard: null });
    await change({});
    expect(Object.keys(await opened()).sort()).toEqual(['documentNo', 'headName', 'phone']);
    await change({ headName: '李示例', documentNo: documentNo(2) });
    expect(await opened()).toEqual({ headName: '李示例', documentNo: documentNo(2) });
  });

  it('is not corrected once forgotten', async () => {
    await desk.vault.destroy((await recorded())[0]?.data['personId'] as string);
    await expect(correct({ phone: '13800000002' })).rejects.toThrow('HEAD_FORGOTTEN');
  });
});
