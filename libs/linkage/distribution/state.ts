import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Basis } from './allocation';
import { distributionEvents, type DistributionEvent } from './events';
import type { Batch, Ledger } from './ledger';
import { dueAfterRelease, ledgerAfter } from './ledger-fold';
import { correctionsAfter, type Corrections } from './proposals';

export interface Distribution {
  readonly phase: 'ABSENT' | 'DECLARED' | 'CALCULATED' | 'APPROVED' | 'WITHDRAWN';
  readonly entityId: string;
  readonly schemeId: string;
  readonly villageCode: DivisionCode | null;
  readonly periodFrom: CalendarDate | null;
  readonly periodTo: CalendarDate | null;
  readonly basis: Basis | null;
  readonly declaredBy: string;
  readonly declaredOn: CalendarDate | null;
  readonly calculatedOn: CalendarDate | null;
  /** Latest day on which it was declared, calculated, approved or withdrawn. */
  readonly since: CalendarDate | null;
  readonly payDate: CalendarDate | null;
  readonly graceDays: number;
  readonly approvers: readonly string[];
  readonly ledger: Ledger;
  readonly batches: Readonly<Record<string, Batch>>;
  readonly isOverdue: boolean;
  readonly corrections: Corrections;
}

/** One period of a scheme is distributed once. */
export const distributionId = (schemeId: string, periodFrom: CalendarDate, periodTo: CalendarDate): string =>
  derivedId('distribution', schemeId, periodFrom, periodTo);

const initial: Distribution = {
  phase: 'ABSENT',
  entityId: '',
  schemeId: '',
  villageCode: null,
  periodFrom: null,
  periodTo: null,
  basis: null,
  declaredBy: '',
  declaredOn: null,
  calculatedOn: null,
  since: null,
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
  const { entityId, schemeId, villageCode, declaredBy, on: declaredOn, payDate, graceDays } = data;
  const { terms, equity, months, profitFen, surplus, carriedIn = [], periodFrom, periodTo } = data;
  return {
    ...initial,
    ...{ phase: 'DECLARED', entityId, schemeId, villageCode, declaredBy, declaredOn },
    ...{ payDate, graceDays, periodFrom, periodTo, since: declaredOn },
    basis: { terms, equity, months, profitFen, surplus, carriedIn },
  };
};

const withBatch = (distribution: Distribution, batchNo: string, state: Batch['state']): Distribution => {
  const batch = distribution.batches[batchNo];
  if (batch === undefined) return distribution;
  return { ...distribution, batches: { ...distribution.batches, [batchNo]: { ...batch, state } } };
};

const turned = ({ since }: Distribution, on: CalendarDate): Pick<Distribution, 'since'> => ({
  since: since === null ? on : laterOf(since, on),
});

type Folds = {
  readonly [Type in DistributionEvent['type']]?: (
    distribution: Distribution,
    data: Data<Type>,
  ) => Distribution;
};

/** What the lines and the corrections do not tell. */
const folds: Folds = {
  DistributionDeclared: declared,
  DividendsCalculated: (distribution, { on: calculatedOn }) => ({
    ...distribution,
    ...{ phase: 'CALCULATED', calculatedOn, ...turned(distribution, calculatedOn) },
  }),
  DividendsApproved: (distribution, { step, approvedBy, on }) => ({
    ...distribution,
    phase: step === 2 ? 'APPROVED' : distribution.phase,
    approvers: [...distribution.approvers, approvedBy],
    ...turned(distribution, on),
  }),
  PaymentBatchImported: (distribution, { batchNo, ...data }) => ({
    ...distribution,
    batches: { ...distribution.batches, [batchNo]: { ...data, state: 'IMPORTED' } },
  }),
  PaymentBatchRejected: (distribution, { batchNo }) => withBatch(distribution, batchNo, 'REJECTED'),
  DividendsPaid: (distribution, { batchNo }) => withBatch(distribution, batchNo, 'CONFIRMED'),
  PaymentsFailed: (distribution, { batchNo }) => withBatch(distribution, batchNo, 'CONFIRMED'),
  DividendOverdue: (distribution) => ({ ...distribution, isOverdue: true }),
  DividendRescheduled: (distribution, { payDate }) => ({ ...distribution, payDate, isOverdue: false }),
  WithheldReleased: (distribution, { payDate }) => ({
    ...distribution,
    ...dueAfterRelease(distribution, payDate),
  }),
  DistributionEntitySucceeded: (distribution, { successorId: entityId, villageCode }) => ({
    ...{ ...distribution, entityId, villageCode },
  }),
  DistributionWithdrawn: (distribution, { on }) => ({
    ...distribution,
    ...{ phase: 'WITHDRAWN', approvers: [], ...turned(distribution, on) },
  }),
};

const evolve = (distribution: Distribution, event: DistributionEvent): Distribution => {
  const after = folds[event.type]?.(distribution, event.data as never) ?? distribution;
  const { ledger, corrections } = after;
  return {
    ...after,
    ledger: ledgerAfter(ledger, event),
    corrections: correctionsAfter(corrections, event),
  };
};

export const distribution: Aggregate<Distribution, DistributionEvent> = {
  category: 'distribution',
  initial,
  evolve,
  events: distributionEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: ({ entityId }) => ({ ENTITY_MANAGER: [entityId] }),
};
