import type { CalendarDate } from '@kernel/calendar-date';
import type { DistributionEvent } from './events';
import {
  afterCalculation,
  afterCarrying,
  afterCorrection,
  afterFailure,
  afterPassing,
  afterPayment,
  afterReceipt,
  afterReclaim,
  afterRelease,
  change,
  changeEach,
  type Ledger,
} from './ledger';

type Folds = {
  readonly [Type in DistributionEvent['type']]?: (
    ledger: Ledger,
    data: Extract<DistributionEvent, { readonly type: Type }>['data'],
  ) => Ledger;
};

const folds: Folds = {
  DividendLinesCalculated: (ledger, { lines }) =>
    changeEach(ledger, lines, (_none, line) => afterCalculation(line)),
  DividendsPaid: (ledger, { paid }) =>
    changeEach(ledger, paid, (line, { amountFen }) => afterPayment(line, amountFen)),
  PaymentsFailed: (ledger, { failed }) => changeEach(ledger, failed, afterFailure),
  DividendReceiptConfirmed: (ledger, { householdIds }) => {
    const receipts = householdIds.map((householdId) => ({ householdId }));
    return changeEach(ledger, receipts, afterReceipt);
  },
  DividendLineCorrected: (ledger, { householdId, toFen }) =>
    change(ledger, householdId, (line) => afterCorrection(line, toFen)),
  WithheldReleased: (ledger, { householdId, amountFen }) =>
    change(ledger, householdId, (line) => afterRelease(line, amountFen)),
  WithheldCarriedForward: (ledger, { householdId, amountFen }) =>
    change(ledger, householdId, (line) => afterCarrying(line, amountFen)),
  DividendLinePassed: (ledger, { householdId, successorId, amountFen }) => {
    const left = change(ledger, householdId, (line) => afterPassing(line, -amountFen));
    return change(left, successorId, (line) => afterPassing(line, amountFen));
  },
  OverpaymentReclaimed: (ledger, { householdId, amountFen }) =>
    change(ledger, householdId, (line) => afterReclaim(line, amountFen)),
  DistributionWithdrawn: () => ({}),
};

/** The lines after an event; what it does not name leaves them as they are. */
export const ledgerAfter = (
  ledger: Ledger,
  { type, data }: { readonly type: DistributionEvent['type']; readonly data: DistributionEvent['data'] },
): Ledger => folds[type]?.(ledger, data as never) ?? ledger;

interface DueBy<Day extends CalendarDate | null> {
  readonly payDate: Day;
  readonly isOverdue: boolean;
}

/** What is released is due by the day that the release names; with a later one nothing is overdue. */
export const dueAfterRelease = <Day extends CalendarDate | null>(
  before: DueBy<Day>,
  payDate: CalendarDate,
): DueBy<CalendarDate> => ({ payDate, isOverdue: payDate === before.payDate && before.isOverdue });
