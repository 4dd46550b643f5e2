import type { ContextModule } from '@query/context-module';
import { IncomeExplanations } from './controller';
import { incomeExplanations } from './queries';

export const incomeExplanationModule: ContextModule = {
  name: 'income-explanation',
  answers: incomeExplanations,
  controllers: [IncomeExplanations],
};
