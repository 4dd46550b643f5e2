import type { ContextModule } from '@query/context-module';
import { CoverageLossQuestions } from './controller';
import { coverageLossAnswers, coverageConsequences } from './queries';

export const coverageLossModule: ContextModule = {
  name: 'coverage-loss',
  answers: coverageLossAnswers,
  consequences: coverageConsequences,
  controllers: [CoverageLossQuestions],
};
