import { questionsAt } from '@http/controllers';
import { IncomeComparisonExplanation, IncomeGrowthExplanation } from './queries';

export const IncomeExplanations = questionsAt('incomes', '收入 Incomes', [
  [IncomeGrowthExplanation, 'growth/explain'],
  [IncomeComparisonExplanation, 'comparisons/:householdId/explain'],
]);
