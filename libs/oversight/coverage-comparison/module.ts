import type { ContextModule } from '@query/context-module';
import { CoverageComparisons } from './controller';
import { coverageComparisonAnswers } from './queries';

export const coverageComparisonModule: ContextModule = {
  name: 'coverage-comparison',
  answers: coverageComparisonAnswers,
  controllers: [CoverageComparisons],
};
