import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { command } from '@testing/decider';
import { Shelf } from '@testing/shelf';
import { speaking } from '@testing/speaking';
import type { AgreementEvent } from './events';
import { agreementRegister } from './projector';
import { AgreementEntry, AgreementList, agreementAnswers } from './queries';
import {
  AGREEMENT,
  AMENDMENT,
  amendmentSignedBy,
  concluded,
  COOP,
  drafted,
  entered,
  inForce,
  LI,
  proposed,
  signedBy,
  somebody,
  submitted,
  terminationProposed,
  terminationSignedBy,
  terms,
  WANG,
  ZHAO,
} from './story';

const told = (id: string, ...events: readonly AgreementEvent[]) =>
  events.map(({ type, data }) => ({ stream: `agreement-${id}`, type, data: data as never }));
const another = '00000000-0000-5000-8000-0000000000a2';
const longer = {
  ...drafted,
  data: {
    ...drafted.data,
    terms: { ...terms, households: [], endDate: '2028-12-31' as typeof terms.endDate },
  },
};

describe('the register of agreements, asked', () => {
  let shelf: Shelf;
  beforeEach(async () => {
    shelf = new Shelf(agreementAnswers, { viewer: somebody('AUDITOR'), today: '2027-10-02' });
    await shelf.hold(agreementRegister, [
      ...told(AGREEMENT, drafted, submitted, concluded, entered),
      ...told(another, longer),
    ]);
  });
  afterEach(() => shelf.close());

  const idsOf = async (fields: Partial<AgreementList>) => {
    const { items } = (await shelf.ask(command(AgreementList as never, fields))) as {
      items: readonly { id: string }[];
    };
    return items.map(({ id }) => id);
  };

  it('lists by last day, and those that end within 90 days where asked', async () => {
    expect(await idsOf({ entityId: COOP })).toEqual([AGREEMENT, another]);
    expect(await idsOf({ endsBy: '2027-12-31' as typeof terms.endDate })).toEqual([AGREEMENT]);
    expect(await idsOf({ endsBy: '2027-12-30' as typeof terms.endDate })).toEqual([]);
  });

  it('finds the agreements of a household', async () => {
    expect(await idsOf({ householdId: WANG })).toEqual([AGREEMENT]);
    expect(await idsOf({ householdId: LI })).toEqual([]);
  });

  it('finds an agreement by a number that it was given by mistake, and tells the number of today', async () => {
    const [seven, eight] = ['盘溪〔2024〕7号', '盘溪〔2024〕8号'];
    const misnumbered = '00000000-0000-5000-8000-0000000000a3';
    const data = { agreementNo: eight, formerNo: seven, scan: 'scan-9', correctedBy: 'town' };
    const corrected = { type: 'AgreementNoCorrected', data: { ...data, on: concluded.data.on } } as const;
    const own = new Shelf(agreementAnswers, { viewer: somebody('AUDITOR'), today: '2027-10-02' });
    await own.hold(agreementRegister, told(misnumbered, drafted, submitted, signedBy.GOVERNMENT, corrected));
    for (const agreementNo of [seven, eight]) {
      const found = await own.ask(command(AgreementList as never, { agreementNo }));
      expect(found).toMatchObject({ items: [{ id: misnumbered, agreementNo: eight }] });
    }
    await own.close();
  });

  const asked = (id: string) => shelf.ask(command(AgreementEntry as never, { id }));

  it('names the households of one, whose heads nobody knows here', async () => {
    expect(await asked(AGREEMENT)).toMatchObject({
      householdIds: [WANG],
      households: [{ householdId: WANG, head: null }],
    });
    expect(await asked(another)).toMatchObject({ households: [] });
  });

  it('counts the days to the last one, where a term runs', async () => {
    expect(await asked(AGREEMENT)).toMatchObject({ state: 'IN_FORCE', daysToExpiry: 90 });
    expect(await asked(another)).toMatchObject({ state: 'DRAFT', daysToExpiry: null });
  });
});

