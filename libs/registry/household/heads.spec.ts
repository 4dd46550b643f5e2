import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { STAFF } from '@kernel/actor';
import { veilOver } from '@privacy/veil';
import { answering } from '@query/answering';
import { parameterRegister } from '@registry/parameter/story';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { householdRegister } from './projector';
import { householdAnswers, HouseholdEntry, HouseholdList, withHeads } from './queries';
import { HOUSEHOLD, HOUSEHOLD_NO, NEIGHBOUR, NEXT_VILLAGE, registered, somebody, VILLAGE } from './story';

const COUNTY = '530424000000';
const HEAD = { headName: '张晓明', documentNo: '110101199003071234', phone: '13812341234' };
const WIDE = { headName: '张*明', documentNo: '110101********1234', phone: '138****1234' };
const NARROW = { headName: '张**', documentNo: '1101**********1234', phone: '*******1234' };
const ERASED = { headName: '已删除', documentNo: '已删除', phone: '已删除' };

/** A question whose lines name households wherever they live. */
class Ledger {
  static readonly title = '台账';
  static readonly askedBy = STAFF;
  static readonly shows = 'HEAD';
  static readonly lines = [
    { householdId: HOUSEHOLD },
    { householdId: NEIGHBOUR },
    { householdId: 'unknown' },
  ];
}
const ledger = answering(Ledger, () => Promise.resolve({ items: Ledger.lines, next: null }));

/** The same lines further inside an answer. */
class Comparison extends Ledger {
  static readonly showsAt = '/lines/items';
}
const comparison = answering(Comparison, () => Promise.resolve({ lines: { items: Ledger.lines }, count: 3 }));

/** About one household, and no entry of a register. */
class Explanation extends Ledger {
  static readonly showsAt = '';
}
const explanation = answering(Explanation, () => Promise.resolve({ householdId: HOUSEHOLD, value: 1 }));

const decided = (
  scope: string,
  value: readonly string[],
  { from = '2024-01-01', recordedAt = '2024-01-01T01:00:00.000Z' } = {},
): Happening => ({
  ...{ stream: 'parameter-masks', type: 'PolicyParameterSet', recordedAt },
  data: {
    ...{ entryId: `${scope} ${from}`, key: 'privacy.maskRules', scope, value, clause: null },
    ...{ effectiveFrom: from, effectiveTo: null, sourceDocument: '公示办法', approvedBy: '县' },
  },
});

