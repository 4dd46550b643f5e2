import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { Shelf } from '@testing/shelf';
import { speaking } from '@testing/speaking';
import { householdBindingLedger } from './projector';
import { HouseholdBindingEntry, householdBindingAnswers, HouseholdBindingList } from './queries';
import { activated, benefit, proposed, somebody } from './story';

const id = (n: number) => `00000000-0000-5000-8000-00000000000${String(n)}`;
const bind = (n: number, changed: object, ...more: readonly object[]) =>
  [{ type: proposed.type, data: { ...proposed.data, ...changed } }, ...more].map((event) => ({
    ...(event as { type: string; data: never }),
    stream: `householdBinding-${id(n)}`,
  }));

describe('the ledger of bound households, asked', () => {
  let shelf: Shelf;
  beforeEach(async () => {
    shelf = new Shelf(householdBindingAnswers, { viewer: somebody('AUDITOR'), today: '2025-03-01' });
    await shelf.hold(householdBindingLedger, [
      ...bind(1, {}, activated),
      ...bind(2, { entityId: id(9) }, activated),
      ...bind(3, { industry: 'VEGETABLE' }, activated),
      ...bind(4, { entityId: id(8) }),
      ...bind(5, { householdId: id(7), villageCode: '530424102203' }, activated),
    ]);
  });
  afterEach(() => shelf.close());

  it('points to the same industry in another cooperative, which is allowed and worth a look (R03)', async () => {
    const entry = await shelf.ask(Object.assign(new HouseholdBindingEntry(), { id: id(1) }));
    expect(entry).toMatchObject({ id: id(1), sameIndustryElsewhere: [id(2)] });
  });

  it('shows a viewer only what lies in the own division', async () => {
    const all = (await shelf.ask(new HouseholdBindingList())) as { items: readonly { id: string }[] };
    expect(all.items.map((row) => row.id)).toEqual([id(1), id(2), id(3), id(4)]);
    const town = Object.assign(new HouseholdBindingList(), { division: divisionCode('530424102000') });
    await expect(shelf.ask(town)).rejects.toThrow('outside');
  });

  it('filters by the flat fields', async () => {
    const active = Object.assign(new HouseholdBindingList(), { state: 'ACTIVE', industry: 'FRUIT' });
    const found = (await shelf.ask(active)) as { items: readonly { id: string }[] };
    expect(found.items.map((row) => row.id)).toEqual([id(1), id(2)]);
  });
});

describe('what is left to do', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf(householdBindingAnswers, { viewer: somebody('AUDITOR'), today: '2025-03-01' });
  });
  afterEach(() => shelf.close());

  it('lists who has no agreement though one was due, and who was not judged in October (R04)', async () => {
    const listed = async (fields: object) => {
      const answer = await shelf.ask(Object.assign(new HouseholdBindingList(), fields));
      return (answer as { items: readonly { id: string; isAgreementOverdue: boolean }[] }).items;
    };
    const due = { agreementId: null, agreementDueBy: '2025-02-28', industry: 'LIVESTOCK' };
    const judged = {
      type: 'IndustryMatchJudged',
      data: { match: 'MATCHED', automatic: 'MATCHED', overrideReason: null, on: '2025-10-03' },
    };
    await shelf.hold(householdBindingLedger, [
      ...bind(1, {}, activated),
      ...bind(4, {}),
      ...bind(6, due, activated, judged),
      ...bind(0, { ...due, agreementDueBy: '2025-03-01' }, activated, judged),
    ]);
    const overdue = await listed({ agreementDueBefore: '2025-03-01' });
    expect(overdue).toMatchObject([{ id: id(6), isAgreementOverdue: true }]);
    expect(await listed({ industry: 'LIVESTOCK' })).toMatchObject([
      { id: id(0), isAgreementOverdue: false },
      { id: id(6), isAgreementOverdue: true },
    ]);
    const unjudged = await listed({ notJudgedSince: '2025-10-01' });
    expect(unjudged.map((row) => row.id)).toEqual([id(1)]);
  });
});

