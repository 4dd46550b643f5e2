import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { command } from '@testing/decider';
import { Shelf } from '@testing/shelf';
import type { AgreementEvent } from './events';
import { agreementRegister } from './projector';
import { AgreementEntry, AgreementList, agreementAnswers } from './queries';
import { AGREEMENT, concluded, COOP, drafted, entered, LI, somebody, submitted, terms, WANG } from './story';

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