describe('the register of agreements, asked by a party', () => {
  const headSigned = {
    type: 'AgreementAmendmentSignedByHousehold',
    data: { amendmentId: AMENDMENT, householdId: WANG, scan: 'scan-7', signedBy: 'wang', on: '2025-03-01' },
  } as unknown as AgreementEvent;
  const events = [...inForce, proposed, headSigned, amendmentSignedBy.HOUSEHOLDS, terminationProposed];

  const as = async (viewer: Actor, ask: (shelf: Shelf) => Promise<void>): Promise<void> => {
    const shelf = new Shelf(agreementAnswers, { viewer, today: '2025-03-02' });
    await shelf.hold(agreementRegister, [
      ...told(AGREEMENT, ...events, terminationSignedBy.HOUSEHOLDS),
      ...told(another, { ...longer, data: { ...longer.data, entityId: LI } }),
    ]);
    await ask(shelf);
    await shelf.close();
  };
  const listed = async (shelf: Shelf, fields: Partial<AgreementList> = {}) =>
    ((await shelf.ask(command(AgreementList as never, fields))) as { items: readonly object[] }).items;
  const opened = (shelf: Shelf, id: string) => shelf.ask(command(AgreementEntry as never, { id }));
  const unknown = expect.objectContaining({ name: 'NothingKnown' }) as unknown;

  it('shows to a manager those of the own entity, with all who belong to them', () =>
    as(speaking('ENTITY_MANAGER', COOP), async (shelf) => {
      expect(await listed(shelf)).toMatchObject([{ id: AGREEMENT, householdIds: [WANG] }]);
      expect(await opened(shelf, AGREEMENT)).toMatchObject({ households: [{ householdId: WANG }] });
      await expect(opened(shelf, another)).rejects.toEqual(unknown);
    }));

  it('shows to a household the paper that lists it, and none of the others', () =>
    as(speaking('HOUSEHOLD', WANG), async (shelf) => {
      const [row, ...more] = await listed(shelf);
      const entry = await opened(shelf, AGREEMENT);
      expect(more).toEqual([]);
      expect(entry).toMatchObject({
        ...{ householdIds: [WANG], households: [{ householdId: WANG }] },
        amendment: { terms: { households: [{ householdId: WANG }] }, signedHouseholds: [WANG] },
        termination: { unpaidFen: 34_000, signatures: [{ party: 'HOUSEHOLDS', on: '2025-03-01' }] },
        promisedPerYearFen: 1_200_000,
        ...{ rate: terms.rate, duties: terms.duties, riskClauses: terms.riskClauses },
        supportMeasures: terms.supportMeasures,
      });
      for (const told of [row, entry].map((one) => JSON.stringify(one)))
        expect([ZHAO, '530424103200', 'VILLAGE_INFORMANT'].filter((word) => told.includes(word))).toEqual([]);
    }));

  it('shows it to a household that is to sign the amended paper', () =>
    as(speaking('HOUSEHOLD', ZHAO), async (shelf) => {
      const amendment = { terms: { households: [{ householdId: ZHAO }] } };
      expect(await listed(shelf)).toMatchObject([{ id: AGREEMENT, householdIds: [], amendment }]);
      expect(await opened(shelf, AGREEMENT)).toMatchObject({ households: [], householdCount: 1 });
    }));

  it('tells a stranger nothing, and nobody who else is listed', async () => {
    await as(speaking('HOUSEHOLD', LI), async (shelf) => {
      expect(await listed(shelf)).toEqual([]);
      await expect(opened(shelf, AGREEMENT)).rejects.toEqual(unknown);
    });
    await as(speaking('HOUSEHOLD', WANG), async (shelf) => {
      const asking = listed(shelf, { householdId: ZHAO });
      await expect(asking).rejects.toMatchObject({ code: 'NOT_YOUR_SUBJECT' });
      expect(await listed(shelf, { householdId: WANG, entityId: COOP })).toHaveLength(1);
    });
  });
});