describe('what the village asks households about, and what came back to it', () => {
  it('is listed with the ids to confirm and the reasons', async () => {
    const shelf = new Shelf(householdBindingAnswers, { viewer: somebody('AUDITOR'), today: '2025-03-01' });
    const confirmed = {
      type: 'BenefitConfirmedByHousehold',
      data: { benefitId: benefit.data.benefitId, means: '电话', on: '2025-02-03' },
    };
    const later = { ...benefit, data: { ...benefit.data, benefitId: id(42) } };
    const returned = { type: 'HouseholdBindingReturned', data: { reason: '缺件', on: '2025-01-05' } };
    await shelf.hold(householdBindingLedger, [
      ...bind(1, {}, activated, benefit, later, confirmed),
      ...bind(2, {}, activated, benefit, confirmed),
      ...bind(3, {}, returned),
    ]);
    const listed = (fields: object) => shelf.ask(Object.assign(new HouseholdBindingList(), fields));
    const unconfirmed = { id: id(1), unconfirmedBenefits: [{ benefitId: id(42), amountFen: 57_246 }] };
    expect(await listed({ hasUnconfirmedBenefits: true })).toMatchObject({ items: [unconfirmed] });
    expect(await listed({ state: 'RETURNED' })).toMatchObject({
      items: [{ id: id(3), returnReason: '缺件' }],
    });
    const entry = await shelf.ask(Object.assign(new HouseholdBindingEntry(), { id: id(1) }));
    expect(entry).toMatchObject({ benefits: [{ state: 'CONFIRMED' }, { state: 'DELIVERED' }] });
    await shelf.close();
  });
});

describe('the ledger of bound households, asked by a side', () => {
  const rehomed = { type: 'HouseholdRehomed', data: { fromBindingId: id(2), on: '2025-02-01' } };

  const as = async (viewer: Actor, ask: (shelf: Shelf) => Promise<void>): Promise<void> => {
    const shelf = new Shelf(householdBindingAnswers, { viewer, today: '2025-03-01' });
    await shelf.hold(householdBindingLedger, [
      ...bind(1, { entityId: id(9) }, rehomed, activated),
      ...bind(2, {}, activated),
      ...bind(5, { householdId: id(7) }, activated),
    ]);
    await ask(shelf);
    await shelf.close();
  };
  const idsOf = async (shelf: Shelf, fields: object = {}) => {
    const found = await shelf.ask(Object.assign(new HouseholdBindingList(), fields));
    return (found as { items: readonly { id: string }[] }).items.map((row) => row.id);
  };
  const opened = (shelf: Shelf, which: string) =>
    shelf.ask(Object.assign(new HouseholdBindingEntry(), { id: which }));

  it('shows a manager the bindings to the own entity, and of no other that there is one', () =>
    as(speaking('ENTITY_MANAGER', id(9)), async (shelf) => {
      expect(await idsOf(shelf)).toEqual([id(1)]);
      expect(await opened(shelf, id(1))).toMatchObject({ rehomedFrom: '***', sameIndustryElsewhere: [] });
      await expect(opened(shelf, id(2))).rejects.toMatchObject({ name: 'NothingKnown' });
      await expect(idsOf(shelf, { entityId: id(8) })).rejects.toMatchObject({ code: 'NOT_YOUR_SUBJECT' });
    }));

  it('shows a household all of its own, and none of a neighbour', () =>
    as(speaking('HOUSEHOLD', proposed.data.householdId), async (shelf) => {
      expect(await idsOf(shelf)).toEqual([id(1), id(2)]);
      expect(await opened(shelf, id(1))).toMatchObject({
        ...{ rehomedFrom: id(2), sameIndustryElsewhere: [id(2)] },
      });
      await expect(opened(shelf, id(5))).rejects.toMatchObject({ name: 'NothingKnown' });
    }));
});
