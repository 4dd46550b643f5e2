import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarDate } from '@kernel/calendar-date';
import { afterReclaim, refundOf, withPayment, type PaidLine } from './paid-line';

const on = calendarDate('2025-03-31');

/** R15: 315.00 yuan by volume and 317.65 by capital. */
const line: PaidLine = { id: 'line', lineFen: 63_265, patronageFen: 31_500, payments: [] };

const refundsOf = (amounts: readonly number[]): readonly number[] => {
  let after = line;
  return amounts.map((amountFen, index) => {
    const refund = refundOf(after, amountFen);
    after = withPayment(after, { batchNo: `B${String(index)}`, on, amountFen });
    return refund;
  });
};

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

describe('the refund by volume in what is paid on a line', () => {
  it('is the one that was reckoned, where the line is paid in one', () => {
    expect(refundsOf([63_265])).toEqual([31_500]);
  });

  it('is in proportion where it is paid in parts, and all parts bring it to the fen', () => {
    expect(refundsOf([20_000, 43_265])).toEqual([9_958, 21_542]);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 63_264 }), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, (points) => {
        const ends = [...points].sort((a, b) => a - b);
        const parts = [...ends, 63_265].map((end, index) => end - (ends[index - 1] ?? 0));
        const refunds = refundsOf(parts);
        expect(sum(refunds)).toBe(31_500);
        refunds.forEach((refund, index) => {
          expect(refund).toBeGreaterThanOrEqual(0);
          expect(refund).toBeLessThanOrEqual(parts[index] ?? 0);
        });
      }),
    );
  });

  it('is nothing on a line that was reckoned by shares', () => {
    expect(refundOf({ ...line, patronageFen: 0 }, 63_265)).toBe(0);
    expect(refundOf({ ...line, lineFen: 0, patronageFen: 0 }, 5)).toBe(0);
  });
});

describe('payments of which something was reclaimed', () => {
  const payments = [100, 50].map((amountFen, index) => ({ batchNo: `B${String(index)}`, on, amountFen }));
  const left = (reclaimedFen: number) =>
    afterReclaim(payments, reclaimedFen).map(({ amountFen }) => amountFen);

  it('lose it from the last to the first', () => {
    expect(left(0)).toEqual([100, 50]);
    expect(left(20)).toEqual([100, 30]);
    expect(left(60)).toEqual([90, 0]);
    expect(left(150)).toEqual([0, 0]);
  });
});
