import type { ContextModule } from '@query/context-module';
import { CoverageBreakdownQuestions } from './controller';
import { coverageBreakdownAnswers } from './queries';

export const coverageBreakdownModule: ContextModule = {
  name: 'coverage-breakdown',
  answers: coverageBreakdownAnswers,
  controllers: [CoverageBreakdownQuestions],
};
