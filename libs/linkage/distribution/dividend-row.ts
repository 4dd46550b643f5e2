import type { CalendarDate } from '@kernel/calendar-date';
import type { Basis } from './allocation';
import { sumOfCarried } from './carrying';
import type { DistributionEvent, DividendLine, WithholdingReason } from './events';
import { NOTHING_PENDING, type Pending } from './pending';
import { afterCalculation, due, lineState, unpaidOf, type Line, type LineState } from './ledger';

type Data<Type extends DistributionEvent['type']> = Extract<
  DistributionEvent,
  { readonly type: Type }
>['data'];

/** One distribution in the book of dividends (分红台账). */
export type DistributionRow = Pending & {
  readonly id: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly effectiveDate: string;
  /** Home village of the entity. */
  readonly division: string;
  readonly schemeId: string;
  readonly schemeVersion: number;
  readonly entityId: string;
  readonly agreementId: string | null;
  readonly mode: string;
  readonly periodFrom: CalendarDate;
  readonly periodTo: CalendarDate;
  readonly payDate: CalendarDate;
  readonly graceDays: number;
  readonly declaredOn: CalendarDate;
  readonly state: 'DECLARED' | 'CALCULATED' | 'APPROVED' | 'WITHDRAWN';
  readonly approvals: number;
  /** Something is unpaid though pay date and grace lie behind. */
  readonly isOverdue: boolean;
  /** It has been, whatever was paid or put off since. */
  readonly wasOverdue: boolean;
  /** From which what is unpaid is overdue; null before that day, and where it was put off. */
  readonly overdueFrom: CalendarDate | null;
  readonly householdCount: number;
  /** On which it was looked at who is entitled; null where nobody did. */
  readonly recordDate: CalendarDate | null;
  readonly dueFen: number;
  /** Kept back of households that were not entitled on the record date, and not released. With what is due and what was carried forward it is all that was calculated. */
  readonly withheldFen: number;
  readonly withheldCount: number;
  /** Of what was withheld: the next period splits it. */
  readonly carriedForwardFen: number;
  /** Of earlier periods, in what was calculated. */
  readonly carriedInFen: number;
  readonly paidFen: number;
  readonly confirmedFen: number;
  readonly unpaidFen: number;
  readonly unpaidCount: number;
  readonly residualFen: number;
  readonly residualHolder: string | null;
};

/** What the figures of a distribution can be reckoned from again. */
export type BasisRow = Basis & {
  readonly id: string;
  readonly division: string;
  /** Households to whom a line has passed; absent where none has. */
  readonly successors?: readonly string[];
};

/** What one household is due from one distribution, and what it has got. */
export type LineRow = Line & {
  readonly id: string;
  readonly distributionId: string;
  /** Village of the household. */
  readonly division: string;
  readonly schemeId: string;
  readonly entityId: string;
  readonly agreementId: string | null;
  readonly householdId: string;
  readonly householdNo: string;
  readonly shares: number;
  readonly periodFrom: CalendarDate;
  readonly periodTo: CalendarDate;
  readonly payDate: CalendarDate;
  /** As calculated, before any correction. */
  readonly calculated: Omit<DividendLine, 'householdId' | 'householdNo' | 'withheld'>;
  /** Why it was withheld when it was calculated; null where it was due. */
  readonly withheldFor: WithholdingReason | null;
  readonly unpaidFen: number;
  readonly isOverdue: boolean;
  readonly wasOverdue: boolean;
  readonly overdueFrom: CalendarDate | null;
  readonly state: LineState;
  readonly failure: string | null;
  readonly lastPaidOn: CalendarDate | null;
  readonly corrections: readonly (Omit<Data<'DividendLineCorrected'>, 'householdId'> & {
    readonly reason: string | null;
  })[];
  readonly reclaimedFen: number;
  /** The household for which it was reckoned; absent where it is this one. */
  readonly passedFrom?: string;
};

export const lineId = (distributionId: string, householdId: string): string =>
  `${distributionId}|${householdId}`;

type Lateness = Pick<DistributionRow, 'unpaidFen' | 'isOverdue' | 'wasOverdue' | 'overdueFrom'>;

/** What is paid is overdue no longer. */
const late = <Row extends Lateness>(row: Row): Row => {
  const isOverdue = row.overdueFrom !== null && row.unpaidFen > 0;
  return { ...row, isOverdue, wasOverdue: row.wasOverdue || isOverdue };
};

