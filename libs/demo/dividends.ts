import { calendarDate } from '@kernel/calendar-date';
import { ancestorAt } from '@kernel/division-code';
import { fold } from '@kernel/decider';
import { streamName } from '@event-store/event-store';
import { AdoptDividendScheme, DraftDividendScheme } from '@linkage/dividend-scheme/commands';
import {
  ApproveDividends,
  ConfirmPaymentBatch,
  DeclareDistribution,
  ImportPaymentBatch,
  RescheduleDistribution,
} from '@linkage/distribution/commands';
import { HUANING, managerOf, officer } from './officers';
import type { Defect, Office } from './office';
import { promisedFen, sharesOf, type Pact } from './pacts';

/** A pact with the scheme its dividends follow. */
export interface Schemed extends Pact {
  readonly schemeId: string;
}

/** The dividends of one year. */
export interface Due extends Schemed {
  readonly distributionId: string;
}

const townOf = ({ firm }: Pact) => officer('TOWN_INFORMANT', ancestorAt(firm.village, 'TOWN'));
const financeOf = ({ firm }: Pact) => officer('FINANCE_BUREAU', ancestorAt(firm.village, 'COUNTY'));

/**
 * 6 % of the capital that each household put in: drafted by the manager, adopted by the town. The capital of the first is
 * fiscal money of a project, counted as shares (S2).
 */
export const draftSchemes = (office: Office, pacts: readonly Pact[]): Promise<readonly Schemed[]> =>
  office.each(`dividend schemes ${String(pacts[0]?.year ?? '')}`, pacts, async (pact) => {
    const { firm, ties, id: agreementId } = pact;
    const principalFen = (promisedFen(pact) / 6) * 100;
    const terms = {
      ...{ mode: 'GUARANTEED' as const, principalFen },
      ...(pact === pacts[0] ? { fiscalFundFen: principalFen } : {}),
      annualRate: { numerator: 6, denominator: 100 },
      beneficiaries: ties.map((one) => ({ householdId: one.person.id, shares: sharesOf(one) })),
      timesPerYear: 1,
      payDay: '12-20',
    };
    const asked = { entityId: firm.id, agreementId, terms };
    const { id } = await office.send(DraftDividendScheme, asked, { by: managerOf(firm.id) });
    const minutesRef = `会议纪要-${agreementId.slice(0, 8)}`;
    await office.send(AdoptDividendScheme, { minutesRef }, { by: townOf(pact), id });
    return { ...pact, schemeId: id };
  });

/** Of a whole year; in its first one from the day on which the agreement is in force. */
const periodOf = ({ year: first }: Pact, year: number) => ({
  periodFrom: calendarDate(`${String(year)}-${first === year ? '03' : '01'}-01`),
  periodTo: calendarDate(`${String(year)}-12-31`),
});

/** What policies make of it, the calculation of every line, is there on the next day. */
export const declare = (office: Office, schemed: readonly Schemed[], year: number): Promise<readonly Due[]> =>
  office.each(`dividends declared ${String(year)}`, schemed, async (pact) => {
    const { id } = await office.send(
      DeclareDistribution,
      {
        schemeId: pact.schemeId,
        entityId: pact.firm.id,
        ...periodOf(pact, year),
        payDate: calendarDate(`${String(year)}-12-20`),
      },
      { by: managerOf(pact.firm.id) },
    );
    return { ...pact, distributionId: id };
  });

/** First the town, then the county. */
export const approve = async (office: Office, dues: readonly Due[]): Promise<void> => {
  await office.each('dividends approved', dues, async (due) => {
    const id = due.distributionId;
    await office.send(ApproveDividends, {}, { by: townOf(due), id });
    const county = officer('COUNTY_INFORMANT', HUANING, 'county-approver');
    await office.send(ApproveDividends, {}, { by: county, id });
  });
};

interface Line {
  readonly householdId: string;
  readonly amountFen: number;
  readonly withheld?: string;
}

/** Reads what each household is due from the distribution's own stream. */
const linesOf = async ({ county }: Office, { distributionId }: Due): Promise<readonly Line[]> => {
  const events = await county.store.readStream(streamName('distribution', distributionId));
  const calculated = {
    initial: [] as readonly Line[],
    evolve: (lines: readonly Line[], { type, data }: { type: string; data: object }) =>
      type === 'DividendLinesCalculated' ? [...lines, ...(data as { lines: readonly Line[] }).lines] : lines,
  };
  const due = fold(calculated, events).filter(({ withheld }) => withheld === undefined);
  return due.map(({ householdId, amountFen }) => ({ householdId, amountFen }));
};

/** The bank returns three transfers in two hundred. */
const isReturned = (due: Due, place: number): boolean =>
  (parseInt(due.id.slice(0, 4), 16) + place) % 66 === 0;

const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, { amountFen }) => sum + amountFen, 0);

interface Batch {
  readonly batchNo: string;
  readonly paid: readonly Line[];
  readonly failed: readonly Line[];
}

/** Imported by the manager, confirmed by the town. */
const transfer = async (office: Office, due: Due, { batchNo, paid, failed }: Batch): Promise<void> => {
  const id = due.distributionId;
  const lines = {
    ...{ batchNo, bankTotalFen: sumOf(paid), paid: [...paid] },
    failed: failed.map((line) => ({ ...line, reason: '账户已注销' })),
  };
  await office.send(ImportPaymentBatch, lines, { by: managerOf(due.firm.id), id });
  await office.send(ConfirmPaymentBatch, { batchNo }, { by: financeOf(due), id });
};

const numberOf = ({ distributionId }: Due, batch: number): string =>
  `银行批次-${distributionId.slice(0, 8)}-${String(batch)}`;

/** Everybody at once; what the bank returns is paid by {@link payReturned}. */
export const pay = async (office: Office, dues: readonly Due[]): Promise<void> => {
  await office.each('dividends paid', dues, async (due) => {
    const lines = await linesOf(office, due);
    const paid = lines.filter((_, place) => !isReturned(due, place));
    const failed = lines.filter((_, place) => isReturned(due, place));
    await transfer(office, due, { batchNo: numberOf(due, 1), paid, failed });
  });
};

export const payReturned = async (office: Office, dues: readonly Due[]): Promise<void> => {
  await office.each('dividends paid again', dues, async (due) => {
    const paid = (await linesOf(office, due)).filter((_, place) => isReturned(due, place));
    if (paid.length > 0) await transfer(office, due, { batchNo: numberOf(due, 2), paid, failed: [] });
  });
};

/** A batch whose sum is one fen off the bank's. */
export const oneFenOff = (office: Office, due: Due): Promise<Defect> =>
  office.refused('分红合计与银行差一分', 'DIVIDEND_SUM_MISMATCH', async () => {
    const paid = [...(await linesOf(office, due))];
    const batch = { batchNo: '差一分', bankTotalFen: sumOf(paid) + 1, paid, failed: [] };
    return office.send(ImportPaymentBatch, batch, { by: managerOf(due.firm.id), id: due.distributionId });
  });

/** Overdue on their day, given another with the consent of the households. */
export const reschedule = async (office: Office, dues: readonly Due[]): Promise<void> => {
  await office.each('dividends rescheduled', dues, (due) =>
    office.send(
      RescheduleDistribution,
      { payDate: calendarDate('2025-01-20'), consentRef: '农户书面同意' },
      { by: officer('COUNTY_INFORMANT'), id: due.distributionId, reason: '资金到账延迟' },
    ),
  );
};
