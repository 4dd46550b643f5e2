import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Claims } from '@command/claims';
import { History } from '@command/history';
import { lookupOf } from '@command/looking-up';
import { dateInShanghai } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { successorsFrom } from '@registry/division/facts';
import { divisionId } from '@registry/division/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledHousehold } from './aggregate';
import { ChangeHead, MarkHouseholdVanished, MoveHousehold, ReindexHousehold } from './commands';
import { householdsBy } from './facts';
import { numberFault, type LookedFor } from './finding';
import { documentNo, HOUSEHOLD, NEIGHBOUR, NEXT_VILLAGE, register, somebody, VILLAGE } from './story';

const NOON = Date.parse('2025-03-01T04:00:00.000Z');
const TOWN = '530424102000' as typeof VILLAGE;
const clerk = { ...somebody('TOWN_INFORMANT'), scope: TOWN };
const system = { ...somebody('SYSTEM'), scope: TOWN };
const FIRST = { documentNo: documentNo(1), phone: '138 0000 0001' };
const SECOND = { householdNo: '5304241020002', documentNo: documentNo(2), phone: '+86 13800000001' };

let desk: Desk;
beforeEach(async () => {
  desk = new Desk([handledHousehold], NOON);
  const used = (code: typeof VILLAGE) => ({
    stream: `division-${divisionId(code)}`,
    type: 'DivisionRegistered',
    data: { code, name: '某村', level: 'VILLAGE', on: '2020-01-01', source: '' },
  });
  await desk.happened(used(VILLAGE), used(NEXT_VILLAGE));
  await desk.send(register(FIRST), clerk);
  await desk.send(register(SECOND), clerk);
});
afterEach(() => desk.close());

const found = async (sought: LookedFor, division = TOWN): Promise<readonly string[]> => {
  const lookup = lookupOf({
    ...{ history: new History(desk.store, (event) => event), vault: desk.vault },
    ...{ claims: new Claims(desk.store, NOON), dryRun: false },
    ...{ today: dateInShanghai(NOON), successorsFrom },
  });
  return (await householdsBy(lookup, sought, division)).found.map(({ householdId }) => householdId);
};
const byDocument = (index: number, division = TOWN) =>
  found({ numberKind: 'DOCUMENT', number: documentNo(index) }, division);
const byPhone = (number: string, division = TOWN) => found({ numberKind: 'PHONE', number }, division);
const changeHead = (index: number, id = HOUSEHOLD) =>
  desk.send(command(ChangeHead, { headName: '李示例', documentNo: documentNo(index) }), clerk, { id });
const reindex = async (id: string, again = 0) =>
  (await desk.send(new ReindexHousehold(), system, { id, commandId: derivedId('reindex', id, again) }))
    .events;
const rotate = async (...ids: readonly string[]): Promise<void> => {
  const key = await desk.vault.lookUp.begin();
  for (const id of ids) await reindex(id);
  await desk.vault.lookUp.end(key);
};
/** Destroys the key of the head there is now. */
const forget = async (id: string): Promise<void> => {
  const head = (await desk.store.readStream(`household-${id}`)).findLast(({ data }) => 'personId' in data);
  await desk.vault.destroy(head?.data['personId'] as string);
};
const vanish = (id: string) =>
  desk.send(command(MarkHouseholdVanished, { cause: 'MERGED' }), clerk, { id, reason: '并户' });

describe('a number by which a household is looked for', () => {
  it('is an identity number, or that of a certificate that begins with it', async () => {
    expect(await byDocument(1)).toEqual([HOUSEHOLD]);
    expect(await found({ numberKind: 'DOCUMENT', number: `${documentNo(1)}11` })).toEqual([HOUSEHOLD]);
    expect(await byDocument(3)).toEqual([]);
  });

  it('is a phone, however it is written, of everybody who has it', async () => {
    expect([...(await byPhone('13800000001'))].sort()).toEqual([HOUSEHOLD, NEIGHBOUR].sort());
    expect(await byPhone('13800000002')).toEqual([]);
  });

  it('is refused where it is none', () => {
    const faults = [
      numberFault({ numberKind: 'DOCUMENT', number: documentNo(1).slice(1) }),
      numberFault({ numberKind: 'PHONE', number: '无' }),
      numberFault({ numberKind: 'PHONE', number: '13800000001' }),
    ];
    expect(faults).toEqual(['LENGTH', 'PHONE', null]);
  });
});