/** The state follows from the amounts. */
export const settled = (row: LineRow): LineRow => {
  const told = late({ ...row, unpaidFen: unpaidOf(row) });
  return { ...told, state: lineState(told, told.isOverdue) };
};

export const newLine = (distribution: DistributionRow, basis: BasisRow, line: DividendLine): LineRow => {
  const { id: distributionId, schemeId, entityId, agreementId, periodFrom, periodTo, payDate } = distribution;
  const { householdId, householdNo, withheld = null, ...calculated } = line;
  const holder = basis.terms.beneficiaries.find((beneficiary) => beneficiary.householdId === householdId);
  return settled({
    ...afterCalculation(line),
    ...{ id: lineId(distributionId, householdId), distributionId, schemeId, entityId, agreementId },
    ...{ division: holder?.villageCode ?? distribution.division, shares: holder?.shares ?? 0 },
    ...{ householdId, householdNo, periodFrom, periodTo, payDate, calculated },
    ...{ unpaidFen: 0, ...NOT_LATE, state: 'DUE', failure: null, lastPaidOn: null },
    ...{ withheldFor: withheld, corrections: [], reclaimedFen: 0 },
  });
};

const NOT_LATE = { isOverdue: false, wasOverdue: false, overdueFrom: null } as const;

/** Before there is any line. */
export const NO_SUMS = {
  ...NOTHING_PENDING,
  ...NOT_LATE,
  ...{ residualFen: 0, residualHolder: null },
  ...{ recordDate: null, withheldFen: 0, withheldCount: 0, carriedForwardFen: 0, carriedInFen: 0 },
  ...{ householdCount: 0, dueFen: 0, paidFen: 0, confirmedFen: 0, unpaidFen: 0, unpaidCount: 0 },
} as const;

/** What is unpaid, on a line of the household to which it has passed. */
export const passedLine = (
  row: LineRow,
  { householdId, successorId, successorNo, amountFen }: Data<'DividendLinePassed'>,
): LineRow =>
  settled({
    ...{ ...row, ...due(amountFen), id: lineId(row.distributionId, successorId) },
    ...{ householdId: successorId, householdNo: successorNo, shares: 0, passedFrom: householdId },
    calculated: { amountFen: 0, guaranteedFen: 0, profitFen: 0, patronageFen: 0 },
    ...{ withheldFor: null, failure: null, lastPaidOn: null, corrections: [], reclaimedFen: 0 },
  });

export const newDistribution = (data: Data<'DistributionDeclared'>) => {
  const { schemeId, schemeVersion, entityId, agreementId, periodFrom, periodTo, payDate, graceDays } = data;
  return {
    ...{ schemeId, schemeVersion, entityId, agreementId, periodFrom, periodTo, payDate, graceDays },
    ...{ division: data.villageCode, mode: data.terms.mode, declaredOn: data.on, approvals: 0 },
    ...{ ...NO_SUMS, carriedInFen: sumOfCarried(data.carriedIn ?? []) },
    state: 'DECLARED',
  } as const;
};

/** The sums of a distribution move with its lines. */
export const withLines = (
  row: DistributionRow,
  changes: readonly (readonly [before: LineRow | undefined, after: LineRow])[],
): DistributionRow =>
  late(
    changes.reduce<DistributionRow>((sums, [before, after]) => {
      const was = before ?? NO_LINE;
      return {
        ...sums,
        householdCount: sums.householdCount + Number(before === undefined),
        dueFen: sums.dueFen + after.dueFen - was.dueFen,
        withheldFen: sums.withheldFen + after.withheldFen - was.withheldFen,
        withheldCount: sums.withheldCount + Number(after.withheldFen > 0) - Number(was.withheldFen > 0),
        carriedForwardFen: sums.carriedForwardFen + after.carriedForwardFen - was.carriedForwardFen,
        paidFen: sums.paidFen + after.paidFen - was.paidFen,
        confirmedFen: sums.confirmedFen + after.confirmedFen - was.confirmedFen,
        unpaidFen: sums.unpaidFen + after.unpaidFen - was.unpaidFen,
        unpaidCount: sums.unpaidCount + Number(after.unpaidFen > 0) - Number(was.unpaidFen > 0),
      };
    }, row),
  );

const NO_LINE = { ...due(0), unpaidFen: 0 };
