import type { ContextModule } from '@query/context-module';
import { IncomeYears } from './controller';
import { incomeYearAnswers } from './queries';

export const incomeYearModule: ContextModule = {
  name: 'income-year',
  answers: incomeYearAnswers,
  controllers: [IncomeYears],
};
