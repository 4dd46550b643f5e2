import type { ContextModule } from '@query/context-module';
import { CoverageListQuestions } from './controller';
import { coverageListAnswers } from './queries';

export const coverageListModule: ContextModule = {
  name: 'coverage-list',
  answers: coverageListAnswers,
  controllers: [CoverageListQuestions],
};
