import type { Quarter } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { IncomeItem } from '@kernel/linkage';
import { incomeEvents, type IncomeEvent } from './events';
import type { Items } from '@kernel/income-formula';
import { afterCorrection, stateAfterWithdrawal, withWithdrawn, type SuggestionState } from './withdrawal';

export interface RecordedQuarter {
  readonly villageCode: DivisionCode;
  readonly populationCount: number;
  readonly items: Items;
}

export interface Suggestion {
  readonly state: SuggestionState;
  readonly quarter: Quarter;
  readonly item: IncomeItem;
  /** What still stands of it. */
  readonly amountFen: number;
}

/** One household's calendar year. */
export interface HouseholdIncome {
  readonly householdId: string;
  readonly year: number;
  readonly villageCode: DivisionCode | null;
  readonly quarters: Readonly<Partial<Record<Quarter, RecordedQuarter>>>;
  readonly suggestions: Readonly<Record<string, Suggestion>>;
  /** Withdrawn though a sheet may count it, and not looked at since. */
  readonly toCorrect: Readonly<Partial<Record<Quarter, Items>>>;
}

export const householdIncomeId = (householdId: string, year: number): string =>
  derivedId('householdIncome', householdId, year);

type Sheet = Extract<IncomeEvent, { readonly type: 'IncomeRecorded' | 'IncomeCorrected' }>['data'];

const withSheet = (income: HouseholdIncome, data: Sheet): HouseholdIncome => {
  const { householdId, year, quarter, villageCode, populationCount, items } = data;
  const quarters = { ...income.quarters, [quarter]: { villageCode, populationCount, items } };
  const before = income.quarters[quarter];
  const open = before === undefined ? {} : afterCorrection(income.toCorrect[quarter] ?? {}, before, data);
  const toCorrect = { ...income.toCorrect, [quarter]: open };
  return { ...income, householdId, year, villageCode, quarters, toCorrect };
};

const withoutSheet = (income: HouseholdIncome, quarter: Quarter): HouseholdIncome => {
  const { [quarter]: _sheet, ...quarters } = income.quarters;
  const { [quarter]: _items, ...toCorrect } = income.toCorrect;
  return { ...income, quarters, toCorrect };
};

const decided = (income: HouseholdIncome, id: string, state: Suggestion['state']): HouseholdIncome => {
  const suggestion = income.suggestions[id];
  if (suggestion === undefined) return income;
  return { ...income, suggestions: { ...income.suggestions, [id]: { ...suggestion, state } } };
};

type Withdrawn = Extract<IncomeEvent, { readonly type: 'SuggestionWithdrawn' }>['data'];

const withdrawn = (
  income: HouseholdIncome,
  { suggestionId, amountFen, leftFen }: Withdrawn,
): HouseholdIncome => {
  const suggestion = income.suggestions[suggestionId];
  if (suggestion === undefined) return income;
  const { state, quarter, item } = suggestion;
  const left = { ...suggestion, state: stateAfterWithdrawal(state, leftFen), amountFen: leftFen };
  const suggestions = { ...income.suggestions, [suggestionId]: left };
  const sheet = income.quarters[quarter];
  if (sheet === undefined) return { ...income, suggestions };
  const open = withWithdrawn(income.toCorrect[quarter] ?? {}, { state, item, amountFen }, sheet);
  return { ...income, suggestions, toCorrect: { ...income.toCorrect, [quarter]: open } };
};

const evolve = (income: HouseholdIncome, event: IncomeEvent): HouseholdIncome => {
  switch (event.type) {
    case 'IncomeRecorded':
    case 'IncomeCorrected':
      return withSheet(income, event.data);
    case 'IncomeVoided':
      return withoutSheet(income, event.data.quarter);
    case 'IncomeSuggested': {
      const { suggestionId, householdId, year, quarter, item, amountFen } = event.data;
      const suggestion: Suggestion = { state: 'OPEN', quarter, item, amountFen };
      const suggestions = { ...income.suggestions, [suggestionId]: suggestion };
      const villageCode = income.villageCode ?? event.data.villageCode;
      return { ...income, householdId, year, villageCode, suggestions };
    }
    case 'SuggestionAccepted':
      return decided(income, event.data.suggestionId, 'ACCEPTED');
    case 'SuggestionDeclined':
      return decided(income, event.data.suggestionId, 'DECLINED');
    case 'SuggestionWithdrawn':
      return withdrawn(income, event.data);
  }
};

export const householdIncome: Aggregate<HouseholdIncome, IncomeEvent> = {
  category: 'householdIncome',
  initial: { householdId: '', year: 0, villageCode: null, quarters: {}, suggestions: {}, toCorrect: {} },
  evolve,
  events: incomeEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: ({ householdId }) => ({ HOUSEHOLD: [householdId] }),
};