describe('looking a household up', () => {
  it('finds it in the division asked about only, where it lives now', async () => {
    expect(await byDocument(1, VILLAGE)).toEqual([HOUSEHOLD]);
    expect(await byDocument(1, NEXT_VILLAGE)).toEqual([]);
    await desk.send(command(MoveHousehold, { to: NEXT_VILLAGE }), clerk, { id: HOUSEHOLD, reason: '搬迁' });
    expect([await byDocument(1, VILLAGE), await byDocument(1, NEXT_VILLAGE)]).toEqual([[], [HOUSEHOLD]]);
  });

  it('finds it where another village took the place of its own', async () => {
    await desk.happened({
      stream: `division-${divisionId(VILLAGE)}`,
      type: 'DivisionMerged',
      data: { code: VILLAGE, into: NEXT_VILLAGE, on: '2025-01-01', source: '' },
    });
    expect(await byDocument(1, NEXT_VILLAGE)).toEqual([HOUSEHOLD]);
    expect(await byDocument(1, VILLAGE)).toEqual([HOUSEHOLD]);
  });

  it('finds the head of today', async () => {
    await changeHead(3);
    expect([await byDocument(1), await byDocument(3)]).toEqual([[], [HOUSEHOLD]]);
    expect(await byPhone('13800000001')).toEqual([NEIGHBOUR]);
  });

  it('does not find who is forgotten, and finds the next head', async () => {
    await forget(HOUSEHOLD);
    expect([await byDocument(1), await byPhone('13800000001')]).toEqual([[], [NEIGHBOUR]]);
    await changeHead(3);
    expect(await byDocument(3)).toEqual([HOUSEHOLD]);
  });
});

describe('a rotation of the key of look-ups', () => {
  const again = (index: number) => register({ householdNo: '5304241020003', documentNo: documentNo(index) });
  const refused = async (index: number): Promise<void> =>
    expect(desk.send(again(index), clerk)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');

  it('finds everybody before, during and after, and registers nobody twice', async () => {
    const everything = async () => [await byDocument(1), [...(await byPhone('13800000001'))].sort()];
    const before = await everything();
    const key = await desk.vault.lookUp.begin();
    expect(await everything()).toEqual(before);
    await refused(1);
    expect(await reindex(HOUSEHOLD)).toMatchObject([
      { type: 'HouseholdReindexed', data: { lookUpKey: key } },
    ]);
    expect(await everything()).toEqual(before);
    await refused(1);
    await refused(2);
    await reindex(NEIGHBOUR);
    await desk.vault.lookUp.end(key);
    expect(await everything()).toEqual(before);
    await refused(1);
    await refused(2);
  });

  it('does so once for each household', async () => {
    await desk.vault.lookUp.begin();
    expect(await reindex(HOUSEHOLD)).toHaveLength(1);
    expect(await reindex(HOUSEHOLD, 1)).toEqual([]);
  });

  it('claims a document under both keys, for those who still know only one', async () => {
    await desk.vault.lookUp.begin();
    await desk.send(again(4), clerk);
    const under = (await desk.vault.lookUp.fingerprints('document', documentNo(4))).map(({ hash }) => hash);
    const claims = new Claims(desk.store, NOON);
    const holders = under.map((key) => claims.holderOf({ kind: 'document', key }, 'household'));
    const [first, second, ...none] = await Promise.all(holders);
    expect([under.length, first === second, none]).toEqual([2, true, []]);
  });

  it('lets a document go with whoever leaves during it or after it', async () => {
    const key = await desk.vault.lookUp.begin();
    await reindex(HOUSEHOLD);
    await changeHead(3);
    await changeHead(1, NEIGHBOUR);
    await desk.vault.lookUp.end(key);
    expect([await byDocument(1), await byDocument(3), await byDocument(2)]).toEqual([
      [NEIGHBOUR],
      [HOUSEHOLD],
      [],
    ]);
    await changeHead(4, NEIGHBOUR);
    await changeHead(1);
    expect(await byDocument(1)).toEqual([HOUSEHOLD]);
  });

  it('finds a household that is no more, and leaves its document with who has it by now', async () => {
    await vanish(HOUSEHOLD);
    await changeHead(1, NEIGHBOUR);
    const both = [...(await byDocument(1))].sort();
    expect(both).toEqual([HOUSEHOLD, NEIGHBOUR].sort());
    await rotate(NEIGHBOUR, HOUSEHOLD);
    expect([...(await byDocument(1))].sort()).toEqual(both);
    await refused(1);
  });

  it('neither reaches nor needs to reach who is forgotten', async () => {
    await forget(HOUSEHOLD);
    await desk.vault.lookUp.begin();
    expect(await reindex(HOUSEHOLD)).toEqual([]);
  });

  it('finds a phone that was registered before phones were looked for', async () => {
    const elder = '00000000-0000-5000-8000-00000000e1de';
    const [{ hash }] = await desk.vault.lookUp.fingerprints('document', documentNo(5));
    const head = await desk.vault.seal(elder, {
      headName: '王示例',
      documentNo: documentNo(5),
      phone: '13800000005',
    });
    await desk.happened({
      ...{ stream: `household-${elder}`, type: 'HouseholdRegistered' },
      data: { householdNo: '1', villageCode: VILLAGE, head, documentFingerprint: hash },
    });
    await rotate(elder);
    expect([await byDocument(5), await byPhone('13800000005')]).toEqual([[elder], [elder]]);
  });
});
