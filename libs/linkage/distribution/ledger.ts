import type { CalendarDate } from '@kernel/calendar-date';
import type { DividendLine, FailedLine, PaidLine } from './events';

/** What one household is due and has got. Paid by the entity is not yet received by the household. */
export type Line = {
  readonly dueFen: number;
  /** Kept back and not due, until somebody releases it. */
  readonly withheldFen: number;
  /** Of what was withheld: the next period splits it. */
  readonly carriedForwardFen: number;
  readonly paidFen: number;
  readonly confirmedFen: number;
  /** The last transfer failed and none has arrived since. */
  readonly hasFailed: boolean;
};

/** The lines of a distribution by household. */
export type Ledger = Readonly<Record<string, Line>>;

export const LINE_STATES = [
  'WITHHELD',
  'CARRIED_FORWARD',
  'DUE',
  'PARTIAL',
  'FAILED',
  'OVERDUE',
  'PAID',
  'CONFIRMED',
] as const;
export type LineState = (typeof LINE_STATES)[number];

export const unpaidOf = ({ dueFen, paidFen }: Line): number => Math.max(dueFen - paidFen, 0);

/** Paid above what is due, after a correction. */
export const overpaidOf = ({ dueFen, paidFen }: Line): number => Math.max(paidFen - dueFen, 0);

/** Why nothing is due on the line: withheld, or carried forward; null where something is, or neither. */
const keptState = ({ dueFen, withheldFen, carriedForwardFen }: Line): LineState | null => {
  if (dueFen > 0) return null;
  if (withheldFen > 0) return 'WITHHELD';
  return carriedForwardFen > 0 ? 'CARRIED_FORWARD' : null;
};

export const lineState = (line: Line, isOverdue: boolean): LineState => {
  const kept = keptState(line);
  if (kept !== null) return kept;
  if (unpaidOf(line) === 0) return isConfirmed(line) ? 'CONFIRMED' : 'PAID';
  if (isOverdue) return 'OVERDUE';
  if (line.hasFailed) return 'FAILED';
  return line.paidFen > 0 ? 'PARTIAL' : 'DUE';
};

const isConfirmed = ({ paidFen, confirmedFen }: Line): boolean => confirmedFen > 0 && confirmedFen >= paidFen;

const NOTHING: Line = {
  ...{ dueFen: 0, withheldFen: 0, carriedForwardFen: 0 },
  ...{ paidFen: 0, confirmedFen: 0, hasFailed: false },
};

export const due = (dueFen: number): Line => ({ ...NOTHING, dueFen });

export const afterCalculation = ({ amountFen, withheld }: DividendLine): Line =>
  withheld === undefined ? due(amountFen) : { ...NOTHING, withheldFen: amountFen };

export const afterRelease = (line: Line, amountFen: number): Line => ({
  ...line,
  dueFen: line.dueFen + amountFen,
  withheldFen: line.withheldFen - amountFen,
});

export const afterCarrying = (line: Line, amountFen: number): Line => ({
  ...line,
  withheldFen: line.withheldFen - amountFen,
  carriedForwardFen: line.carriedForwardFen + amountFen,
});

export const afterPayment = (line: Line, amountFen: number): Line => ({
  ...line,
  paidFen: line.paidFen + amountFen,
  hasFailed: false,
});

export const afterFailure = (line: Line): Line => ({ ...line, hasFailed: true });

/** All that has been paid so far. */
export const afterReceipt = (line: Line): Line => ({ ...line, confirmedFen: line.paidFen });

/** What passed to another household, or came from one. */
export const afterPassing = (line: Line, amountFen: number): Line => ({
  ...line,
  dueFen: line.dueFen + amountFen,
});

export const afterCorrection = (line: Line, dueFen: number): Line => ({ ...line, dueFen });

/** What came back was neither paid nor received. */
export const afterReclaim = (line: Line, amountFen: number): Line => {
  const paidFen = line.paidFen - amountFen;
  return { ...line, paidFen, confirmedFen: Math.min(line.confirmedFen, paidFen) };
};

export const change = (ledger: Ledger, householdId: string, to: (line: Line) => Line): Ledger => ({
  ...ledger,
  [householdId]: to(ledger[householdId] ?? NOTHING),
});

export const changeEach = <Part extends { readonly householdId: string }>(
  ledger: Ledger,
  parts: readonly Part[],
  to: (line: Line, part: Part) => Line,
): Ledger => ({
  ...ledger,
  ...Object.fromEntries(
    parts.map((part) => [part.householdId, to(ledger[part.householdId] ?? NOTHING, part)] as const),
  ),
});

export const unpaidIn = (ledger: Ledger): { readonly unpaidFen: number; readonly householdCount: number } => {
  const unpaid = Object.values(ledger)
    .map(unpaidOf)
    .filter((amount) => amount > 0);
  return { unpaidFen: unpaid.reduce((sum, amount) => sum + amount, 0), householdCount: unpaid.length };
};

/** A bank file of payments, imported by one person and confirmed by another. */
export type Batch = {
  readonly state: 'IMPORTED' | 'CONFIRMED' | 'REJECTED';
  readonly importedBy: string;
  readonly bankTotalFen: number;
  readonly paid: readonly PaidLine[];
  readonly failed: readonly FailedLine[];
  readonly on: CalendarDate;
};
