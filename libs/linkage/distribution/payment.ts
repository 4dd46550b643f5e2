import { actsFor } from '@kernel/actor';
import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { futureFault, orderFault, requireReason, type Fault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import { requireSum } from './allocation';
import type { ConfirmPaymentBatch, ConfirmReceipt, ImportPaymentBatch, RejectPaymentBatch } from './commands';
import type { DistributionEvent } from './events';
import { listFault, repeated } from './fault';
import { unpaidOf, type Batch } from './ledger';
import { steps } from './lifecycle';
import type { Distribution } from './state';

type Rule<Command> = Decide<Command, Distribution, DistributionEvent>;

/** What waits in files that nobody has confirmed yet, by household. */
export const waiting = ({ batches }: Pick<Distribution, 'batches'>): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  const imported = Object.values(batches).filter(({ state }) => state === 'IMPORTED');
  for (const { householdId, amountFen } of imported.flatMap(({ paid }) => paid))
    sums.set(householdId, (sums.get(householdId) ?? 0) + amountFen);
  return sums;
};

/** Households that would get more than they are due, with what waits in other files. */
const aboveDue = ({ paid }: ImportPaymentBatch, distribution: Distribution): readonly string[] => {
  const sums = waiting(distribution);
  return paid.flatMap(({ householdId, amountFen }) => {
    const line = distribution.ledger[householdId];
    if (line === undefined) return [];
    return amountFen + (sums.get(householdId) ?? 0) > unpaidOf(line) ? [householdId] : [];
  });
};

/** Nobody paid what was not declared and approved; the bank's day also says to which quarter the income belongs. */
const earlyFault = ({ declaredOn: on, since }: Distribution, { effectiveDate }: Circumstances): Fault =>
  on !== null && effectiveDate < on
    ? unmet('PAYMENT_BEFORE_DECLARATION', { on }, '/effectiveDate')
    : orderFault(since, effectiveDate);

export const importBatch: Rule<ImportPaymentBatch> = (command, distribution, facts) => {
  const { batchNo, bankTotalFen, paid, failed } = command;
  const { phase: state, ledger, batches } = distribution;
  requireState(steps.ImportPaymentBatch, state);
  require(!Object.hasOwn(batches, batchNo), 'BATCH_NUMBER_USED', { batchNo }, '/batchNo');
  const ids = [...paid, ...failed].map(({ householdId }) => householdId);
  requireAll(
    futureFault(facts),
    earlyFault(distribution, facts),
    ids.length === 0 && unmet('BATCH_EMPTY', {}, '/paid'),
    listFault('HOUSEHOLD_LISTED_TWICE', repeated(ids), '/paid'),
    listFault(
      'HOUSEHOLD_NOT_IN_DISTRIBUTION',
      ids.filter((id) => !Object.hasOwn(ledger, id)),
      '/paid',
    ),
    listFault('PAYMENT_EXCEEDS_DUE', aboveDue(command, distribution), '/paid'),
  );
  requireSum(paid, bankTotalFen);
  const data = {
    ...{ batchNo, importedBy: facts.actor.user, bankTotalFen },
    paid: paid.map(({ householdId, amountFen }) => ({ householdId, amountFen })),
    failed: failed.map(({ householdId, amountFen, reason }) => ({ householdId, amountFen, reason })),
    on: facts.effectiveDate,
  };
  return [{ type: 'PaymentBatchImported', data }];
};

/** The number is a text of the bank's, and may be the name of something that every object has. */
const knownBatch = ({ batches }: Distribution, batchNo: string): Batch => {
  const batch = Object.hasOwn(batches, batchNo) ? batches[batchNo] : undefined;
  require(batch !== undefined, 'BATCH_UNKNOWN', { batchNo }, '/batchNo');
  return batch;
};

/** Neither who imported the payment file (glossary 1.5) nor who approved the dividend confirms that it was paid. */
export const confirmBatch: Rule<ConfirmPaymentBatch> = ({ batchNo }, distribution, facts) => {
  const { state, importedBy, bankTotalFen, paid, failed, on } = knownBatch(distribution, batchNo);
  const { approvers } = distribution;
  if (state === 'CONFIRMED') return [];
  require(state === 'IMPORTED', 'BATCH_REJECTED', { batchNo });
  requireAll(
    actsFor(facts, importedBy) && unmet('CONFIRMER_IS_IMPORTER'),
    approvers.some((approver) => actsFor(facts, approver)) && unmet('CONFIRMER_IS_APPROVER'),
  );
  return [
    ...(paid.length > 0
      ? [{ type: 'DividendsPaid', data: { batchNo, bankTotalFen, paid, on } } as const]
      : []),
    ...(failed.length > 0 ? [{ type: 'PaymentsFailed', data: { batchNo, failed, on } } as const] : []),
  ];
};

export const rejectBatch: Rule<RejectPaymentBatch> = ({ batchNo }, distribution, facts) => {
  const { state, on } = knownBatch(distribution, batchNo);
  if (state === 'REJECTED') return [];
  require(state === 'IMPORTED', 'BATCH_CONFIRMED', { batchNo });
  requireReason(facts);
  requireAll(futureFault(facts), orderFault(on, facts.effectiveDate));
  const data = { batchNo, rejectedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'PaymentBatchRejected', data }];
};

/** The bank's last day on which any of them was paid. */
const paidUntil = (
  { batches }: Pick<Distribution, 'batches'>,
  householdIds: readonly string[],
): CalendarDate | null =>
  Object.values(batches)
    .filter(
      ({ state, paid }) =>
        state === 'CONFIRMED' && paid.some((one) => householdIds.includes(one.householdId)),
    )
    .reduce<CalendarDate | null>((last, { on }) => (last === null ? on : laterOf(last, on)), null);

/** "Paid by the entity" is not "received by the household": it covers what has been paid so far. */
export const confirmReceipt: Rule<ConfirmReceipt> = ({ householdIds, means }, distribution, facts) => {
  const { ledger } = distribution;
  const { role, subjectId } = facts.actor;
  const others = role === 'HOUSEHOLD' ? householdIds.filter((id) => id !== subjectId) : [];
  const nothingPaid = householdIds.filter((id) => (ledger[id]?.paidFen ?? 0) === 0);
  const at = '/householdIds';
  requireAll(
    futureFault(facts),
    orderFault(paidUntil(distribution, householdIds), facts.effectiveDate),
    listFault('RECEIPT_OF_ANOTHER', others, at),
    listFault('NOTHING_PAID', nothingPaid, at),
  );
  const open = householdIds.filter(
    (id) => ledger[id] !== undefined && ledger[id].confirmedFen < ledger[id].paidFen,
  );
  if (open.length === 0) return [];
  return [{ type: 'DividendReceiptConfirmed', data: { householdIds: open, means, on: facts.effectiveDate } }];
};
