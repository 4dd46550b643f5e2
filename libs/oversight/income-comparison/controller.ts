import { questionsAt } from '@http/controllers';
import { IncomeGrowthComparison } from './queries';

export const IncomeGrowthComparisons = questionsAt('incomes/growth/comparison', '收入 Incomes', [
  [IncomeGrowthComparison, ''],
]);