describe('the head of a household', () => {
  let desk: Desk;
  let shelf: Shelf;

  beforeEach(async () => {
    desk = new Desk([], Date.UTC(2025, 2, 1, 4));
    shelf = new Shelf([...householdAnswers, ...withHeads([ledger, comparison, explanation])], {
      ...{ viewer: somebody('VILLAGE_INFORMANT'), today: '2025-03-01' },
      veil: veilOver(desk.vault),
    });
  });
  afterEach(async () => {
    await shelf.close();
    await desk.close();
  });

  const living = async (id: string, subject: string, changed: object = {}): Promise<Happening> => {
    const data = { ...registered.data, ...changed, personId: subject };
    const head = await desk.vault.seal(subject, HEAD);
    return { stream: `household-${id}`, type: registered.type, data: { ...data, head } };
  };
  const holding = async (...more: readonly Happening[]) =>
    shelf.hold(householdRegister, [
      await living(HOUSEHOLD, 'zhang'),
      await living(NEIGHBOUR, 'li', { householdNo: '2', villageCode: NEXT_VILLAGE, group: null }),
      ...more,
    ]);
  const heads = async (question: object = new HouseholdList()): Promise<readonly unknown[]> => {
    const { items } = (await shelf.ask(question)) as {
      readonly items: readonly { readonly head: unknown }[];
    };
    return items.map(({ head }) => head);
  };

  it('is shown narrowly where nobody decided what is masked', async () => {
    await holding();
    expect(await heads()).toEqual([NARROW]);
    expect(await shelf.ask(Object.assign(new HouseholdEntry(), { id: HOUSEHOLD }))).toMatchObject({
      head: NARROW,
    });
  });

  it('is shown narrowly in what its place masks, widely in the rest, and whole in nothing', async () => {
    await holding();
    await shelf.hold(parameterRegister, [decided(COUNTY, ['DOCUMENT_NO', 'PHONE', 'BANK_CARD', 'HEALTH'])]);
    expect(await heads()).toEqual([{ ...NARROW, headName: '张*明' }]);
  });

  it('is masked as the nearest place decided, and widely where that masks nothing', async () => {
    await holding();
    await shelf.hold(parameterRegister, [decided(COUNTY, ['NAME']), decided(VILLAGE, [])]);
    expect(await heads()).toEqual([WIDE]);
  });

  it('is masked by what is in force on the day, of what is known by then', async () => {
    await holding();
    await shelf.hold(parameterRegister, [
      decided(COUNTY, []),
      decided(VILLAGE, ['NAME'], { from: '2025-03-02' }),
      decided(VILLAGE, ['PHONE'], { from: '2025-02-01', recordedAt: '2025-03-02T01:00:00.000Z' }),
    ]);
    expect(await heads()).toEqual([WIDE]);
    const asOf = { asOf: '2025-03-02' };
    expect(await heads(Object.assign(new Ledger(), asOf))).toEqual([
      { ...WIDE, headName: '张**' },
      ...[null, null],
    ]);
  });

  it('stands with the number of the household beside the lines, wherever the answer has them', async () => {
    await holding();
    expect(await shelf.ask(new Comparison())).toEqual({
      lines: {
        items: [
          { householdId: HOUSEHOLD, householdNo: HOUSEHOLD_NO, head: NARROW },
          { householdId: NEIGHBOUR, householdNo: null, head: null },
          { householdId: 'unknown', householdNo: null, head: null },
        ],
      },
      count: 3,
    });
    expect(await shelf.ask(new Explanation())).toEqual({
      ...{ householdId: HOUSEHOLD, householdNo: HOUSEHOLD_NO },
      ...{ value: 1, head: NARROW },
    });
  });

  it('is the one there is now', async () => {
    const next = await desk.vault.seal('wang', { headName: '王五', documentNo: HEAD.documentNo });
    const changed = { stream: `household-${HOUSEHOLD}`, type: 'HeadChanged' };
    await holding({ ...changed, data: { head: next, personId: 'wang' } });
    expect(await heads()).toEqual([{ ...NARROW, headName: '王*', phone: null }]);
  });

  it('is under the key of the household where the event names no other', async () => {
    const { personId: _none, ...data } = registered.data;
    const head = await desk.vault.seal(HOUSEHOLD, HEAD);
    await shelf.hold(householdRegister, [
      { stream: `household-${HOUSEHOLD}`, type: registered.type, data: { ...data, head } },
    ]);
    expect(await heads()).toEqual([NARROW]);
  });

  it('is a mark once it was erased', async () => {
    await holding();
    await desk.vault.destroy('zhang');
    expect(await heads()).toEqual([ERASED]);
  });

  it('is another mark where the data key is damaged, and the rest of the page is answered', async () => {
    await holding(await living('second', 'sun', { householdNo: '3' }));
    await desk.damage('zhang');
    const unreadable = { headName: '无法读取', documentNo: '无法读取', phone: '无法读取' };
    expect(await heads()).toEqual([NARROW, unreadable]);
  });

  it('is nobody where the household is unknown or lives outside what the viewer sees, also after a move', async () => {
    await holding();
    expect(await heads(new Ledger())).toEqual([NARROW, null, null]);
    const moved = { stream: `household-${HOUSEHOLD}`, type: 'HouseholdMoved' };
    const second = new Shelf(withHeads([ledger]), {
      ...{ viewer: { ...somebody('SUPERVISOR'), scope: NEXT_VILLAGE }, today: '2025-03-01' },
      veil: veilOver(desk.vault),
    });
    await second.hold(householdRegister, [
      await living(HOUSEHOLD, 'zhang'),
      { ...moved, data: { from: VILLAGE, to: NEXT_VILLAGE } },
    ]);
    const { items } = (await second.ask(new Ledger())) as { readonly items: readonly object[] };
    expect(items).toEqual([
      { householdId: HOUSEHOLD, householdNo: HOUSEHOLD_NO, head: NARROW },
      { householdId: NEIGHBOUR, householdNo: null, head: null },
      { householdId: 'unknown', householdNo: null, head: null },
    ]);
    await second.close();
  });
});
