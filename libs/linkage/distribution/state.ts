import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Basis } from './allocation';
import { distributionEvents, type DistributionEvent } from './events';
import {
  afterCorrection,
  afterFailure,
  afterPayment,
  afterReceipt,
  afterReclaim,
  change,
  changeEach,
  due,
  type Batch,
  type Ledger,
} from './ledger';

export interface Distribution {
  readonly phase: 'ABSENT' | 'DECLARED' | 'CALCULATED' | 'APPROVED';
  readonly entityId: string;
  readonly villageCode: DivisionCode | null;
  readonly basis: Basis | null;
  readonly declaredBy: string;
  readonly declaredOn: CalendarDate | null;
  readonly payDate: CalendarDate | null;
  readonly graceDays: number;
  readonly approvers: readonly string[];
  readonly ledger: Ledger;
  readonly batches: Readonly<Record<string, Batch>>;
  readonly isOverdue: boolean;
}

/** One period of a scheme is distributed once. */
export const distributionId = (schemeId: string, periodFrom: CalendarDate, periodTo: CalendarDate): string =>
  derivedId('distribution', schemeId, periodFrom, periodTo);

const initial: Distribution = {
  phase: 'ABSENT',
  entityId: '',
  villageCode: null,
  basis: null,
  declaredBy: '',
  declaredOn: null,
  payDate: null,
  graceDays: 0,
  approvers: [],
  ledger: {},
  batches: {},
  isOverdue: false,
};

type Data<Type extends DistributionEvent['type']> = Extract<
  DistributionEvent,
  { readonly type: Type }
>['data'];

const declared = (_none: Distribution, data: Data<'DistributionDeclared'>): Distribution => {
  const { entityId, villageCode, declaredBy, on: declaredOn, payDate, graceDays } = data;
  const { terms, equity, months, profitFen, surplus } = data;
  return {
    ...initial,
    ...{ phase: 'DECLARED', entityId, villageCode, declaredBy, declaredOn, payDate, graceDays },
    basis: { terms, equity, months, profitFen, surplus },
  };
};

const withBatch = (distribution: Distribution, batchNo: string, state: Batch['state']): Distribution => {
  const batch = distribution.batches[batchNo];
  if (batch === undefined) return distribution;
  return { ...distribution, batches: { ...distribution.batches, [batchNo]: { ...batch, state } } };
};

const withLedger = (distribution: Distribution, ledger: Ledger): Distribution => ({
  ...distribution,
  ledger,
});

type Folds = {
  readonly [Type in DistributionEvent['type']]: (
    distribution: Distribution,
    data: Data<Type>,
  ) => Distribution;
};

const folds: Folds = {
  DistributionDeclared: declared,
  DividendsCalculated: (distribution) => ({ ...distribution, phase: 'CALCULATED' }),
  DividendLinesCalculated: (distribution, { lines }) =>
    withLedger(
      distribution,
      changeEach(distribution.ledger, lines, (_none, { amountFen }) => due(amountFen)),
    ),
  DividendsApproved: (distribution, { step, approvedBy }) => ({
    ...distribution,
    phase: step === 2 ? 'APPROVED' : distribution.phase,
    approvers: [...distribution.approvers, approvedBy],
  }),
  PaymentBatchImported: (distribution, { batchNo, ...data }) => ({
    ...distribution,
    batches: { ...distribution.batches, [batchNo]: { ...data, state: 'IMPORTED' } },
  }),
  PaymentBatchRejected: (distribution, { batchNo }) => withBatch(distribution, batchNo, 'REJECTED'),
  DividendsPaid: (distribution, { batchNo, paid }) =>
    withLedger(
      withBatch(distribution, batchNo, 'CONFIRMED'),
      changeEach(distribution.ledger, paid, (line, { amountFen }) => afterPayment(line, amountFen)),
    ),
  PaymentsFailed: (distribution, { batchNo, failed }) =>
    withLedger(
      withBatch(distribution, batchNo, 'CONFIRMED'),
      changeEach(distribution.ledger, failed, afterFailure),
    ),
  DividendReceiptConfirmed: (distribution, { householdIds }) =>
    withLedger(
      distribution,
      changeEach(
        distribution.ledger,
        householdIds.map((householdId) => ({ householdId })),
        afterReceipt,
      ),
    ),
  DividendOverdue: (distribution) => ({ ...distribution, isOverdue: true }),
  DividendRescheduled: (distribution, { payDate }) => ({ ...distribution, payDate, isOverdue: false }),
  DividendLineCorrected: (distribution, { householdId, toFen }) =>
    withLedger(
      distribution,
      change(distribution.ledger, householdId, (line) => afterCorrection(line, toFen)),
    ),
  OverpaymentReclaimed: (distribution, { householdId, amountFen }) =>
    withLedger(
      distribution,
      change(distribution.ledger, householdId, (line) => afterReclaim(line, amountFen)),
    ),
};

export const distribution: Aggregate<Distribution, DistributionEvent> = {
  category: 'distribution',
  initial,
  evolve: (state, event) => folds[event.type](state, event.data as never),
  events: distributionEvents,
  scope: ({ villageCode }) => villageCode,
};
