import type { ContextModule } from '@query/context-module';
import { IncomeGrowthComparisons } from './controller';
import { incomeComparisonAnswers } from './queries';

export const incomeComparisonModule: ContextModule = {
  name: 'income-comparison',
  answers: incomeComparisonAnswers,
  controllers: [IncomeGrowthComparisons],
};
