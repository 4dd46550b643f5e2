import type { Role } from '@kernel/actor';
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

/** What one person proposed and another decides. */
export type Correction = {
  readonly householdId: string;
  readonly proposedBy: string;
  readonly proposedAs: Role;
  readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED';
} & (
  | { readonly kind: 'LINE'; readonly fromFen: number; readonly toFen: number }
  | { readonly kind: 'RECLAIM'; readonly amountFen: number }
);

export interface Distribution {
  readonly phase: 'ABSENT' | 'DECLARED' | 'CALCULATED' | 'APPROVED' | 'WITHDRAWN';
  readonly entityId: string;
  readonly villageCode: DivisionCode | null;
  readonly periodFrom: CalendarDate | null;
  readonly periodTo: CalendarDate | null;
  readonly basis: Basis | null;
  readonly declaredBy: string;
  readonly declaredOn: CalendarDate | null;
  readonly payDate: CalendarDate | null;
  readonly graceDays: number;
  readonly approvers: readonly string[];
  readonly ledger: Ledger;
  readonly batches: Readonly<Record<string, Batch>>;
  readonly isOverdue: boolean;
  readonly corrections: Readonly<Record<string, Correction>>;
}

/** One period of a scheme is distributed once. */
export const distributionId = (schemeId: string, periodFrom: CalendarDate, periodTo: CalendarDate): string =>
  derivedId('distribution', schemeId, periodFrom, periodTo);

const initial: Distribution = {
  phase: 'ABSENT',
  entityId: '',
  villageCode: null,
  periodFrom: null,
  periodTo: null,
  basis: null,
  declaredBy: '',
  declaredOn: null,
  payDate: null,
  graceDays: 0,
  approvers: [],
  ledger: {},
  batches: {},
  isOverdue: false,
  corrections: {},
};

type Data<Type extends DistributionEvent['type']> = Extract<
  DistributionEvent,
  { readonly type: Type }
>['data'];

const declared = (_none: Distribution, data: Data<'DistributionDeclared'>): Distribution => {
  const { entityId, villageCode, declaredBy, on: declaredOn, payDate, graceDays } = data;
  const { terms, equity, months, profitFen, surplus, periodFrom, periodTo } = data;
  return {
    ...initial,
    ...{ phase: 'DECLARED', entityId, villageCode, declaredBy, declaredOn, payDate, graceDays },
    ...{ periodFrom, periodTo },
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

const withCorrection = (
  distribution: Distribution,
  id: string | undefined,
  state: Correction['state'],
): Distribution => {
  const known = id === undefined ? undefined : distribution.corrections[id];
  if (id === undefined || known === undefined) return distribution;
  return { ...distribution, corrections: { ...distribution.corrections, [id]: { ...known, state } } };
};

const withProposal = (distribution: Distribution, id: string, correction: Correction): Distribution => ({
  ...distribution,
  corrections: { ...distribution.corrections, [id]: correction },
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
  DividendCorrectionProposed: (distribution, data) => {
    const { correctionId, householdId, fromFen, toFen, proposedBy, proposedAs } = data;
    const by = { proposedBy, proposedAs, state: 'PROPOSED' } as const;
    return withProposal(distribution, correctionId, { kind: 'LINE', householdId, fromFen, toFen, ...by });
  },
  OverpaymentReclaimProposed: (distribution, data) => {
    const { correctionId, householdId, amountFen, proposedBy, proposedAs } = data;
    const by = { proposedBy, proposedAs, state: 'PROPOSED' } as const;
    return withProposal(distribution, correctionId, { kind: 'RECLAIM', householdId, amountFen, ...by });
  },
  DividendCorrectionRejected: (distribution, { correctionId }) =>
    withCorrection(distribution, correctionId, 'REJECTED'),
  DistributionWithdrawn: (distribution) => ({
    ...distribution,
    ...{ phase: 'WITHDRAWN', ledger: {}, approvers: [], corrections: {} },
  }),
  DividendLineCorrected: (distribution, { householdId, toFen, correctionId }) =>
    withLedger(
      withCorrection(distribution, correctionId, 'APPROVED'),
      change(distribution.ledger, householdId, (line) => afterCorrection(line, toFen)),
    ),
  OverpaymentReclaimed: (distribution, { householdId, amountFen, correctionId }) =>
    withLedger(
      withCorrection(distribution, correctionId, 'APPROVED'),
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
