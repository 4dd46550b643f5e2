import { daysBetween, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { Share } from '@linkage/dividend-scheme/events';
import type { DistributionEvent } from '@linkage/distribution/events';

/** What each household of a distribution was due and paid, from which day on. */
export type DistributionMemory = {
  readonly id: string;
  readonly entityId: string;
  readonly agreementId: string | null;
  /** The year that its period ends in, and when that was declared; null where it is withdrawn. */
  readonly declared: { readonly year: number; readonly on: CalendarDate } | null;
  /** Of the yield of fiscal money, what is the households' (R13); null of other money. */
  readonly householdShare: Share | null;
  /** As declared, then as rescheduled; the first holds from the beginning. */
  readonly payDates: readonly { readonly on: CalendarDate; readonly payDate: CalendarDate }[];
  readonly calculatedOn: CalendarDate | null;
  readonly dues: readonly Due[];
  /** A reclaimed payment is a negative one. */
  readonly payments: readonly Payment[];
};

type Due = {
  readonly householdId: string;
  readonly dueFen: number;
  readonly guaranteedFen: number;
  readonly on: CalendarDate;
};

type Payment = { readonly householdId: string; readonly amountFen: number; readonly on: CalendarDate };

type Data<Type extends DistributionEvent['type']> = Extract<
  DistributionEvent,
  { readonly type: Type }
>['data'];
type Changes = {
  readonly [Type in DistributionEvent['type']]?: (
    distribution: DistributionMemory,
    data: Data<Type>,
  ) => Partial<DistributionMemory>;
};

const changes: Changes = {
  DividendsCalculated: (_before, { on }) => ({ calculatedOn: on, dues: [] }),
  DividendLinesCalculated: ({ dues, calculatedOn }, { lines }) => ({
    dues:
      calculatedOn === null
        ? dues
        : [...dues, ...lines.filter(isDue).map((line) => ({ ...dueOf(line), on: calculatedOn }))],
  }),
  /** The entity did not keep it back: it is no guarantee that it left unpaid. */
  WithheldReleased: ({ dues }, { householdId, amountFen, on }) => {
    const before = dues.findLast((due) => due.householdId === householdId);
    const dueFen = (before?.dueFen ?? 0) + amountFen;
    return { dues: [...dues, { householdId, dueFen, guaranteedFen: before?.guaranteedFen ?? 0, on }] };
  },
  DividendLineCorrected: ({ dues }, { householdId, toFen, on }) => {
    const guaranteedFen = dues.findLast((due) => due.householdId === householdId)?.guaranteedFen ?? 0;
    const due = { householdId, dueFen: toFen, guaranteedFen: Math.min(guaranteedFen, toFen), on };
    return { dues: [...dues, due] };
  },
  /** What was guaranteed and is unpaid is guaranteed to whom it passes. */
  DividendLinePassed: ({ dues }, { householdId, successorId, amountFen, on }) => {
    const before = dues.findLast((due) => due.householdId === householdId);
    const [dueFen, guaranteed] = [(before?.dueFen ?? 0) - amountFen, before?.guaranteedFen ?? 0];
    const left = { householdId, dueFen, guaranteedFen: Math.min(guaranteed, dueFen), on };
    const guaranteedFen = guaranteed - left.guaranteedFen;
    return { dues: [...dues, left, { householdId: successorId, dueFen: amountFen, guaranteedFen, on }] };
  },
  DividendsPaid: ({ payments }, { paid, on }) => ({
    payments: [...payments, ...paid.map(({ householdId, amountFen }) => ({ householdId, amountFen, on }))],
  }),
  OverpaymentReclaimed: ({ payments }, { householdId, amountFen, on }) => ({
    payments: [...payments, { householdId, amountFen: -amountFen, on }],
  }),
  DistributionWithdrawn: () => ({
    ...{ declared: null, payDates: [], calculatedOn: null, dues: [], payments: [] },
  }),
  DividendRescheduled: ({ payDates }, { payDate, on }) => ({ payDates: [...payDates, { on, payDate }] }),
};

const isDue = ({ withheld }: Data<'DividendLinesCalculated'>['lines'][number]): boolean =>
  withheld === undefined;

const dueOf = ({
  householdId,
  amountFen,
  guaranteedFen,
}: Data<'DividendLinesCalculated'>['lines'][number]) => ({
  ...{ householdId, dueFen: amountFen, guaranteedFen },
});

export const rememberDistribution = (
  id: string,
  before: DistributionMemory | undefined,
  event: DistributionEvent,
): DistributionMemory | undefined => {
  if (event.type === 'DistributionDeclared') {
    const { entityId, agreementId, equity, periodTo, payDate, on } = event.data;
    return {
      ...{ id, entityId, agreementId, declared: { year: yearOf(periodTo), on } },
      householdShare: equity?.householdShare ?? null,
      ...{ payDates: [{ on, payDate }], calculatedOn: null, dues: [], payments: [] },
    };
  }
  return before && { ...before, ...changes[event.type]?.(before, event.data as never) };
};

/** The day it is to be paid by, as agreed with the households up to a day. */
export const payDateOn = ({ payDates }: DistributionMemory, day: CalendarDate): CalendarDate | undefined =>
  (payDates.findLast(({ on }) => on <= day) ?? payDates[0])?.payDate;

const duesOn = ({ dues }: DistributionMemory, day: CalendarDate): ReadonlyMap<string, Due> =>
  new Map(dues.filter(({ on }) => on <= day).map((due) => [due.householdId, due]));

const paidOn = ({ payments }: DistributionMemory, day: CalendarDate): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { householdId, amountFen, on } of payments)
    if (on <= day) sums.set(householdId, (sums.get(householdId) ?? 0) + amountFen);
  return sums;
};

