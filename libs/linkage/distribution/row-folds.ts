import type { CalendarDate } from '@kernel/calendar-date';
import type { Recorded } from '@projection/fold';
import type { DistributionRow, LineRow } from './dividend-row';
import type { DistributionEvent } from './events';
import {
  afterCarrying,
  afterCorrection,
  afterFailure,
  afterPassing,
  afterPayment,
  afterReceipt,
  afterReclaim,
  afterRelease,
} from './ledger';

type Happened = Recorded<DistributionEvent>;
export type Happening<Type extends Happened['type']> = Extract<Happened, { readonly type: Type }>;
type Folds<Row> = { readonly [Type in Happened['type']]?: (row: Row, event: Happening<Type>) => Row };

/** An event that a fold does not name leaves the row as it is. */
export const folded = <Row>(folds: Folds<Row>, row: Row, event: Happened): Row => {
  const fold = folds[event.type] as ((before: Row, happened: Happened) => Row) | undefined;
  return fold === undefined ? row : fold(row, event);
};

/** With another pay date nothing is overdue any more. */
const dueBy = <Row extends Pick<LineRow, 'payDate' | 'overdueFrom'>>(
  row: Row,
  payDate: CalendarDate,
): Row => ({
  ...row,
  ...{ payDate, overdueFrom: payDate === row.payDate ? row.overdueFrom : null },
});

const ofHousehold = <Part extends { readonly householdId: string }>(parts: readonly Part[], row: LineRow) =>
  parts.find(({ householdId }) => householdId === row.householdId);

export const OF_LINE: Folds<LineRow> = {
  DividendsPaid: (row, { data }) => {
    const amount = ofHousehold(data.paid, row)?.amountFen ?? 0;
    return { ...row, ...afterPayment(row, amount), failure: null, lastPaidOn: data.on };
  },
  PaymentsFailed: (row, { data }) => {
    const failure = ofHousehold(data.failed, row)?.reason ?? null;
    return { ...row, ...afterFailure(row), failure };
  },
  DividendReceiptConfirmed: (row) => ({ ...row, ...afterReceipt(row) }),
  DividendOverdue: (row, { data }) => ({ ...row, overdueFrom: data.on }),
  DividendRescheduled: (row, { data }) => dueBy(row, data.payDate),
  DividendLineCorrected: (row, { data: { fromFen, toFen, proposedBy, secondPerson, on }, metadata }) => {
    const by = proposedBy === undefined ? {} : { proposedBy };
    const correction = { fromFen, toFen, ...by, secondPerson, on, reason: textIn(metadata, 'reason') };
    return { ...row, ...afterCorrection(row, toFen), corrections: [...row.corrections, correction] };
  },
  WithheldReleased: (row, { data: { amountFen, payDate } }) =>
    dueBy({ ...row, ...afterRelease(row, amountFen) }, payDate),
  WithheldCarriedForward: (row, { data: { amountFen } }) => ({ ...row, ...afterCarrying(row, amountFen) }),
  DividendLinePassed: (row, { data: { amountFen } }) => ({ ...row, ...afterPassing(row, -amountFen) }),
  DistributionEntitySucceeded: (row, { data }) => ({ ...row, entityId: data.successorId }),
  OverpaymentReclaimed: (row, { data: { amountFen } }) => ({
    ...row,
    ...afterReclaim(row, amountFen),
    reclaimedFen: row.reclaimedFen + amountFen,
  }),
};

export const textIn = (metadata: Happened['metadata'], key: string): string | null => {
  const value = metadata[key];
  return typeof value === 'string' ? value : null;
};

export const OF_BOOK: Folds<DistributionRow> = {
  DividendsCalculated: (row, { data: { residualFen, residualHolder, recordDate = null } }) => ({
    ...row,
    ...{ state: 'CALCULATED', residualFen, residualHolder, recordDate },
  }),
  WithheldReleased: (row, { data }) => dueBy(row, data.payDate),
  DividendsApproved: (row, { data: { step } }) => ({
    ...row,
    ...{ approvals: step, state: step === 2 ? 'APPROVED' : row.state },
  }),
  DividendOverdue: (row, { data }) => ({ ...row, overdueFrom: data.on }),
  DividendRescheduled: (row, { data }) => dueBy(row, data.payDate),
  DistributionEntitySucceeded: (row, { data }) => ({
    ...{ ...row, entityId: data.successorId, division: data.villageCode },
  }),
};
