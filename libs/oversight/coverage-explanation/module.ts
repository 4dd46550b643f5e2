import type { ContextModule } from '@query/context-module';
import { CoverageExplanations } from './controller';
import { coverageExplanations } from './queries';

export const coverageExplanationModule: ContextModule = {
  name: 'coverage-explanation',
  answers: coverageExplanations,
  controllers: [CoverageExplanations],
};
