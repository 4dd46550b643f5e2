import type { CalendarDate } from '@kernel/calendar-date';
import { fen, shareOf } from '@kernel/fen';
import type { Document } from '@read-store/read-store';
import type { DividendLine } from '../distribution/events';

/** One bank file's payment to a household. */
export type Payment = {
  readonly batchNo: string;
  /** The bank's day. */
  readonly on: CalendarDate;
  /** What has not been reclaimed of it. */
  readonly amountFen: number;
};

/** What one household gets of one distribution: how it was reckoned, and what was paid on it. */
export type PaidLine = Document & {
  /** As calculated. A correction says what is due, not which part of it was wrong. */
  readonly lineFen: number;
  readonly patronageFen: number;
  readonly payments: readonly Payment[];
};

export const reckonedLine = (id: string, { amountFen, patronageFen }: DividendLine): PaidLine => ({
  ...{ id, lineFen: amountFen, patronageFen, payments: [] },
});

/** Of a distribution whose reckoning is not known nothing is a refund. */
export const unreckonedLine = (id: string): PaidLine => ({ id, lineFen: 0, patronageFen: 0, payments: [] });

export const withPayment = (line: PaidLine, payment: Payment): PaidLine => ({
  ...line,
  payments: [...line.payments, payment],
});

const refundIn = ({ lineFen, patronageFen }: PaidLine, paidFen: number): number =>
  patronageFen === 0 ? 0 : shareOf(fen(paidFen), patronageFen, lineFen);

/** What a further payment brings of the refund by volume: in proportion, so that all payments of the line bring it to the fen. */
export const refundOf = (line: PaidLine, amountFen: number): number => {
  const before = line.payments.reduce((sum, payment) => sum + payment.amountFen, 0);
  return refundIn(line, before + amountFen) - refundIn(line, before);
};

/** The payments after so much was reclaimed: what was paid last was paid too much. */
export const afterReclaim = (payments: readonly Payment[], reclaimedFen: number): readonly Payment[] => {
  let openFen = reclaimedFen;
  const latestFirst = payments.toReversed().map((payment) => {
    const takenFen = Math.min(openFen, payment.amountFen);
    openFen -= takenFen;
    return { ...payment, amountFen: payment.amountFen - takenFen };
  });
  return latestFirst.toReversed();
};
