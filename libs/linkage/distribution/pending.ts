import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DistributionEvent } from './events';
import { correctionsAfter, type Correction } from './proposals';

/** A bank file that one person imported and another has yet to confirm or send back. */
export type PendingBatch = {
  readonly batchNo: string;
  readonly importedBy: string;
  readonly bankTotalFen: number;
  readonly householdCount: number;
  readonly failedCount: number;
  /** The bank's day. */
  readonly on: CalendarDate;
};

/** What one person proposed and another, of the other office, has yet to decide. */
export type PendingCorrection = {
  readonly correctionId: string;
  readonly kind: Correction['kind'];
  readonly householdId: string;
  readonly householdNo: string | null;
  /** Of a corrected line. */
  readonly fromFen?: number;
  readonly toFen?: number;
  /** Of everything else. */
  readonly amountFen?: number;
  readonly proposedBy: string;
  readonly proposedAs: Role;
  readonly reason: string | null;
  readonly on: CalendarDate;
};

/** What of a distribution waits for a second person. */
export type Pending = {
  readonly awaitsSecondPerson: boolean;
  readonly pendingBatches: readonly PendingBatch[];
  readonly pendingCorrections: readonly PendingCorrection[];
};

export const NOTHING_PENDING: Pending = {
  awaitsSecondPerson: false,
  pendingBatches: [],
  pendingCorrections: [],
};

/** What an event does not tell of what it proposes. */
export type Told = Pick<PendingCorrection, 'householdNo' | 'reason'>;

type Batches = readonly PendingBatch[];
type Folds = {
  readonly [Type in DistributionEvent['type']]?: (
    pending: Batches,
    data: Extract<DistributionEvent, { readonly type: Type }>['data'],
  ) => Batches;
};

const without = (pending: Batches, { batchNo }: { readonly batchNo: string }): Batches =>
  pending.filter((batch) => batch.batchNo !== batchNo);

const OF_BATCHES: Folds = {
  PaymentBatchImported: (pending, { batchNo, importedBy, bankTotalFen, paid, failed, on }) => {
    const counts = { householdCount: paid.length, failedCount: failed.length };
    return [...pending, { batchNo, importedBy, bankTotalFen, ...counts, on }];
  },
  PaymentBatchRejected: without,
  DividendsPaid: without,
  PaymentsFailed: without,
};

/** A proposal waits under its id until another event names the id. */
const pendingCorrectionsAfter = (
  pending: readonly PendingCorrection[],
  event: DistributionEvent,
  told: Told,
): readonly PendingCorrection[] => {
  const named = 'correctionId' in event.data ? event.data.correctionId : undefined;
  const proposed = Object.entries(correctionsAfter({}, event)).map(
    ([correctionId, { state: _proposed, ...correction }]) => ({ correctionId, ...correction, ...told }),
  );
  return [...pending.filter(({ correctionId }) => correctionId !== named), ...proposed];
};

export const pendingAfter = <Row extends Pending>(row: Row, event: DistributionEvent, told: Told): Row => {
  const pendingBatches =
    OF_BATCHES[event.type]?.(row.pendingBatches, event.data as never) ?? row.pendingBatches;
  const pendingCorrections = pendingCorrectionsAfter(row.pendingCorrections, event, told);
  const awaitsSecondPerson = pendingBatches.length + pendingCorrections.length > 0;
  return { ...row, awaitsSecondPerson, pendingBatches, pendingCorrections };
};
