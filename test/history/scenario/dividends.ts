import { calendarDate } from '@kernel/calendar-date';
import type { Office } from '@demo/office';
import { HUANING, managerOf, officer } from '@demo/officers';
import {
  ApproveDividends,
  ConfirmPaymentBatch,
  ConfirmReceipt,
  CorrectDividendLine,
  DeclareDistribution,
  ImportPaymentBatch,
  ReclaimOverpayment,
  RejectPaymentBatch,
  RescheduleDistribution,
} from '@linkage/distribution/commands';
import {
  AdoptDividendScheme,
  DraftDividendScheme,
  ReviseDividendScheme,
} from '@linkage/dividend-scheme/commands';
import { headOf, town, type Cast } from './cast';

/** What each household is due: 6 % of 100 000 yuan, by three. */
const DUE_FEN = 200_000;
const OVERPAID_FEN = 500;

interface Purse extends Cast {
  readonly agreementId: string;
}

/** One year's money: a file that was wrong, a transfer that failed, a day that passed, a line that was too high. */
export const payDividends = async (office: Office, purse: Purse): Promise<void> => {
  const id = await declare(office, purse, await adoptScheme(office, purse));
  await payFirst(office, purse, id);
  await office.day('2024-12-21');
  await payLate(office, purse, id);
  await settleLine(office, purse, id);
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

const finance = officer('FINANCE_BUREAU');

const declare = async (office: Office, { orchard }: Purse, schemeId: string): Promise<string> => {
  await office.day('2024-12-02');
  const { id } = await office.send(
    DeclareDistribution,
    {
      ...{ schemeId, entityId: orchard.id, payDate: calendarDate('2024-12-20') },
      ...{ periodFrom: calendarDate('2024-01-01'), periodTo: calendarDate('2024-12-31') },
    },
    { by: managerOf(orchard.id) },
  );
  await office.day('2024-12-03');
  await office.send(ApproveDividends, {}, { by: town(), id });
  await office.send(
    ApproveDividends,
    {},
    { by: officer('COUNTY_INFORMANT', HUANING, 'county-approver'), id },
  );
  return id;
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
  const checked = { householdId: third.id, secondPerson: 'county-approver' };
  const clerk = { by: town(), id, reason: '股份登记有误' };
  await office.send(CorrectDividendLine, { ...checked, toFen: DUE_FEN - OVERPAID_FEN }, clerk);
  await office.send(ReclaimOverpayment, { ...checked, amountFen: OVERPAID_FEN }, clerk);
};
