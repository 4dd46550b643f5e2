import { calendarDate } from '@kernel/calendar-date';
import type { Outcome } from '@command/dispatcher';
import type { Firm } from '@demo/economy';
import type { Office } from '@demo/office';
import { HUANING, headOf, managerOf, officer } from '@demo/officers';
import type { Person } from '@demo/people';
import {
  ApproveCorrection,
  ApproveDividends,
  ConfirmPaymentBatch,
  ConfirmReceipt,
  CorrectDividendLine,
  DeclareDistribution,
  ImportPaymentBatch,
  ReclaimOverpayment,
  RejectCorrection,
  RejectPaymentBatch,
  ReleaseWithheld,
  RescheduleDistribution,
  WithdrawDistribution,
} from '@linkage/distribution/commands';
import {
  AdoptDividendScheme,
  DraftDividendScheme,
  ReviseDividendScheme,
} from '@linkage/dividend-scheme/commands';
import { town, type Cast } from './cast';

/** What each household is due: 6 % of 100 000 yuan, by three. */
const DUE_FEN = 200_000;
const OVERPAID_FEN = 500;

interface Purse extends Cast {
  readonly agreementId: string;
}

/** Two years' money: a declaration and a line that were wrong, a file that was wrong, a transfer that failed, a day that passed. */
export const payDividends = async (office: Office, purse: Purse): Promise<void> => {
  const schemeId = await adoptScheme(office, purse);
  await settleFirstYear(office, purse, schemeId);
  const id = await declare(office, purse, schemeId);
  await payLeaver(office, purse);
  await payFirst(office, purse, id);
  await office.day('2024-12-21');
  await payLate(office, purse, id);
};

interface Owing {
  readonly firm: Firm;
  readonly agreementId: string;
  readonly approvedOn: string;
}

/** Declared and approved for one household, and not paid yet. */
export const oweTo = async (
  office: Office,
  { id: householdId }: Person,
  { firm, agreementId, approvedOn }: Owing,
): Promise<string> => {
  const manager = { by: managerOf(firm.id) };
  const terms = {
    ...{ mode: 'GUARANTEED' as const, principalFen: 100_000, timesPerYear: 1, payDay: '12-20' },
    ...{ annualRate: { numerator: 6, denominator: 100 }, beneficiaries: [{ householdId, shares: 1 }] },
  };
  const scheme = await office.send(DraftDividendScheme, { entityId: firm.id, agreementId, terms }, manager);
  await office.send(AdoptDividendScheme, { minutesRef: '会议纪要-4' }, { by: town(), id: scheme.id });
  const { id } = await office.send(
    DeclareDistribution,
    {
      ...{ schemeId: scheme.id, entityId: firm.id, payDate: calendarDate('2024-12-20') },
      ...{ periodFrom: calendarDate('2024-03-01'), periodTo: calendarDate('2024-08-31') },
    },
    manager,
  );
  await office.day(approvedOn);
  await approveTwice(office, id);
  return id;
};

const adoptScheme = async (office: Office, { orchard, agreementId, staying }: Purse): Promise<string> => {
  const terms = {
    ...{ mode: 'GUARANTEED' as const, principalFen: 9_000_000, timesPerYear: 1, payDay: '12-20' },
    annualRate: { numerator: 6, denominator: 100 },
    beneficiaries: staying.map((person) => ({ householdId: person.id, shares: 1 })),
  };
  const manager = { by: managerOf(orchard.id) };
  const { id } = await office.send(
    DraftDividendScheme,
    { entityId: orchard.id, agreementId, terms },
    manager,
  );
  await office.send(AdoptDividendScheme, { minutesRef: '会议纪要-1' }, { by: town(), id });
  await office.send(
    ReviseDividendScheme,
    { terms: { ...terms, principalFen: 10_000_000 } },
    { ...manager, id },
  );
  await office.send(AdoptDividendScheme, { minutesRef: '会议纪要-2' }, { by: town(), id });
  return id;
};

export const finance = officer('FINANCE_BUREAU');

const declare = async (office: Office, { orchard }: Purse, schemeId: string): Promise<string> => {
  await office.day('2024-12-02');
  const { id } = await office.send(
    DeclareDistribution,
    {
      ...{ schemeId, entityId: orchard.id, payDate: calendarDate('2024-12-20') },
      ...{ periodFrom: calendarDate('2025-03-01'), periodTo: calendarDate('2026-02-28') },
    },
    { by: managerOf(orchard.id) },
  );
  await office.day('2024-12-03');
  await approveTwice(office, id);
  return id;
};

export const approveTwice = async (office: Office, id: string): Promise<void> => {
  await office.send(ApproveDividends, {}, { by: town(), id });
  const county = officer('COUNTY_INFORMANT', HUANING, 'county-approver');
  await office.send(ApproveDividends, {}, { by: county, id });
};

