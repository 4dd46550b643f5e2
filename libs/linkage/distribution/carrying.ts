import { fen, splitFen } from '@kernel/fen';
import type { Beneficiary } from '../dividend-scheme/events';
import type { CarriedIn, DividendLine } from './events';
import type { Ledger } from './ledger';

/** A distribution of the scheme, as far as money travels from one to the next. */
export interface Handed {
  readonly id: string;
  readonly periodTo: string;
  readonly ledger: Ledger;
  readonly carriedIn: readonly CarriedIn[];
}

export const sumOfCarried = (carriedIn: readonly CarriedIn[]): number =>
  carriedIn.reduce((sum, { amountFen }) => sum + amountFen, 0);

const carriedForward = (ledger: Ledger): number =>
  Object.values(ledger).reduce((sum, { carriedForwardFen }) => sum + carriedForwardFen, 0);

/**
 * What earlier periods of the scheme carried forward and no standing distribution has taken in: nothing is lost, nothing is
 * given twice. What is carried forward later waits for the declaration after that.
 */
export const carriedInto = (periodFrom: string, others: readonly Handed[]): readonly CarriedIn[] => {
  const taken = others.flatMap(({ carriedIn }) => carriedIn);
  return others
    .filter(({ periodTo }) => periodTo < periodFrom)
    .map(({ id, ledger }) => {
      const before = sumOfCarried(taken.filter(({ distributionId }) => distributionId === id));
      return { distributionId: id, amountFen: carriedForward(ledger) - before };
    })
    .filter(({ amountFen }) => amountFen > 0);
};

/** By the shares of the scheme whatever its mode, largest remainder; it was the households’ already, so no part of it is anybody else’s. */
export const withCarried = (
  lines: readonly DividendLine[],
  beneficiaries: readonly Beneficiary[],
  carriedFen: number,
): readonly DividendLine[] => {
  if (carriedFen === 0) return lines;
  const parts = splitFen(
    fen(carriedFen),
    beneficiaries.map(({ householdNo, shares }) => ({ key: householdNo, weight: shares })),
  );
  return lines.map((line, index) => {
    const part = parts[index] ?? 0;
    return { ...line, amountFen: line.amountFen + part, carriedFen: part };
  });
};
