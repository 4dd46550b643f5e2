import { amountsOf, derived } from '@kernel/income-formula';
import { yearOf, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import type { IncomeEvent } from '@linkage/income/events';
import { firstOfYear } from './agreement-span';

/** A household's year: net income (R37) and population of each quarter recorded. */
export type IncomeMemory = {
  readonly id: string;
  readonly quarters: { readonly [Of in Quarter]?: QuarterMemory };
  /** The first day of the year on which some of its people left for a household of their own; absent where none did. */
  readonly splitOn?: CalendarDate;
};

type QuarterMemory = {
  readonly netFen: number;
  readonly populationCount: number;
  /** When its sheet was entered first: a correction makes it no later. */
  readonly recordedOn: CalendarDate;
};

export const incomeMemoryId = (householdId: string, year: number): string => `${householdId}:${String(year)}`;

type Told<Type extends IncomeEvent['type']> = Extract<IncomeEvent, { readonly type: Type }>['data'];

const sheet = (
  before: IncomeMemory | undefined,
  { householdId, year, quarter, items, populationCount }: Told<'IncomeRecorded' | 'IncomeCorrected'>,
  recorded: CalendarDate,
): IncomeMemory => {
  const { netFen } = derived(amountsOf(items));
  const recordedOn = before?.quarters[quarter]?.recordedOn ?? recorded;
  const quarters = { ...before?.quarters, [quarter]: { netFen, populationCount, recordedOn } };
  return { ...before, id: incomeMemoryId(householdId, year), quarters };
};

const withoutSheet = (before: IncomeMemory, { quarter }: Told<'IncomeVoided'>): IncomeMemory => {
  const { [quarter]: _taken, ...quarters } = before.quarters;
  return { ...before, quarters };
};

export const rememberIncome = (
  before: IncomeMemory | undefined,
  event: IncomeEvent,
  recorded: CalendarDate,
): IncomeMemory | undefined => {
  if (event.type === 'IncomeVoided') return before && withoutSheet(before, event.data);
  return event.type === 'IncomeRecorded' || event.type === 'IncomeCorrected'
    ? sheet(before, event.data, recorded)
    : before;
};

/** In the year of that day. */
export const rememberSplit = (
  id: string,
  before: IncomeMemory | undefined,
  splitOn: CalendarDate,
): IncomeMemory => ({ quarters: {}, splitOn, ...before, id });

/** Not the same people earned the incomes of both years: some left after the first day of the one and by the last of the other. */
const isAcrossSplit = (before: IncomeMemory, after: IncomeMemory): boolean => {
  const { splitOn } = before;
  return after.splitOn !== undefined || (splitOn !== undefined && splitOn !== firstOfYear(yearOf(splitOn)));
};

const isComplete = (income: IncomeMemory | undefined): income is IncomeMemory =>
  income !== undefined && Object.keys(income.quarters).length === 4;

/** Net income of the year and the population at its end; null where nobody is left to share it. */
const yearlyOf = ({ quarters }: IncomeMemory): { readonly net: bigint; readonly people: bigint } | null => {
  const net = Object.values(quarters).reduce((sum, { netFen }) => sum + BigInt(netFen), 0n);
  const people = quarters[4]?.populationCount ?? 0;
  return people === 0 ? null : { net, people: BigInt(people) };
};

/** Whether net income per head is higher than the year before; null where a year is not complete, or the household was split. */
export const hasGrown = (
  before: IncomeMemory | undefined,
  after: IncomeMemory | undefined,
): boolean | null => {
  if (!isComplete(before) || !isComplete(after) || isAcrossSplit(before, after)) return null;
  const [base, current] = [yearlyOf(before), yearlyOf(after)];
  if (base === null || current === null) return null;
  return current.net * base.people > base.net * current.people;
};