/** The first year of the agreement: declared too early, declared anew, and paid; then one line turns out to have been too high. */
const settleFirstYear = async (office: Office, purse: Purse, schemeId: string): Promise<void> => {
  await office.day('2024-11-28');
  const { orchard, staying } = purse;
  const manager = { by: managerOf(orchard.id) };
  const asked = {
    ...{ schemeId, entityId: orchard.id, payDate: calendarDate('2024-12-20') },
    ...{ periodFrom: calendarDate('2024-03-01'), periodTo: calendarDate('2025-02-28') },
  };
  const { id } = await office.send(DeclareDistribution, asked, manager);
  await office.day('2024-11-29');
  await office.send(WithdrawDistribution, {}, { ...manager, id, reason: '误报首年分红' });
  await office.send(DeclareDistribution, asked, { ...manager, again: '更正后' });
  await office.day('2024-11-30');
  await approveTwice(office, id);
  const paid = staying.map((person) => ({ householdId: person.id, amountFen: DUE_FEN }));
  const file = { batchNo: '银行-0', bankTotalFen: DUE_FEN * paid.length, paid, failed: [] };
  await office.send(ImportPaymentBatch, file, { ...manager, id });
  await office.send(ConfirmPaymentBatch, { batchNo: '银行-0' }, { by: finance, id });
  await settleLine(office, purse, id);
};

/** Of a small scheme that still names a household that has left: half of what was withheld is released and paid. */
const payLeaver = async (office: Office, { orchard, staying: [first], leaving }: Purse): Promise<void> => {
  const manager = { by: managerOf(orchard.id) };
  const terms = {
    ...{ mode: 'GUARANTEED' as const, principalFen: 100_000, timesPerYear: 1, payDay: '12-20' },
    annualRate: { numerator: 6, denominator: 100 },
    beneficiaries: [first, leaving].map((person) => ({ householdId: person.id, shares: 1 })),
  };
  const scheme = await office.send(DraftDividendScheme, { entityId: orchard.id, terms }, manager);
  await office.send(AdoptDividendScheme, { minutesRef: '会议纪要-3' }, { by: town(), id: scheme.id });
  const { id } = await office.send(
    DeclareDistribution,
    {
      ...{ schemeId: scheme.id, entityId: orchard.id, payDate: calendarDate('2024-12-20') },
      ...{ periodFrom: calendarDate('2024-01-01'), periodTo: calendarDate('2024-12-31') },
    },
    manager,
  );
  await office.day('2024-12-04');
  await approveTwice(office, id);
  const half = { householdId: leaving.id, amountFen: 1_500 };
  const clerk = { by: town(), id, reason: '村民会议决定按在册时间发放一半' };
  await agreed(office, await office.send(ReleaseWithheld, half, clerk));
  const paid = [{ householdId: first.id, amountFen: 3_000 }, half];
  const file = { batchNo: '银行-9', bankTotalFen: 4_500, paid, failed: [] };
  await office.send(ImportPaymentBatch, file, { ...manager, id });
  await office.send(ConfirmPaymentBatch, { batchNo: '银行-9' }, { by: finance, id });
};

const payFirst = async (office: Office, { orchard, staying }: Purse, id: string): Promise<void> => {
  await office.day('2024-12-16');
  const [first, second] = staying;
  const manager = { by: managerOf(orchard.id), id };
  const paid = [{ householdId: first.id, amountFen: DUE_FEN }];
  const file = { bankTotalFen: DUE_FEN, paid, failed: [] };
  await office.send(ImportPaymentBatch, { batchNo: '银行-1', ...file }, manager);
  await office.send(RejectPaymentBatch, { batchNo: '银行-1' }, { by: town(), id, reason: '漏列退汇明细' });
  const failed = [{ householdId: second.id, amountFen: DUE_FEN, reason: '账户已销户' }];
  await office.send(ImportPaymentBatch, { batchNo: '银行-2', ...file, failed }, manager);
  await office.send(ConfirmPaymentBatch, { batchNo: '银行-2' }, { by: finance, id });
  await office.send(
    ConfirmReceipt,
    { householdIds: [first.id], means: 'SIGNATURE' },
    { by: headOf(first), id },
  );
};

const payLate = async (office: Office, { orchard, staying }: Purse, id: string): Promise<void> => {
  const county = { by: officer('COUNTY_INFORMANT'), id };
  const later = { payDate: calendarDate('2025-01-10'), consentRef: '农户书面同意' };
  await office.send(RescheduleDistribution, later, { ...county, reason: '退汇需更换账户' });
  await office.day('2025-01-06');
  const paid = staying.slice(1).map((person) => ({ householdId: person.id, amountFen: DUE_FEN }));
  const file = { batchNo: '银行-3', bankTotalFen: DUE_FEN * paid.length, paid, failed: [] };
  await office.send(ImportPaymentBatch, file, { by: managerOf(orchard.id), id });
  await office.send(ConfirmPaymentBatch, { batchNo: '银行-3' }, { by: finance, id });
};

/** Two persons find that one household got too much, and take it back. */
const settleLine = async (office: Office, { staying: [, , third] }: Purse, id: string): Promise<void> => {
  const householdId = third.id;
  const clerk = { by: town(), id, reason: '股份登记有误' };
  const wrong = await office.send(CorrectDividendLine, { householdId, toFen: 0 }, clerk);
  const refusal = { by: finance, id, reason: '金额有误' };
  await office.send(RejectCorrection, correctionIn(wrong), refusal);
  const lower = { householdId, toFen: DUE_FEN - OVERPAID_FEN };
  await agreed(office, await office.send(CorrectDividendLine, lower, clerk));
  const back = { householdId, amountFen: OVERPAID_FEN };
  await agreed(office, await office.send(ReclaimOverpayment, back, clerk));
};

const correctionIn = ({ events: [proposal] }: Outcome) => ({
  correctionId: proposal?.data['correctionId'] as string,
});

export const agreed = (office: Office, proposed: Outcome): Promise<Outcome> =>
  office.send(ApproveCorrection, correctionIn(proposed), { by: finance, id: proposed.id });
