import type { Quarter } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { IncomeItem } from '@kernel/linkage';
import { incomeEvents, type IncomeEvent } from './events';
import type { Items } from '@kernel/income-formula';

export interface RecordedQuarter {
  readonly villageCode: DivisionCode;
  readonly populationCount: number;
  readonly items: Items;
}

export interface Suggestion {
  readonly state: 'OPEN' | 'ACCEPTED' | 'DECLINED';
  readonly quarter: Quarter;
  readonly item: IncomeItem;
  readonly amountFen: number;
}

/** One household's calendar year. */
export interface HouseholdIncome {
  readonly householdId: string;
  readonly year: number;
  readonly villageCode: DivisionCode | null;
  readonly quarters: Readonly<Partial<Record<Quarter, RecordedQuarter>>>;
  readonly suggestions: Readonly<Record<string, Suggestion>>;
}

export const householdIncomeId = (householdId: string, year: number): string =>
  derivedId('householdIncome', householdId, year);

type Sheet = Extract<IncomeEvent, { readonly type: 'IncomeRecorded' | 'IncomeCorrected' }>['data'];

const withSheet = (income: HouseholdIncome, data: Sheet): HouseholdIncome => {
  const { householdId, year, quarter, villageCode, populationCount, items } = data;
  const quarters = { ...income.quarters, [quarter]: { villageCode, populationCount, items } };
  return { ...income, householdId, year, villageCode, quarters };
};

const decided = (income: HouseholdIncome, id: string, state: Suggestion['state']): HouseholdIncome => {
  const suggestion = income.suggestions[id];
  if (suggestion === undefined) return income;
  return { ...income, suggestions: { ...income.suggestions, [id]: { ...suggestion, state } } };
};

const evolve = (income: HouseholdIncome, event: IncomeEvent): HouseholdIncome => {
  switch (event.type) {
    case 'IncomeRecorded':
    case 'IncomeCorrected':
      return withSheet(income, event.data);
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
  }
};

export const householdIncome: Aggregate<HouseholdIncome, IncomeEvent> = {
  category: 'householdIncome',
  initial: { householdId: '', year: 0, villageCode: null, quarters: {}, suggestions: {} },
  evolve,
  events: incomeEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: ({ householdId }) => ({ HOUSEHOLD: [householdId] }),
};
