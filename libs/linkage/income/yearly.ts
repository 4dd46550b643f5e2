import type { RegisterSpec } from '@query/register';
import type { IncomeRow } from './income-row';

export type { IncomeRow } from './income-row';
export { endOf, period, quarterOfPeriod, yearOfPeriod, type Period } from './period';
export { householdIncomeId } from './state';

/** Where the years of income lie. */
export const BOOK: RegisterSpec<IncomeRow> = {
  projection: 'income',
  collection: 'incomes',
  kind: 'income',
  sort: [['year', -1]],
  subjects: { HOUSEHOLD: 'householdId' },
};
