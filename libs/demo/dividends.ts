import { calendarDate } from '@kernel/calendar-date';
import { ancestorAt } from '@kernel/division-code';
import { fold } from '@kernel/decider';
import { streamName } from '@event-store/event-store';
import { AdoptDividendScheme, DraftDividendScheme } from '@linkage/dividend-scheme/commands';
import {
  ApproveDividends,
  CalculateDividends,
  ConfirmPaymentBatch,
  DeclareDistribution,
  ImportPaymentBatch,
  RescheduleDistribution,
} from '@linkage/distribution/commands';
import { type Pact, FEN_PER_HOUSEHOLD } from './agreements';
import { HUANING, managerOf, officer } from './officers';
import type { Defect, Office } from './office';

/** What happens to the dividends of a cooperative. */
export type Fate = 'PAID' | 'LATE' | 'NEVER';

const townOf = ({ firm }: Pact) => officer('TOWN_INFORMANT', ancestorAt(firm.village, 'TOWN'));

export const draftSchemes = async (
  office: Office,
  pacts: readonly Pact[],
): Promise<ReadonlyMap<string, string>> => {
  const schemes = new Map<string, string>();
  await office.each('dividend schemes', pacts, async (pact) => {
    const { firm, households, id: agreementId } = pact;
    const terms = {
      mode: 'GUARANTEED' as const,
      principalFen: (FEN_PER_HOUSEHOLD / 6) * 100 * households.length,
      annualRate: { numerator: 6, denominator: 100 },
      beneficiaries: households.map(({ householdId }) => ({ householdId, shares: 1 })),
      timesPerYear: 1,
      payDay: '12-20',
    };
    const { id } = await office.send(
      DraftDividendScheme,
      { entityId: firm.id, agreementId, terms },
      { by: managerOf(firm.id) },
    );
    await office.send(
      AdoptDividendScheme,
      { minutesRef: `会议纪要-${firm.id.slice(0, 8)}` },
      { by: townOf(pact), id },
    );
    schemes.set(firm.id, id);
  });
  return schemes;
};

interface Round {
  readonly year: number;
  readonly schemes: ReadonlyMap<string, string>;
  readonly fate: (pact: Pact) => Fate;
}

/** A year's distributions: declared, calculated, approved by two, and paid, late or never as fate has it. */
export const distribute = async (
  office: Office,
  pacts: readonly Pact[],
  round: Round,
): Promise<ReadonlyMap<string, string>> => {
  const distributions = new Map<string, string>();
  await office.each(`dividends ${String(round.year)}`, pacts, async (pact) => {
    const id = await declare(office, pact, round);
    distributions.set(pact.firm.id, id);
    if (round.fate(pact) === 'PAID') await pay(office, pact, id);
  });
  return distributions;
};

const declare = async (office: Office, pact: Pact, { year, schemes }: Round): Promise<string> => {
  const { firm } = pact;
  const by = managerOf(firm.id);
  const { id } = await office.send(
    DeclareDistribution,
    {
      schemeId: schemes.get(firm.id) ?? '',
      entityId: firm.id,
      periodFrom: calendarDate(`${String(year)}-01-01`),
      periodTo: calendarDate(`${String(year)}-12-31`),
      payDate: calendarDate(`${String(year)}-12-20`),
    },
    { by },
  );
  await office.send(CalculateDividends, {}, { by, id });
  await office.send(ApproveDividends, {}, { by: townOf(pact), id });
  await office.send(
    ApproveDividends,
    {},
    { by: officer('COUNTY_INFORMANT', HUANING, 'county-approver'), id },
  );
  return id;
};

interface Due {
  readonly lines: readonly { readonly householdId: string; readonly amountFen: number }[];
}

/** Reads what each household is due from the distribution's own stream. */
const dueOf = async ({ county }: Office, id: string): Promise<Due['lines']> => {
  const events = await county.store.readStream(streamName('distribution', id));
  const linesOf = {
    initial: [] as Due['lines'],
    evolve: (lines: Due['lines'], { type, data }: { type: string; data: object }) =>
      type === 'DividendLinesCalculated' ? [...lines, ...(data as Due).lines] : lines,
  };
  return fold(linesOf, events);
};

/** Pays everybody in one batch: imported by the manager, confirmed by the town. */
export const pay = async (office: Office, pact: Pact, id: string): Promise<void> => {
  const paid = (await dueOf(office, id)).map(({ householdId, amountFen }) => ({ householdId, amountFen }));
  const bankTotalFen = paid.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const batchNo = `银行批次-${id.slice(0, 8)}`;
  await office.send(
    ImportPaymentBatch,
    { batchNo, bankTotalFen, paid, failed: [] },
    { by: managerOf(pact.firm.id), id },
  );
  await office.send(ConfirmPaymentBatch, { batchNo }, { by: townOf(pact), id });
};

/** A batch whose sum is one fen off the bank's. */
export const oneFenOff = async (office: Office, pact: Pact, id: string): Promise<Defect> => {
  const paid = (await dueOf(office, id)).map(({ householdId, amountFen }) => ({ householdId, amountFen }));
  const bankTotalFen = paid.reduce((sum, { amountFen }) => sum + amountFen, 1);
  const attempt = office.send(
    ImportPaymentBatch,
    { batchNo: '差一分', bankTotalFen, paid, failed: [] },
    { by: managerOf(pact.firm.id), id },
  );
  return office.refused('分红合计与银行差一分', 'DIVIDEND_SUM_MISMATCH', attempt);
};

/** The late one: overdue on its day, given another, and then paid. */
export const payLate = async (office: Office, pact: Pact, id: string): Promise<void> => {
  const plan = { payDate: calendarDate('2025-01-20'), consentRef: '农户书面同意' };
  await office.send(RescheduleDistribution, plan, {
    by: officer('COUNTY_INFORMANT'),
    id,
    reason: '资金到账延迟',
  });
  await pay(office, pact, id);
};
