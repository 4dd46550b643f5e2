import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Claims } from '@command/claims';
import { History } from '@command/history';
import { lookupOf } from '@command/looking-up';
import { meetingsId } from '@command/meetings';
import { dateInShanghai } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { successorsFrom } from '@registry/division/facts';
import { divisionId } from '@registry/division/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { handledHousehold } from './aggregate';
import {
  ChangeHead,
  MarkHouseholdVanished,
  ReindexHousehold,
  RemoveMember,
  type AddMember,
} from './commands';
import { householdsBy } from './facts';
import {
  add,
  correction,
  documentNo,
  HOUSEHOLD,
  NEIGHBOUR,
  NEXT_VILLAGE,
  on,
  register,
  related,
  somebody,
  VILLAGE,
} from './story';

const NOON = Date.parse('2025-03-01T04:00:00.000Z');
const TOWN = '530424102000' as typeof VILLAGE;
const clerk = { ...somebody('TOWN_INFORMANT'), scope: TOWN };
const system = { ...somebody('SYSTEM'), scope: TOWN };
type Data = Readonly<Record<string, unknown>>;

describe('members of a household on the real write path', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledHousehold], NOON);
    const used = (code: typeof VILLAGE): Happening => ({
      ...{ stream: `division-${divisionId(code)}`, type: 'DivisionRegistered' },
      data: { code, name: '某村', level: 'VILLAGE', on: '2020-01-01', source: '' },
    });
    await desk.happened(used(VILLAGE), used(NEXT_VILLAGE));
    await desk.send(register(), clerk);
    await desk.send(register({ householdNo: '5304241020002', documentNo: documentNo(2) }), clerk);
  });
  afterEach(() => desk.close());

  const adding = async (index = 11, id = HOUSEHOLD, changed: Partial<AddMember> = {}): Promise<Data> => {
    const { events } = await desk.send(add({ documentNo: documentNo(index), ...changed }), clerk, { id });
    return events[0]?.data as Data;
  };
  const personAdded = async (index = 11, id = HOUSEHOLD): Promise<string> =>
    (await adding(index, id))['personId'] as string;
  const removing = (personId: string, id = HOUSEHOLD) => {
    const fields = { personId, cause: 'SPLIT', populationCount: 4, labourCount: 2 } as const;
    return desk.send(command(RemoveMember, fields), clerk, { id, reason: '分户' });
  };
  const heading = async (index: number, relations: ChangeHead['relations'], id = HOUSEHOLD) => {
    const fields = { headName: '赵示例', documentNo: documentNo(index), ...(relations && { relations }) };
    const { events } = await desk.send(command(ChangeHead, fields), clerk, { id });
    return events.map(({ data }) => data as unknown as Data);
  };
  const headOf = async (id = HOUSEHOLD): Promise<Data> =>
    (await desk.store.readStream(`household-${id}`)).findLast(({ data }) => 'head' in data)?.data as Data;
  const found = async (index: number) => {
    const lookup = lookupOf({
      ...{ history: new History(desk.store, (event) => event), vault: desk.vault },
      ...{ claims: new Claims(desk.store, NOON), dryRun: false },
      ...{ today: dateInShanghai(NOON), successorsFrom },
    });
    const sought = { numberKind: 'DOCUMENT', number: documentNo(index) } as const;
    return (await householdsBy(lookup, sought, TOWN)).found;
  };
  const at = (householdId: string, personId?: string) => [
    { householdId, villageCode: VILLAGE, ...(personId === undefined ? {} : { personId }) },
  ];

  it('stand in no file in clear, and are as long as each other where a word is one of a few', async () => {
    const first = await adding(11);
    const second = await adding(12, HOUSEHOLD, { health: 'DISABLED', workMonths: 12 });
    const written = Buffer.concat(
      readdirSync(desk.folder).map((file) => readFileSync(join(desk.folder, file))),
    );
    expect(written.includes(first['personId'] as string)).toBe(true);
    for (const text of ['赵示例', documentNo(11), 'CHRONIC_ILLNESS', 'DISABLED', '昆明市'])
      expect([text, written.includes(text)]).toEqual([text, false]);
    const lengths = ({ member }: Data) =>
      Object.entries(member as Data).map(([field, text]) => [field, (text as string).length]);
    expect(lengths(first)).toEqual(lengths(second));
  });

  it('open with the key of the person, and with nobody else’s', async () => {
    const { personId, member } = await adding();
    const opened = await desk.vault.open(personId as string, member as Record<string, string>);
    expect([
      opened['memberName']?.trimEnd(),
      opened['health']?.trimEnd(),
      opened['workMonths']?.trimEnd(),
    ]).toEqual(['赵示例', 'CHRONIC_ILLNESS', '3']);
    const head = (await headOf())['personId'] as string;
    for (const other of [HOUSEHOLD, head])
      expect(new Set(Object.values(await desk.vault.open(other, member as Record<string, string>)))).toEqual(
        new Set([null]),
      );
  });

  it('belong to one living household at a time, as its head or as a member, in whatever form the document comes', async () => {
    await adding(11);
    const refused = (sent: Promise<unknown>) => expect(sent).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    await refused(adding(11, NEIGHBOUR));
    await refused(adding(11, NEIGHBOUR, { documentNo: `${documentNo(11)}43` }));
    const wide = Array.from(documentNo(11), (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    await refused(adding(11, NEIGHBOUR, { documentNo: wide.join('') }));
    await refused(adding(1, NEIGHBOUR));
    await refused(heading(11, undefined, NEIGHBOUR));
    await refused(desk.send(register({ householdNo: '3', documentNo: documentNo(11) }), clerk));
  });

  it('are free to belong to another when they have left, or the household is no more', async () => {
    await removing(await personAdded(11));
    expect(await found(11)).toEqual([]);
    const again = await personAdded(11, NEIGHBOUR);
    await expect(adding(11)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    const gone = command(MarkHouseholdVanished, { cause: 'MERGED' });
    await desk.send(gone, clerk, { id: NEIGHBOUR, reason: '并户' });
    expect(await personAdded(11)).not.toBe(again);
  });

  it('cannot be listed twice, nor the head as a member, and who tries is on record', async () => {
    await adding(11);
    for (const index of [11, 1]) await expect(adding(index)).rejects.toThrow('MEMBER_ALREADY_LISTED');
    const personId = await personAdded(12);
    const correct = correction(personId, { documentNo: documentNo(11) });
    await expect(desk.send(correct, clerk, { id: HOUSEHOLD, reason: '核实' })).rejects.toThrow(
      'MEMBER_ALREADY_LISTED',
    );
    const met = await desk.store.readStream(`meeting-${meetingsId(clerk.user, on)}`);
    expect(met.map(({ data }) => data['holder'])).toEqual([HOUSEHOLD, HOUSEHOLD, HOUSEHOLD]);
  });

  it('are met, where another household has them, as heads are', async () => {
    await adding(11);
    const neighbour = { ...somebody('VILLAGE_INFORMANT', 'next'), scope: NEXT_VILLAGE };
    const fields = { householdNo: '4', villageCode: NEXT_VILLAGE, group: undefined as never };
    const trying = desk.send(register({ ...fields, documentNo: documentNo(11) }), neighbour);
    await expect(trying).rejects.toThrow('DOCUMENT_REGISTERED_ELSEWHERE');
    const met = await desk.store.readStream(`meeting-${meetingsId('next', on)}`);
    expect(met).toMatchObject([{ data: { kind: 'document', holder: HOUSEHOLD } }]);
  });

  it('are not told by a dry run: neither that they are listed, nor by what they are found', async () => {
    const { documentFingerprint } = await adding(11);
    const dry = async (sent: object) =>
      (await desk.send(sent, clerk, { id: HOUSEHOLD, dryRun: true })).events[0]?.data as unknown as Data;
    const again = await dry(add({ documentNo: documentNo(11) }));
    const next = await dry(command(ChangeHead, { headName: '赵示例', documentNo: documentNo(11) }));
    for (const shown of [again, next])
      expect([shown['documentFingerprint'] === documentFingerprint, shown['personId']]).toEqual([
        false,
        expect.any(String),
      ]);
    expect(await found(11)).toHaveLength(1);
  });

  it('keep their key as head, and the head before keeps the own one as a member', async () => {
    const personId = await personAdded(11);
    const before = (await headOf())['personId'] as string;
    const [changed, stayed] = await heading(11, [related(before, 'PARENT')]);
    expect([changed?.['personId'], stayed?.['personId']]).toEqual([personId, before]);
    const { member } = stayed as { readonly member: Record<string, string> };
    expect((await desk.vault.open(before, member))['memberName']?.trimEnd()).toBe('王示例');
    expect([await found(11), await found(1)]).toEqual([at(HOUSEHOLD), at(HOUSEHOLD, before)]);
    await expect(adding(1, NEIGHBOUR)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    const [back] = await heading(1, [related(personId, 'CHILD')]);
    expect(back?.['personId']).toBe(before);
  });

  it('let the head before go where nobody says that they stay', async () => {
    await adding(11);
    await heading(11, undefined);
    expect(await found(1)).toEqual([]);
    expect(await personAdded(1, NEIGHBOUR)).toEqual(expect.any(String));
  });

  it('are found by their document until they leave or are forgotten', async () => {
    const [first, second] = [await personAdded(11), await personAdded(12)];
    expect([await found(11), await found(12)]).toEqual([at(HOUSEHOLD, first), at(HOUSEHOLD, second)]);
    await removing(first);
    await desk.vault.destroy(second);
    expect([await found(11), await found(12)]).toEqual([[], []]);
    await expect(adding(12, NEIGHBOUR)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
  });

  it('may get another document, by which they are found from then on', async () => {
    const personId = await personAdded(11);
    const correct = correction(personId, { documentNo: documentNo(13) });
    await desk.send(correct, clerk, { id: HOUSEHOLD, reason: '证件录入有误' });
    expect([await found(11), await found(13)]).toEqual([[], at(HOUSEHOLD, personId)]);
    expect(await personAdded(11, NEIGHBOUR)).toEqual(expect.any(String));
  });

  it('are found under the next key of look-ups too, and belong to no second household meanwhile', async () => {
    const [first, second] = [await personAdded(11), await personAdded(12)];
    const reindex = async (id: string, again: number) => {
      const commandId = derivedId('reindex', id, again);
      return (await desk.send(new ReindexHousehold(), system, { id, commandId })).events.map(
        ({ type }) => type,
      );
    };
    const taken = () => expect(adding(12, NEIGHBOUR)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    const key = await desk.vault.lookUp.begin();
    await taken();
    await desk.vault.destroy(first);
    expect(await reindex(HOUSEHOLD, 1)).toEqual(['HouseholdReindexed', 'MemberReindexed']);
    expect(await reindex(HOUSEHOLD, 2)).toEqual([]);
    await taken();
    await desk.vault.lookUp.end(key);
    await taken();
    expect(await found(12)).toEqual(at(HOUSEHOLD, second));
  });

  it('are not sealed while they, or the household, are about to be erased', async () => {
    const personId = await personAdded(11);
    const head = (await headOf())['personId'] as string;
    const underWay = async (subjectId: string): Promise<void> =>
      desk.happened(
        {
          stream: `erasure-${subjectId}`,
          type: 'ErasureRequested',
          data: { subjectId, villageCode: VILLAGE },
        },
        { stream: `erasure-${subjectId}`, type: 'ErasureApproved', data: { dueOn: '2025-03-16' } },
      );
    const correct = correction(personId);
    const stays = [related(head, 'PARENT')];
    await underWay(personId);
    const met = () => desk.store.readStream(`meeting-${meetingsId(clerk.user, on)}`);
    const sent = { id: HOUSEHOLD, reason: '核实' };
    await expect(desk.send(correct, clerk, sent)).rejects.toThrow('ERASURE_UNDER_WAY');
    await expect(heading(11, [...stays])).rejects.toThrow('ERASURE_UNDER_WAY');
    expect((await met()).map(({ data }) => data['holder'])).toEqual([HOUSEHOLD]);
    await underWay(HOUSEHOLD);
    await expect(adding(12)).rejects.toThrow('ERASURE_UNDER_WAY');
  });

  it('have a key only where they are members: correcting a stranger makes none', async () => {
    const stranger = derivedId('stranger');
    const correct = correction(stranger);
    const sent = desk.send(correct, clerk, { id: HOUSEHOLD, reason: '核实' });
    await expect(sent).rejects.toThrow('MEMBER_UNKNOWN');
    expect(await desk.keeps(stranger)).toBe(false);
  });
});
