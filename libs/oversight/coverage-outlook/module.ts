import type { ContextModule } from '@query/context-module';
import { CoverageOutlookQuestions } from './controller';
import { coverageOutlookAnswers } from './queries';

export const coverageOutlookModule: ContextModule = {
  name: 'coverage-outlook',
  answers: coverageOutlookAnswers,
  controllers: [CoverageOutlookQuestions],
};