/** What was paid by a day of a period that ends in the year. */
export const paidOfPeriod = (
  { declared, payments }: DistributionMemory,
  year: number,
  by: CalendarDate,
): readonly Payment[] => (declared?.year === year ? payments.filter(({ on }) => on <= by) : []);

/** In the year, or for it. */
export const householdsPaidIn = (
  { declared, payments }: DistributionMemory,
  year: number,
): readonly string[] =>
  payments
    .filter(({ on, amountFen }) => amountFen > 0 && (declared?.year === year || yearOf(on) === year))
    .map(({ householdId }) => householdId);

const WHOLE: Share = { numerator: 1, denominator: 1 };

/** As the last period that was declared under the agreement up to the year has it. */
export const householdShareUnder = (
  distributions: readonly DistributionMemory[],
  agreementId: string,
  year: number,
): Share => {
  const declared = distributions.filter(
    (one) => one.agreementId === agreementId && one.declared !== null && one.declared.year <= year,
  );
  return declared.at(-1)?.householdShare ?? WHOLE;
};

/** Reckoned by its pay date and every household paid in full by then. */
export const isPaidOnTime = (distribution: DistributionMemory, payDate: CalendarDate): boolean => {
  const { calculatedOn } = distribution;
  if (calculatedOn === null || calculatedOn > payDate) return false;
  const paid = paidOn(distribution, payDate);
  return [...duesOn(distribution, payDate).values()].every(
    ({ householdId, dueFen }) => (paid.get(householdId) ?? 0) >= dueFen,
  );
};

/** A payment counts for the guaranteed part first. */
export const isGuaranteeUnpaid = (
  distribution: DistributionMemory,
  day: CalendarDate,
  longerThanDays: number,
): boolean => {
  const payDate = payDateOn(distribution, day);
  if (payDate === undefined || daysBetween(payDate, day) <= longerThanDays) return false;
  const paid = paidOn(distribution, day);
  return [...duesOn(distribution, day).values()].some(
    ({ householdId, guaranteedFen }) => guaranteedFen > (paid.get(householdId) ?? 0),
  );
};

/** Whether it was declared by the day, of a period that ends in the year, under the agreement. */
export const isDeclaredFor = (
  { agreementId, declared }: DistributionMemory,
  of: { readonly agreementId: string; readonly year: number; readonly by: CalendarDate },
): boolean =>
  declared !== null && agreementId === of.agreementId && declared.year === of.year && declared.on <= of.by;
