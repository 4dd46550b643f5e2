import { questionsAt } from '@http/controllers';
import { IncomeComparisons, IncomeGrowthHouseholds, IncomeRecordings } from './queries';

export const IncomeLists = questionsAt('incomes', '收入 Incomes', [
  [IncomeGrowthHouseholds, 'growth/households'],
  [IncomeComparisons, 'comparisons'],
  [IncomeRecordings, 'recordings'],
]);
