import type { CalendarDate, Quarter } from '@kernel/calendar-date';
import type { Folds, Own, Recorded, Registered } from '@projection/fold';
import type { IncomeEvent, WithdrawalCause } from './events';
import {
  amountsOf,
  derived,
  NO_AMOUNTS,
  perCapita,
  plus,
  type Derived,
  type Items,
} from '@kernel/income-formula';
import { afterCorrection, stateAfterWithdrawal, withWithdrawn, type SuggestionState } from './withdrawal';

/** A quarter's sheet and what follows from it (R37). */
export type QuarterRow = Derived & {
  readonly villageCode: string;
  readonly populationCount: number;
  readonly items: Items;
  readonly netPerCapitaFen: number | null;
  /** A negative net income is kept and shown. */
  readonly isNegative: boolean;
  readonly outlierComment: string | null;
  readonly corrections: number;
  /** Fen by item that were withdrawn and that the sheet may still count; empty once the village has looked at it. */
  readonly toCorrect: Items;
  readonly on: CalendarDate;
};

export type SuggestionRow = {
  readonly suggestionId: string;
  readonly quarter: Quarter;
  readonly item: string;
  /** What still stands of it. */
  readonly amountFen: number;
  readonly source: string;
  readonly state: SuggestionState;
  readonly declinedBecause: string | null;
  readonly withdrawnFen: number;
  /** The last time; null where it never was. */
  readonly withdrawnBecause: WithdrawalCause | null;
  readonly on: CalendarDate;
};

/** One household's calendar year. The totals are those of the recorded quarters, people at the end of the last of them. */
export type IncomeRow = Registered &
  Derived & {
    readonly division: string;
    readonly householdId: string;
    readonly year: number;
    readonly quarters: { readonly [quarter: string]: QuarterRow };
    readonly recordedQuarters: number;
    readonly populationCount: number;
    readonly netPerCapitaFen: number | null;
    readonly suggestions: readonly SuggestionRow[];
    readonly openSuggestions: number;
    /** A sheet may count what was withdrawn. */
    readonly awaitsCorrection: boolean;
  };

type Fields = Own<IncomeRow>;

const totals = (quarters: IncomeRow['quarters']) => {
  const recorded = Object.keys(quarters)
    .sort()
    .flatMap((quarter) => quarters[quarter] ?? []);
  const year = derived(recorded.reduce((sum, quarter) => plus(sum, quarter), NO_AMOUNTS));
  const populationCount = recorded.at(-1)?.populationCount ?? 0;
  return {
    ...year,
    ...{ recordedQuarters: recorded.length, populationCount },
    netPerCapitaFen: perCapita(year.netFen, populationCount),
  };
};

const begun = (data: {
  readonly villageCode: string;
  readonly householdId: string;
  readonly year: number;
}): Fields => ({
  ...{ division: data.villageCode, householdId: data.householdId, year: data.year },
  ...{ quarters: {}, ...totals({}), suggestions: [], openSuggestions: 0, awaitsCorrection: false },
});

type Sheet = Extract<Recorded<IncomeEvent>, { readonly type: 'IncomeRecorded' | 'IncomeCorrected' }>['data'];

const withSheet = (
  row: Fields,
  data: Sheet,
  own: Pick<QuarterRow, 'outlierComment' | 'corrections' | 'toCorrect'>,
): Fields => {
  const { villageCode, populationCount, items, on } = data;
  const sums = derived(amountsOf(items));
  const sheet: QuarterRow = {
    ...sums,
    ...{ villageCode, populationCount, items, on, ...own },
    ...{ netPerCapitaFen: perCapita(sums.netFen, populationCount), isNegative: sums.netFen < 0 },
  };
  const quarters = { ...row.quarters, [data.quarter]: sheet };
  return { ...row, division: villageCode, ...withQuarters(quarters), ...totals(quarters) };
};

const withQuarters = (quarters: IncomeRow['quarters']): Pick<Fields, 'quarters' | 'awaitsCorrection'> => ({
  quarters,
  awaitsCorrection: Object.values(quarters).some(({ toCorrect }) => Object.keys(toCorrect).length > 0),
});

const withSuggestions = (row: Fields, suggestions: readonly SuggestionRow[]): Fields => ({
  ...row,
  suggestions,
  openSuggestions: suggestions.filter(({ state }) => state === 'OPEN').length,
});

const decided = (
  row: Fields | undefined,
  suggestionId: string,
  decision: Pick<SuggestionRow, 'state' | 'declinedBecause'>,
): Fields | null =>
  row === undefined
    ? null
    : withSuggestions(
        row,
        row.suggestions.map((one) => (one.suggestionId === suggestionId ? { ...one, ...decision } : one)),
      );

type Withdrawn = Extract<Recorded<IncomeEvent>, { readonly type: 'SuggestionWithdrawn' }>['data'];

const left = (
  suggestion: SuggestionRow,
  { amountFen, leftFen, cause: withdrawnBecause }: Withdrawn,
): SuggestionRow => ({
  ...suggestion,
  ...{ state: stateAfterWithdrawal(suggestion.state, leftFen), amountFen: leftFen },
  ...{ withdrawnFen: suggestion.withdrawnFen + amountFen, withdrawnBecause },
});

const withdrawn = (row: Fields, data: Withdrawn): Fields => {
  const suggestion = row.suggestions.find(({ suggestionId }) => suggestionId === data.suggestionId);
  if (suggestion === undefined) return row;
  const { state, item, quarter } = suggestion;
  const suggestions = row.suggestions.map((one) => (one === suggestion ? left(one, data) : one));
  const after = withSuggestions(row, suggestions);
  const sheet = row.quarters[quarter];
  if (sheet === undefined) return after;
  const toCorrect = withWithdrawn(sheet.toCorrect, { state, item, amountFen: data.amountFen }, sheet);
  return { ...after, ...withQuarters({ ...row.quarters, [quarter]: { ...sheet, toCorrect } }) };
};

export const incomeRows: Folds<IncomeEvent, IncomeRow> = {
  IncomeRecorded: (row, { data }) => {
    const { outlierComment } = data;
    return withSheet(row ?? begun(data), data, { outlierComment, corrections: 0, toCorrect: {} });
  },
  IncomeCorrected: (row, { data }) => {
    const before = row?.quarters[data.quarter];
    const corrections = (before?.corrections ?? 0) + 1;
    return withSheet(row ?? begun(data), data, {
      outlierComment: before?.outlierComment ?? null,
      corrections,
      toCorrect: before === undefined ? {} : afterCorrection(before.toCorrect, before, data),
    });
  },
  IncomeVoided: (row, { data }) => {
    if (row === undefined) return null;
    const { [data.quarter]: _sheet, ...quarters } = row.quarters;
    return { ...row, ...withQuarters(quarters), ...totals(quarters) };
  },
  IncomeSuggested: (row, { data }) => {
    const { suggestionId, quarter, item, amountFen, source, on } = data;
    const suggestion = { suggestionId, quarter, item, amountFen, source, on };
    const own = row ?? begun(data);
    return withSuggestions(own, [
      ...own.suggestions,
      { ...suggestion, state: 'OPEN', declinedBecause: null, withdrawnFen: 0, withdrawnBecause: null },
    ]);
  },
  SuggestionAccepted: (row, { data }) =>
    decided(row, data.suggestionId, { state: 'ACCEPTED', declinedBecause: null }),
  SuggestionDeclined: (row, { data }) =>
    decided(row, data.suggestionId, { state: 'DECLINED', declinedBecause: data.reason }),
  SuggestionWithdrawn: (row, { data }) => (row === undefined ? null : withdrawn(row, data)),
};
